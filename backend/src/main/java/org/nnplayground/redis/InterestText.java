package org.nnplayground.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.nnplayground.engine.View;
import org.nnplayground.stream.EventLog.Interest;

/**
 * An interest as text: {@code <nanoseconds between frames>/<p for parameters><g for gradients>/<grids>}, for example
 * {@code 50000000/pg/25:0:1,100:0:1}.
 */
final class InterestText {

    private InterestText() {}

    static String of(Interest interest) {
        View view = interest.view();
        return interest.interval().toNanos() + "/" + (view.parameters() ? "p" : "") + (view.gradients() ? "g" : "")
                + "/"
                + view.grids().stream().map(InterestText::of).sorted().collect(Collectors.joining(","));
    }

    private static String of(View.Grid grid) {
        return grid.resolution() + ":" + grid.column1() + ":" + grid.column2();
    }

    private static View.Grid grid(String text) {
        String[] numbers = text.split(":", -1);
        return new View.Grid(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    static Interest read(String text) {
        String[] parts = text.split("/", -1);
        Set<View.Grid> grids = parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",", -1)).map(InterestText::grid).collect(Collectors.toSet());
        return new Interest(
                new View(parts[1].contains("p"), parts[1].contains("g"), grids),
                Duration.ofNanos(Long.parseLong(parts[0])));
    }
}
