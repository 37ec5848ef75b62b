package org.nnplayground.redis;

import java.nio.ByteBuffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Lets a mapper of a binary format write {@code float[]} as one byte string, big-endian. This is shorter than an array
 * of numbers, and keeps every bit, including the payload of a NaN.
 */
final class FloatModule {

    private FloatModule() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(float[].class, new Writer())
                .addDeserializer(float[].class, new Reader());
    }

    private static final class Writer extends StdSerializer<float[]> {

        Writer() {
            super(float[].class);
        }

        @Override
        public void serialize(float[] floats, JsonGenerator out, SerializationContext context) {
            var bytes = ByteBuffer.allocate(Float.BYTES * floats.length);
            bytes.asFloatBuffer().put(floats);
            out.writeBinary(bytes.array());
        }
    }

    private static final class Reader extends StdDeserializer<float[]> {

        Reader() {
            super(float[].class);
        }

        @Override
        public float[] deserialize(JsonParser in, DeserializationContext context) {
            byte[] bytes = in.getBinaryValue();
            var floats = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
            return floats;
        }
    }
}
