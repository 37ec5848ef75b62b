package org.nnplayground.web.events;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client's position in each job of its stream. Its text is the event id, which the client sends back to resume.
 *
 * @param positions by job id
 * @param fallback position in any other job
 */
record StreamCursor(Map<String, Position> positions, Position fallback) {

    /** The cursor of a first visit. */
    static final StreamCursor START = new StreamCursor(Map.of(), Position.START);

    private static final StreamCursor UNKNOWN = new StreamCursor(Map.of(), Position.UNKNOWN);

    /**
     * @param sequence of the last event that was sent; {@link #END} if it was the job's last event
     * @param run of the last losses that were sent, 0 for none
     * @param epoch of the last losses that were sent
     */
    record Position(long sequence, int run, long epoch) {

        /** The sequence number of the last event of a job that has ended. */
        static final long END = Long.MAX_VALUE;

        /** Nothing was sent; the current frame is enough. */
        static final Position START = new Position(0, 0, -1);

        /** Something unknown was sent; everything is sent again. */
        static final Position UNKNOWN = new Position(0, -1, -1);
    }

    StreamCursor {
        positions = Map.copyOf(positions);
    }

    Position of(String job) {
        return positions.getOrDefault(job, fallback);
    }

    StreamCursor with(String job, Position position) {
        if (positions.size() == 1 && positions.containsKey(job)) {
            return new StreamCursor(Map.of(job, position), fallback);
        }
        var changed = new HashMap<>(positions);
        changed.put(job, position);
        return new StreamCursor(changed, fallback);
    }

    /** The event id of a stream of one job. */
    static String text(String job, Position position) {
        return encoded(plain(job, position));
    }

    String text() {
        if (positions.size() == 1) {
            Map.Entry<String, Position> only = positions.entrySet().iterator().next();
            return text(only.getKey(), only.getValue());
        }
        return encoded(positions.entrySet().stream()
                .map(entry -> plain(entry.getKey(), entry.getValue()))
                .sorted()
                .collect(Collectors.joining(",")));
    }

    private static String plain(String job, Position position) {
        return job + ":" + position.sequence + ":" + position.run + ":" + position.epoch;
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses an event id; the client may send any text, or none. An id that cannot be read or contains none of the jobs
     * gives {@link Position#UNKNOWN}: everything is sent again; a job missing among others was added to the stream
     * later.
     *
     * @param jobs the jobs of the stream
     */
    static StreamCursor parse(@Nullable String text, Collection<String> jobs) {
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
            positions.keySet().retainAll(jobs);
            return positions.isEmpty() ? UNKNOWN : new StreamCursor(positions, Position.START);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return UNKNOWN;
        }
    }
}
