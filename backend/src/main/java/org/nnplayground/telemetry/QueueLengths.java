package org.nnplayground.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.nnplayground.job.JobQueue;
import org.nnplayground.job.Line;
import org.springframework.scheduling.annotation.Scheduled;

/** How many jobs wait, asked every few seconds: what reads a meter must not wait for an answer over the network. */
final class QueueLengths {

    private final JobQueue queue;
    private final Map<Line, Integer> lengths = new ConcurrentHashMap<>();

    QueueLengths(JobQueue queue) {
        this.queue = queue;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void ask() {
        for (Line line : Line.values()) {
            queue.length(line).subscribe(length -> lengths.put(line, length), e -> lengths.remove(line));
        }
    }

    /** NaN while nobody knows. */
    double of(Line line) {
        Integer length = lengths.get(line);
        return length == null ? Double.NaN : length;
    }

    /** As in the names of Redis' streams. */
    static String name(Line line) {
        return line.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
