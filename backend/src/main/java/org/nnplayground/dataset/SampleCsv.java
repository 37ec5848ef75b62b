package org.nnplayground.dataset;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnplayground.spec.Task;

/** Samples as CSV (RFC 4180) with a header row: {@code set,x1,x2,y}, or {@code y1,y2} for several values. */
public final class SampleCsv {

    private static final String END = "\r\n";

    private SampleCsv() {}

    public static String heading(Samples samples) {
        int outputs = samples.train().y()[0].length;
        String targets = outputs == 1
                ? ",y"
                : IntStream.rangeClosed(1, outputs).mapToObj(i -> ",y" + i).collect(Collectors.joining());
        return "set," + String.join(",", samples.columns()) + targets + END;
    }

    /** @param set name of the sample's set */
    public static String line(String set, Task task, double[] x, double... y) {
        var text = new StringBuilder(set);
        for (double value : x) {
            text.append(',').append(value);
        }
        for (double value : y) {
            text.append(',').append(task == Task.CLASSIFICATION ? String.valueOf((int) value) : String.valueOf(value));
        }
        return text.append(END).toString();
    }

    /** All sets; for few samples. */
    public static String text(Task task, Samples samples) {
        var text = new StringBuilder(heading(samples));
        add(text, "train", task, samples.train());
        add(text, "validation", task, samples.validation());
        add(text, "test", task, samples.test());
        return text.toString();
    }

    private static void add(StringBuilder text, String name, Task task, SampleSet set) {
        for (int i = 0; i < set.size(); i++) {
            text.append(line(name, task, set.x()[i], set.y()[i]));
        }
    }
}
