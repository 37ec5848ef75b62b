package org.nnplayground.database;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Splits content that can be larger than a row of H2, which holds 1 MB. */
public final class Chunks {

    /** Maximum number of bytes per row. */
    private static final int MAX_BYTES = 512 * 1024;

    private Chunks() {}

    public static List<byte[]> of(byte[] bytes) {
        if (bytes.length <= MAX_BYTES) {
            return List.of(bytes);
        }
        return IntStream.range(0, (bytes.length + MAX_BYTES - 1) / MAX_BYTES)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * MAX_BYTES, Math.min(bytes.length, (i + 1) * MAX_BYTES)))
                .toList();
    }

    /** Concatenates the parts that a query returns in order; empty if there are none. */
    public static Mono<byte[]> joined(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> Statements.value(row.get(0, byte[].class)))
                .all()
                .collectList()
                .filter(chunks -> !chunks.isEmpty())
                .map(Chunks::join);
    }

    /** The parts one after the other. */
    public static byte[] join(List<byte[]> chunks) {
        var all = new byte[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
        int end = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, end, chunk.length);
            end += chunk.length;
        }
        return all;
    }
}
