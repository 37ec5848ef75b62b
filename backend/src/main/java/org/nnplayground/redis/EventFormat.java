package org.nnplayground.redis;

import java.util.Arrays;
import org.nnplayground.engine.Metrics;
import org.nnplayground.store.MessageReader;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.stream.JobEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Events as bytes: one byte with the version of this format, then the event's record in CBOR (RFC 8949). All processes
 * of a service must read and write the same version.
 */
final class EventFormat {

    private static final int VERSION = 2;

    private final ObjectWriter writer;
    private final ObjectReader reader;

    EventFormat(SpecFormat specs) {
        CBORMapper mapper = CBORMapper.builder()
                .addMixIn(JobEvent.class, ClassNameTypeInfo.class)
                .addMixIn(Metrics.class, ClassNameTypeInfo.class)
                .addModule(MessageReader.module())
                .addModule(SpecModule.of(specs))
                .addModule(FloatModule.module())
                .build();
        writer = mapper.writerFor(JobEvent.class);
        reader = mapper.readerFor(JobEvent.class);
    }

    byte[] write(JobEvent event) {
        byte[] cbor = writer.writeValueAsBytes(event);
        var bytes = new byte[1 + cbor.length];
        bytes[0] = VERSION;
        System.arraycopy(cbor, 0, bytes, 1, cbor.length);
        return bytes;
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if the bytes have another version or are incomplete
     */
    JobEvent read(byte[] bytes) {
        int version = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]);
        if (version != VERSION) {
            throw new IllegalArgumentException("events of format " + version + " cannot be read, only " + VERSION);
        }
        try {
            return reader.readValue(Arrays.copyOfRange(bytes, 1, bytes.length));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("an event is cut short or damaged", e);
        }
    }
}
