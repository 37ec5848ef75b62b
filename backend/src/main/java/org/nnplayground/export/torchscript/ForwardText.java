package org.nnplayground.export.torchscript;

import java.util.List;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.Upsampling;

/**
 * The TorchScript text of {@code forward(x)}, x {@code [samples, columns]}. The value in progress is {@code h}; images
 * are {@code [samples, channels, height, width]}, sequences {@code [samples, steps, columns]}. A layer's tensors are
 * {@code weights1}, {@code biases1} and so on.
 */
final class ForwardText {

    private static final String INDENTED = "    ";

    private final StringBuilder text = new StringBuilder();

    private ForwardText() {}

    static String of(ExportedNetwork network) {
        var forward = new ForwardText();
        forward.inputs(network);
        for (ExportedLayer layer : network.layers()) {
            forward.layer(layer);
            if (network.isTakenLater(layer.number())) {
                forward.line("h%d = h", layer.number());
            }
        }
        forward.line("return torch.flatten(h, 1)");
        return forward.text.toString();
    }

    private void line(String line, Object... arguments) {
        text.append(INDENTED).append(line.formatted(arguments)).append('\n');
    }

    private void set(String value, Object... arguments) {
        line("h = " + value.formatted(arguments));
    }

    private void inputs(ExportedNetwork network) {
        if (!network.scaling().isNone()) {
            line("x = torch.div(torch.sub(x, self.mean), self.deviation)");
        }
        set(network.seesColumns() ? "x" : "torch.cat(%s, 1)".formatted(features(network)));
        Shape shape = network.spec().inputShape();
        if (shape.isImage()) {
            set("torch.view(h, [-1, %d, %d, %d])", shape.get(2), shape.get(0), shape.get(1));
        } else if (shape.isSequence()) {
            set("torch.view(h, [-1, %d, %d])", shape.get(0), shape.get(1));
        }
    }

    private static List<String> features(ExportedNetwork network) {
        return network.spec().inputs().stream()
                .map(input -> switch (input) {
                    case "x1Squared" -> product(0, 0);
                    case "x2Squared" -> product(1, 1);
                    case "x1TimesX2" -> product(0, 1);
                    case "sinX1" -> "torch.sin(%s)".formatted(column(0));
                    case "sinX2" -> "torch.sin(%s)".formatted(column(1));
                    case "cosX1" -> "torch.cos(%s)".formatted(column(0));
                    case "cosX2" -> "torch.cos(%s)".formatted(column(1));
                    default -> column(network.column(input));
                })
                .toList();
    }

    private static String column(int index) {
        return "torch.slice(x, 1, %d, %d)".formatted(index, index + 1);
    }

    private static String product(int first, int second) {
        return "torch.mul(%s, %s)".formatted(column(first), column(second));
    }

    private void layer(ExportedLayer exported) {
        int n = exported.number();
        String biases = exported.placed().layer().bias() ? "self.biases" + n : "None";
        switch (exported.placed().layer()) {
            case Dense dense -> {
                set("torch.linear(torch.flatten(h, 1), self.weights%d, %s)", n, biases);
                activation(dense.activation(), n);
            }
            case Convolution convolution -> {
                int stride = convolution.stride();
                set(
                        "torch.conv2d(h, self.weights%d, %s, [%d, %d], [%d, %d])",
                        n, biases, stride, stride, convolution.paddedRows(), convolution.paddedColumns());
                activation(convolution.activation(), n);
            }
            case MaxPooling pooling -> set("torch.max_pool2d(h, [%1$d, %1$d])", pooling.size());
            case Upsampling upsampling ->
                upsampling(upsampling, exported.placed().input());
            case Concatenation concatenation -> set("torch.cat([h, h%d], 1)", concatenation.layer() + 1);
            case Recurrent recurrent ->
                recurrent(recurrent, exported.placed().input().get(0), n);
        }
    }

    /** Without the operator, whose signature differs between versions of PyTorch. */
    private void upsampling(Upsampling upsampling, Shape image) {
        int size = upsampling.size();
        Shape output = upsampling.output(image);
        set("torch.unsqueeze(torch.unsqueeze(h, 3), 5)");
        set("torch.expand(h, [-1, -1, -1, %d, -1, %d])", size, size);
        set("torch.reshape(h, [-1, %d, %d, %d])", output.get(2), output.get(0), output.get(1));
    }

    private void recurrent(Recurrent recurrent, int steps, int n) {
        int units = recurrent.units();
        line("sequence%d = h", n);
        set("torch.zeros([torch.size(x, 0), %d])", units);
        if (recurrent.cell() == Cell.LSTM) {
            line("c = torch.zeros([torch.size(x, 0), %d])", units);
        }
        line("for t%d in range(%d):", n, steps);
        line("  z = torch.linear(torch.select(sequence%1$d, 1, t%1$d), self.weights%1$d, self.biases%1$d)", n);
        line("  z0 = torch.add(z, torch.linear(h, self.recurrentWeights%d, None))", n);
        switch (recurrent.cell()) {
            case SIMPLE -> line("  h = torch.tanh(z0)");
            case LSTM -> {
                line("  i = torch.sigmoid(%s)", gate(0, units));
                line("  f = torch.sigmoid(%s)", gate(1, units));
                line("  g = torch.tanh(%s)", gate(2, units));
                line("  o = torch.sigmoid(%s)", gate(3, units));
                line("  c = torch.add(torch.mul(f, c), torch.mul(i, g))");
                line("  h = torch.mul(o, torch.tanh(c))");
            }
        }
    }

    private static String gate(int index, int units) {
        return "torch.slice(z0, 1, %d, %d)".formatted(index * units, (index + 1) * units);
    }

    private void activation(Activation activation, int n) {
        switch (activation) {
            case LINEAR -> {}
            case SIGMOID -> set("torch.sigmoid(h)");
            case TANH -> set("torch.tanh(h)");
            case RELU -> set("torch.relu(h)");
            case LEAKY_RELU -> set("torch.leaky_relu(h, 0.01)");
            case PRELU -> set("torch.prelu(h, self.slope%d)", n);
            case ELU -> set("torch.elu(h)");
            case GELU -> set("torch.gelu(h)");
            case SOFTPLUS -> set("torch.softplus(h, 1, 20)");
            case SWISH -> set("torch.silu(h)");
            case SINE -> set("torch.sin(h)");
            case SQUARE -> set("torch.mul(h, h)");
            case SOFTMAX -> set("torch.softmax(h, 1)");
        }
    }
}
