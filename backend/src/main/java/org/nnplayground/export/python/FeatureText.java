package org.nnplayground.export.python;

import java.util.List;
import java.util.stream.Collectors;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.spec.layer.Shape;

/**
 * The Python function from raw columns to what the network sees: {@code features(x)}, x {@code [samples, columns]}.
 *
 * @param library {@code np}, {@code torch} or {@code ops}
 */
record FeatureText(String library) {

    void add(PythonFile file, ExportedNetwork network) {
        boolean scales = !network.scaling().isNone();
        if (scales) {
            file.line(0, "").line(0, "# Of each column, in the train set of the job.");
            file.line(0, "MEAN = %s", network.scaling().mean());
            file.line(0, "DEVIATION = %s", network.scaling().deviation());
        }
        file.gap().line(0, "def features(x):");
        file.line(1, "\"\"\"What the network sees of the columns x1, x2, .. of each sample.\"\"\"");
        if (scales) {
            file.line(1, "x = (x - %s) / %s", array("MEAN"), array("DEVIATION"));
        }
        List<String> inputs = network.spec().features();
        List<Integer> columns = inputs.stream().map(network::column).toList();
        if (columns.contains(-1)) {
            file.line(1, "x1, x2 = x[:, 0], x[:, 1]");
            String values = inputs.stream().map(this::expression).collect(Collectors.joining(", "));
            file.line(1, "x = %s.stack([%s], 1)", library, values);
        } else if (!inputs.equals(network.columnNames())) {
            String parts =
                    columns.stream().map(column -> "x[:, %d]".formatted(column)).collect(Collectors.joining(", "));
            file.line(1, "x = %s.stack([%s], 1)", library, parts);
        }
        Shape shape = network.spec().inputShape();
        if (!shape.isFlat()) {
            String sizes = shape.sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
            file.line(1, "x = %s.reshape(x, (-1, %s))", library, sizes);
        }
        file.line(1, "return x");
    }

    private String array(String list) {
        return switch (library) {
            case "np" -> "np.array(" + list + ")";
            case "torch" -> "torch.tensor(" + list + ", dtype=x.dtype)";
            default -> "ops.convert_to_tensor(" + list + ", dtype=x.dtype)";
        };
    }

    private String expression(String input) {
        return switch (input) {
            case "x1Squared" -> "x1 * x1";
            case "x2Squared" -> "x2 * x2";
            case "x1TimesX2" -> "x1 * x2";
            case "sinX1" -> library + ".sin(x1)";
            case "sinX2" -> library + ".sin(x2)";
            case "cosX1" -> library + ".cos(x1)";
            case "cosX2" -> library + ".cos(x2)";
            default -> input;
        };
    }
}
