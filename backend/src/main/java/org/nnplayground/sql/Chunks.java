package org.nnplayground.sql;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What can be larger than a row of H2 is kept in parts. */
final class Chunks {

    /** Bytes of one row. */
    private static final int LARGEST = 512 * 1024;

    private Chunks() {}

    static List<byte[]> of(byte[] bytes) {
        if (bytes.length <= LARGEST) {
            return List.of(bytes);
        }
        return IntStream.range(0, (bytes.length + LARGEST - 1) / LARGEST)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * LARGEST, Math.min(bytes.length, (i + 1) * LARGEST)))
                .toList();
    }

    /** The parts that a query finds in their order, together; empty where it finds none. */
    static Mono<byte[]> joined(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> Statements.value(row.get(0, byte[].class)))
                .all()
                .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .filter(bytes -> bytes.size() > 0)
                .map(ByteArrayOutputStream::toByteArray);
    }
}
