package org.nnplayground.export.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The text of a Python program in the making. Only the project's own text and numbers get into it. */
final class PythonFile {

    private final StringBuilder text = new StringBuilder();

    /** Lines as they are; blocks end with a line break. */
    PythonFile add(String lines) {
        text.append(lines);
        return this;
    }

    /** The same if a condition holds. */
    PythonFile addIf(boolean condition, String lines) {
        return condition ? add(lines) : this;
    }

    /** One line, indented by steps of four spaces. */
    PythonFile line(int depth, String line, Object... arguments) {
        text.append("    ".repeat(depth))
                .append(arguments.length == 0 ? line : line.formatted(arguments))
                .append('\n');
        return this;
    }

    /** Two empty lines before a function or class. */
    PythonFile gap() {
        text.append("\n\n");
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A vector or nested vectors as a list; a float32 has as many digits as are needed to read back the same. */
    static String list(Object nested) {
        if (nested instanceof float[] numbers) {
            var list = new StringBuilder("[");
            for (int i = 0; i < numbers.length; i++) {
                list.append(i == 0 ? "" : ", ").append(numbers[i]);
            }
            return list.append(']').toString();
        }
        return Arrays.stream((Object[]) nested).map(PythonFile::list).collect(Collectors.joining(", ", "[", "]"));
    }

    static String truth(boolean value) {
        return value ? "True" : "False";
    }
}
