package org.nnplayground.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.nnplayground.engine.View;
import org.nnplayground.stream.EventLog.Interest;

/**
 * What followers want as one word: {@code <nanoseconds between frames>/<p for parameters><g for
 * gradients>/<resolutions>}, as in {@code 50000000/pg/25,100}.
 */
final class InterestText {

    private InterestText() {}

    static String of(Interest interest) {
        View view = interest.view();
        return interest.interval().toNanos() + "/" + (view.parameters() ? "p" : "") + (view.gradients() ? "g" : "")
                + "/"
                + view.resolutions().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    static Interest read(String text) {
        String[] parts = text.split("/", -1);
        Set<Integer> resolutions = parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
        return new Interest(
                new View(parts[1].contains("p"), parts[1].contains("g"), resolutions),
                Duration.ofNanos(Long.parseLong(parts[0])));
    }
}
