package org.nnplayground.redis;

import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Lets a Jackson mapper read and write specs as text in the format of the store. */
final class SpecModule {

    private SpecModule() {}

    static SimpleModule of(SpecFormat specs) {
        return new SimpleModule()
                .addSerializer(TrainingSpec.class, new Writer(specs))
                .addDeserializer(TrainingSpec.class, new Reader(specs));
    }

    private static final class Writer extends StdSerializer<TrainingSpec> {

        private final SpecFormat specs;

        Writer(SpecFormat specs) {
            super(TrainingSpec.class);
            this.specs = specs;
        }

        @Override
        public void serialize(TrainingSpec spec, JsonGenerator json, SerializationContext context) {
            json.writeString(specs.write(spec));
        }
    }

    private static final class Reader extends StdDeserializer<TrainingSpec> {

        private final SpecFormat specs;

        Reader(SpecFormat specs) {
            super(TrainingSpec.class);
            this.specs = specs;
        }

        @Override
        public TrainingSpec deserialize(JsonParser json, DeserializationContext context) {
            return specs.read(json.getString());
        }
    }
}
