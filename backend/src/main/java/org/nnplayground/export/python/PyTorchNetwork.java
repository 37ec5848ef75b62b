package org.nnplayground.export.python;

import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Upsampling;

/** The class {@code Network} of the program for PyTorch. */
final class PyTorchNetwork {

    private static final String RENAMED = """
                        layer, _, part = name.partition(".")
                        if isinstance(getattr(self, layer), nn.RNNBase):  # PyTorch has other names
                            part = {"weight": "weight_ih_l0", "recurrent": "weight_hh_l0", "bias": "bias_ih_l0"}[part]
                            name = layer + "." + part
            """;

    private final PythonFile file;
    private final ExportedNetwork network;
    private final boolean drops;
    private int dropped;

    private PyTorchNetwork(PythonFile file, ExportedNetwork network) {
        this.file = file;
        this.network = network;
        drops = DrawsText.drops(network.spec());
    }

    static void add(PythonFile file, ExportedNetwork network) {
        var text = new PyTorchNetwork(file, network);
        file.gap().line(0, "class Network(nn.Module):");
        text.constructor();
        text.forward();
    }

    private void constructor() {
        file.line(1, "def __init__(self, parameters):");
        file.line(2, "super().__init__()");
        network.layers().forEach(this::module);
        file.line(2, "for name, numbers in parameters.items():");
        file.addIf(hasRecurrent(), RENAMED);
        file.line(3, "self.get_parameter(name).data = torch.tensor(numbers)");
        for (ExportedLayer layer : network.layers()) {
            if (layer.placed().layer().frozen() && !layer.parameters().isEmpty()) {
                file.line(2, "self.layer%d.requires_grad_(False)  # frozen", layer.number());
                if (layer.placed().hasSlope()) {
                    file.line(2, "self.slope%d.requires_grad_(False)", layer.number());
                }
            }
        }
        file.line(0, "");
    }

    private boolean hasRecurrent() {
        return network.spec().network().layers().stream().anyMatch(Recurrent.class::isInstance);
    }

    private void module(ExportedLayer exported) {
        int n = exported.number();
        switch (exported.placed().layer()) {
            case Dense dense ->
                file.line(
                        2,
                        "self.layer%d = nn.Linear(%d, %d%s)",
                        n,
                        exported.placed().input().count(),
                        dense.units(),
                        dense.bias() ? "" : ", bias=False");
            case Convolution convolution ->
                file.line(
                        2,
                        "self.layer%d = nn.Conv2d(%d, %d, (%d, %d), stride=%d, padding=(%d, %d)%s)",
                        n,
                        exported.placed().input().get(2),
                        convolution.filters(),
                        convolution.height(),
                        convolution.width(),
                        convolution.stride(),
                        convolution.paddedRows(),
                        convolution.paddedColumns(),
                        convolution.bias() ? "" : ", bias=False");
            case MaxPooling pooling -> file.line(2, "self.layer%d = nn.MaxPool2d(%d)", n, pooling.size());
            case Upsampling upsampling ->
                file.line(2, "self.layer%d = nn.Upsample(scale_factor=%d)  # nearest", n, upsampling.size());
            case Concatenation concatenation -> {}
            case Recurrent recurrent -> {
                file.line(
                        2,
                        "self.layer%d = nn.%s(%d, %d, batch_first=True)",
                        n,
                        recurrent.cell() == Cell.LSTM ? "LSTM" : "RNN",
                        exported.placed().input().get(1),
                        recurrent.units());
                file.line(2, "nn.init.zeros_(self.layer%d.bias_hh_l0).requires_grad_(False)  # one bias is enough", n);
            }
        }
        if (exported.placed().hasSlope()) {
            file.line(2, "self.slope%d = nn.Parameter(torch.zeros(1))  # of prelu", n);
        }
    }

    private void forward() {
        boolean sums = TrainingText.takesWeightedSums(network.spec());
        file.line(1, "def %s(self, x%s):", sums ? "weighted_sums" : "forward", drops ? ", factors=()" : "");
        file.line(
                2,
                "\"\"\"%s for raw columns x [samples, %d].%s\"\"\"",
                sums ? "The weighted sums of the output layer" : "The outputs",
                network.columns(),
                drops ? " factors: of dropout, in training only." : "");
        file.line(2, "h = features(x).float()");
        if (network.spec().inputShape().isImage()) {
            file.line(2, "h = h.permute(0, 3, 1, 2)  # [samples, channels, height, width]");
        }
        int last = network.layers().size();
        for (ExportedLayer layer : network.layers()) {
            apply(layer, sums && layer.number() == last);
            if (network.isTakenLater(layer.number())) {
                file.line(2, "h%d = h", layer.number());
            }
        }
        file.line(2, "return h.flatten(1)");
        if (sums) {
            file.line(0, "").line(1, "def forward(self, x):");
            file.line(2, "\"\"\"The outputs: probabilities.\"\"\"");
            Activation output = network.spec().network().outputActivation();
            file.line(2, "return %s", value(output, "self.weighted_sums(x)", last));
        }
    }

    private void apply(ExportedLayer exported, boolean withoutActivation) {
        int n = exported.number();
        var layer = exported.placed().layer();
        boolean flattens = layer instanceof Dense && !exported.placed().input().isFlat();
        String call = "self.layer%d(%s)".formatted(n, flattens ? "h.flatten(1)" : "h");
        if (layer instanceof Concatenation concatenation) {
            file.line(2, "h = torch.cat([h, h%d], 1)", concatenation.layer() + 1);
        } else if (layer instanceof Recurrent) {
            file.line(2, "h = %s[0][:, -1]  # the last state", call);
        } else {
            file.line(2, "h = " + (withoutActivation ? call : value(layer.activation(), call, n)));
        }
        if (layer.dropout() > 0) {
            file.line(2, "if factors:");
            file.line(3, "h = h * factors[%d].reshape(h.shape)", dropped++);
        }
    }

    private static String value(Activation activation, String z, int n) {
        return switch (activation) {
            case LINEAR -> z;
            case SIGMOID -> "torch.sigmoid(" + z + ")";
            case TANH -> "torch.tanh(" + z + ")";
            case RELU -> "torch.relu(" + z + ")";
            case LEAKY_RELU -> "F.leaky_relu(" + z + ", 0.01)";
            case PRELU -> "F.prelu(" + z + ", self.slope" + n + ")";
            case ELU -> "F.elu(" + z + ")";
            case GELU -> "F.gelu(" + z + ")";
            case SOFTPLUS -> "F.softplus(" + z + ")";
            case SWISH -> "F.silu(" + z + ")";
            case SINE -> "torch.sin(" + z + ")";
            case SQUARE -> "torch.square(" + z + ")";
            case SOFTMAX -> "torch.softmax(" + z + ", 1)";
        };
    }
}
