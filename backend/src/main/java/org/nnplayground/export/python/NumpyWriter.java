package org.nnplayground.export.python;

import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.export.NetworkWriter;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Upsampling;

/** Writes a network as a Python program that needs only NumPy and predicts. */
public final class NumpyWriter implements NetworkWriter {

    private static final String START = """
            \"""A network trained in NN Playground: %s.

            Predict:  python %s 0.5 -1.5     (x1, x2, .. of one sample)
            or:       from %s import predict

            Arrays are [samples, units]; images are [samples, channels, height, width].
            \"""

            import math
            import sys

            import numpy as np

            """;

    private static final String CONVOLUTION = """


            def convolution(h, weight, bias, stride, padding):
                \"""Cross-correlation of images with the filters [filters, channels, height, width].\"""
                h = np.pad(h, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
                parts = np.lib.stride_tricks.sliding_window_view(h, weight.shape[2:], axis=(2, 3))
                sums = np.einsum("nchwij,fcij->nfhw", parts[:, :, ::stride, ::stride], weight)
                return sums + bias[:, None, None]
            """;

    private static final String POOLING = """


            def max_pooling(h, size):
                \"""The largest value of each square of size * size; rows and columns left over are ignored.\"""
                height, width = h.shape[2] // size, h.shape[3] // size
                h = h[:, :, : height * size, : width * size]
                return h.reshape(*h.shape[:2], height, size, width, size).max(axis=(3, 5))
            """;

    private static final String SIGMOID = """


            def sigmoid(z):
                return 1 / (1 + np.exp(-np.clip(z, -80, None)))
            """;

    private static final String END = """


            if __name__ == "__main__":
                print(predict([[float(number) for number in sys.argv[1:]]])[0].tolist())
            """;

    @Override
    public ExportFormat format() {
        return ExportFormat.NUMPY;
    }

    @Override
    public byte[] write(ExportedNetwork network) {
        var file = new PythonFile();
        String name = format().fileName();
        file.add(START.formatted(network.origin(), name, name.replace(".py", "")));
        ParameterText.add(file, "NUMBERS", network, network.parameters());
        file.line(0, "P = {name: np.array(numbers, dtype=np.float32) for name, numbers in NUMBERS.items()}");
        new FeatureText("np").add(file, network);
        file.add(functions(network));
        file.gap().line(0, "def predict(x):");
        file.line(
                1,
                "\"\"\"The outputs [samples, %d] for raw columns x [samples, %d].\"\"\"",
                network.spec().outputs(),
                network.columns());
        file.line(1, "h = features(np.asarray(x, dtype=np.float64)).astype(np.float32)");
        if (network.spec().inputShape().isImage()) {
            file.line(1, "h = h.transpose(0, 3, 1, 2)");
        }
        for (ExportedLayer layer : network.layers()) {
            layer(file, layer);
            if (network.isTakenLater(layer.number())) {
                file.line(1, "h%d = h", layer.number());
            }
        }
        file.line(1, "return h.reshape(len(h), -1)");
        return file.add(END).bytes();
    }

    private static String functions(ExportedNetwork network) {
        boolean convolution = false;
        boolean pooling = false;
        boolean sigmoid = false;
        for (ExportedLayer exported : network.layers()) {
            var layer = exported.placed().layer();
            convolution |= layer instanceof Convolution;
            pooling |= layer instanceof MaxPooling;
            sigmoid |= layer.activation() == Activation.SIGMOID
                    || layer.activation() == Activation.SWISH
                    || layer instanceof Recurrent recurrent && recurrent.cell() == Cell.LSTM;
        }
        return (sigmoid ? SIGMOID : "") + (convolution ? CONVOLUTION : "") + (pooling ? POOLING : "");
    }

    private static void layer(PythonFile file, ExportedLayer exported) {
        int n = exported.number();
        switch (exported.placed().layer()) {
            case Dense dense -> {
                String flat = exported.placed().input().isFlat() ? "h" : "h.reshape(len(h), -1)";
                String bias = dense.bias() ? " + P[\"layer%d.bias\"]".formatted(n) : "";
                file.line(1, "h = %s @ P[\"layer%d.weight\"].T%s", flat, n, bias);
            }
            case Convolution convolution ->
                file.line(
                        1,
                        "h = convolution(h, P[\"layer%d.weight\"], %s, %d, (%d, %d))",
                        n,
                        convolution.bias()
                                ? "P[\"layer%d.bias\"]".formatted(n)
                                : "np.zeros(%d)".formatted(convolution.filters()),
                        convolution.stride(),
                        convolution.paddedRows(),
                        convolution.paddedColumns());
            case MaxPooling pooling -> file.line(1, "h = max_pooling(h, %d)", pooling.size());
            case Upsampling upsampling ->
                file.line(1, "h = h.repeat(%1$d, axis=2).repeat(%1$d, axis=3)", upsampling.size());
            case Concatenation concatenation ->
                file.line(1, "h = np.concatenate([h, h%d], axis=1)", concatenation.layer() + 1);
            case Recurrent recurrent -> recurrent(file, recurrent, n);
        }
        if (!(exported.placed().layer() instanceof Recurrent)) {
            activation(file, exported.placed().layer().activation(), n);
        }
    }

    private static void recurrent(PythonFile file, Recurrent recurrent, int n) {
        int units = recurrent.units();
        file.line(1, "sequence, h = h, np.zeros((len(h), %d), dtype=np.float32)", units);
        if (recurrent.cell() == Cell.LSTM) {
            file.line(1, "c = h");
        }
        file.line(1, "for step in range(sequence.shape[1]):");
        file.line(
                2,
                "z = sequence[:, step] @ P[\"layer%1$d.weight\"].T + h @ P[\"layer%1$d.recurrent\"].T + P[\"layer%1$d.bias\"]",
                n);
        switch (recurrent.cell()) {
            case SIMPLE -> file.line(2, "h = np.tanh(z)");
            case LSTM -> {
                file.line(2, "i, f, g, o = np.split(z, 4, axis=1)  # input, forget, candidate and output gate");
                file.line(2, "c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)");
                file.line(2, "h = sigmoid(o) * np.tanh(c)");
            }
        }
    }

    private static void activation(PythonFile file, Activation activation, int n) {
        String value = switch (activation) {
            case LINEAR -> "";
            case SIGMOID -> "sigmoid(h)";
            case TANH -> "np.tanh(h)";
            case RELU -> "np.maximum(h, 0)";
            case LEAKY_RELU -> "np.where(h > 0, h, 0.01 * h)";
            case PRELU -> "np.where(h > 0, h, P[\"slope%d\"] * h)".formatted(n);
            case ELU -> "np.where(h > 0, h, np.expm1(np.minimum(h, 0)))";
            case GELU -> "h * (1 + np.vectorize(math.erf, otypes=[float])(h / math.sqrt(2))) / 2";
            case SOFTPLUS -> "np.logaddexp(0, h)";
            case SWISH -> "h * sigmoid(h)";
            case SINE -> "np.sin(h)";
            case SQUARE -> "h * h";
            case SOFTMAX -> "np.exp(h - h.max(axis=1, keepdims=True))";
        };
        if (!value.isEmpty()) {
            file.line(1, "h = " + value);
        }
        if (activation == Activation.SOFTMAX) {
            file.line(1, "h = h / h.sum(axis=1, keepdims=True)");
        }
    }
}
