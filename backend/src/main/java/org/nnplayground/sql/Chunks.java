package org.nnplayground.sql;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.database.Statements;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Splits content that can be larger than a row of H2, which holds 1 MB. */
final class Chunks {

    /** Maximum number of bytes per row. */
    private static final int MAX_BYTES = 512 * 1024;

    private Chunks() {}

    static List<byte[]> of(byte[] bytes) {
        if (bytes.length <= MAX_BYTES) {
            return List.of(bytes);
        }
        return IntStream.range(0, (bytes.length + MAX_BYTES - 1) / MAX_BYTES)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * MAX_BYTES, Math.min(bytes.length, (i + 1) * MAX_BYTES)))
                .toList();
    }

    /** Concatenates the parts that a query returns in order; empty if there are none. */
    static Mono<byte[]> joined(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> Statements.value(row.get(0, byte[].class)))
                .all()
                .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .filter(bytes -> bytes.size() > 0)
                .map(ByteArrayOutputStream::toByteArray);
    }
}
