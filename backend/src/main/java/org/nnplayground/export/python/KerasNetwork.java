package org.nnplayground.export.python;

import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.Upsampling;

/** The function {@code build} of the program for Keras. Images are {@code [samples, height, width, channels]}. */
final class KerasNetwork {

    private static final String DROPOUT = """


            class Factors(keras.layers.Layer):
                \"""Dropout with the factors [units][samples] that `train` sets before each batch.\"""

                factors = None

                def call(self, h, training=False):
                    if not training:
                        return h
                    factors = np.array(self.factors, dtype="float32").T
                    if len(h.shape) == 4:  # units of images are in the order channels, height, width
                        samples, height, width, channels = h.shape
                        factors = factors.reshape(samples, channels, height, width).transpose(0, 2, 3, 1)
                    return h * ops.convert_to_tensor(factors)
            """;

    private final PythonFile file;
    private final ExportedNetwork network;

    private KerasNetwork(PythonFile file, ExportedNetwork network) {
        this.file = file;
        this.network = network;
    }

    static void add(PythonFile file, ExportedNetwork network) {
        file.addIf(DrawsText.drops(network.spec()), DROPOUT);
        var text = new KerasNetwork(file, network);
        file.gap().line(0, "def build(parameters):");
        file.line(1, "\"\"\"The network, and what the loss is computed from.\"\"\"");
        text.body();
    }

    private void body() {
        file.line(1, "x = keras.Input((%d,))", network.columns());
        file.line(1, "h = keras.layers.Lambda(features)(x)");
        boolean sums = TrainingText.takesWeightedSums(network.spec());
        int last = network.layers().size();
        for (ExportedLayer layer : network.layers()) {
            layer(layer);
            if (sums && layer.number() == last) {
                file.line(1, "sums = h");
            }
            activation(layer);
            if (network.isTakenLater(layer.number())) {
                file.line(1, "h%d = h", layer.number());
            }
        }
        Shape output = network.layers().getLast().placed().output();
        flatten(output);
        file.line(1, "network = keras.Model(x, h)");
        network.layers().forEach(this::load);
        file.line(1, "return network, " + (sums ? "keras.Model(x, sums)" : "network"));
    }

    private void flatten(Shape shape) {
        if (shape.isImage()) {
            file.line(1, "h = keras.layers.Permute((3, 1, 2))(h)  # channel by channel");
        }
        if (!shape.isFlat()) {
            file.line(1, "h = keras.layers.Flatten()(h)");
        }
    }

    private void layer(ExportedLayer exported) {
        int n = exported.number();
        Layer layer = exported.placed().layer();
        String options = (layer.bias() ? "" : ", use_bias=False")
                + (layer.frozen() ? ", trainable=False" : "")
                + ", name=\"layer" + n + "\"";
        switch (layer) {
            case Dense dense -> {
                flatten(exported.placed().input());
                file.line(1, "h = keras.layers.Dense(%d%s)(h)", dense.units(), options);
            }
            case Convolution convolution -> {
                if (convolution.paddedRows() + convolution.paddedColumns() > 0) {
                    file.line(
                            1,
                            "h = keras.layers.ZeroPadding2D((%d, %d))(h)",
                            convolution.paddedRows(),
                            convolution.paddedColumns());
                }
                file.line(
                        1,
                        "h = keras.layers.Conv2D(%d, (%d, %d), strides=%d%s)(h)",
                        convolution.filters(),
                        convolution.height(),
                        convolution.width(),
                        convolution.stride(),
                        options);
            }
            case MaxPooling pooling -> file.line(1, "h = keras.layers.MaxPooling2D(%d)(h)", pooling.size());
            case Upsampling upsampling ->
                file.line(1, "h = keras.layers.UpSampling2D(%d)(h)  # nearest", upsampling.size());
            case Concatenation concatenation ->
                file.line(1, "h = keras.layers.Concatenate()([h, h%d])", concatenation.layer() + 1);
            case Recurrent recurrent ->
                file.line(
                        1,
                        "h = keras.layers.%s(%d%s)(h)",
                        recurrent.cell() == Cell.LSTM ? "LSTM" : "SimpleRNN",
                        recurrent.units(),
                        options);
        }
    }

    private void activation(ExportedLayer exported) {
        Layer layer = exported.placed().layer();
        String applied = layer instanceof Recurrent ? "" : function(exported);
        if (!applied.isEmpty()) {
            file.line(1, "h = %s(h)", applied);
        }
        if (layer.dropout() > 0) {
            file.line(1, "h = Factors(name=\"dropout%d\")(h)", exported.number());
        }
    }

    private static String function(ExportedLayer exported) {
        Activation activation = exported.placed().layer().activation();
        return switch (activation) {
            case LINEAR -> "";
            case SIGMOID, TANH, RELU, ELU, SOFTPLUS, SOFTMAX ->
                "keras.layers.Activation(\"%s\")".formatted(activation.wireName());
            case SWISH -> "keras.layers.Activation(\"silu\")";
            case LEAKY_RELU -> "keras.layers.LeakyReLU(negative_slope=0.01)";
            case PRELU ->
                "keras.layers.PReLU(shared_axes=%s%s, name=\"slope%d\")"
                        .formatted(
                                exported.placed().output().isImage() ? "[1, 2, 3]" : "[1]",
                                exported.placed().layer().frozen() ? ", trainable=False" : "",
                                exported.number());
            case GELU -> "keras.layers.Lambda(lambda z: ops.gelu(z, approximate=False))";
            case SINE -> "keras.layers.Lambda(ops.sin)";
            case SQUARE -> "keras.layers.Lambda(ops.square)";
        };
    }

    private void load(ExportedLayer exported) {
        int n = exported.number();
        if (exported.parameters().isEmpty()) {
            return;
        }
        String weight = "np.array(parameters[\"layer%d.weight\"])".formatted(n)
                + (exported.placed().layer() instanceof Convolution ? ".transpose(2, 3, 1, 0)" : ".T");
        String recurrent = exported.placed().layer() instanceof Recurrent
                ? ", np.array(parameters[\"layer%d.recurrent\"]).T".formatted(n)
                : "";
        String bias = exported.placed().layer().bias() ? ", np.array(parameters[\"layer%d.bias\"])".formatted(n) : "";
        file.line(1, "network.get_layer(\"layer%d\").set_weights([%s%s%s])", n, weight, recurrent, bias);
        if (exported.placed().hasSlope()) {
            file.line(1, "slope = network.get_layer(\"slope%d\")", n);
            file.line(1, "slope.set_weights([np.full(slope.alpha.shape, parameters[\"slope%d\"][0])])", n);
        }
    }
}
