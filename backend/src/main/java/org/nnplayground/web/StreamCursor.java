package org.nnplayground.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a client is with each job of its stream. Its text is the event id that the client sends back.
 *
 * @param positions by job id
 */
record StreamCursor(Map<String, Position> positions) {

    static final StreamCursor START = new StreamCursor(Map.of());

    /**
     * @param sequence of the last event that was sent
     * @param run of the last losses that were sent, 0 for none
     * @param epoch of the last losses that were sent
     */
    record Position(long sequence, int run, long epoch) {

        static final Position START = new Position(0, 0, -1);
    }

    StreamCursor {
        positions = Map.copyOf(positions);
    }

    Position of(String job) {
        return positions.getOrDefault(job, Position.START);
    }

    StreamCursor with(String job, Position position) {
        var changed = new HashMap<>(positions);
        changed.put(job, position);
        return new StreamCursor(changed);
    }

    String text() {
        String plain = positions.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue().sequence + ":" + entry.getValue().run + ":"
                        + entry.getValue().epoch)
                .sorted()
                .collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor that a text stands for; {@link #START} where it stands for none, as any text of a stranger may. */
    static StreamCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            var positions = new HashMap<String, Position>();
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            for (String entry : plain.split(",", -1)) {
                String[] parts = entry.split(":", -1);
                positions.put(
                        parts[0],
                        new Position(Long.parseLong(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3])));
            }
            return new StreamCursor(positions);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return START;
        }
    }
}
