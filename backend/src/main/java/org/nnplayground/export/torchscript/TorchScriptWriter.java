package org.nnplayground.export.torchscript;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.torchscript.TorchScriptArchive;
import org.nnplayground.engine.torchscript.TorchScriptArchive.Tensor;
import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.export.NetworkWriter;
import org.nnplayground.spec.layer.Convolution;

/** Writes a network as a TorchScript module with one method {@code forward(x)}, and its parameters as attributes. */
public final class TorchScriptWriter implements NetworkWriter {

    @Override
    public ExportFormat format() {
        return ExportFormat.TORCHSCRIPT;
    }

    @Override
    public byte[] write(ExportedNetwork network) {
        var tensors = new ArrayList<Tensor>();
        if (!network.scaling().isNone()) {
            List<Integer> shape = List.of(network.columns());
            tensors.add(new Tensor("mean", shape, network.scaling().means()));
            tensors.add(new Tensor("deviation", shape, network.scaling().deviations()));
        }
        network.layers().forEach(layer -> add(tensors, layer));
        var text = new StringBuilder("class " + TorchScriptArchive.CLASS + "(Module):\n");
        List<String> names =
                tensors.stream().map(tensor -> '"' + tensor.name() + '"').toList();
        text.append("  __parameters__ = ").append(names).append("\n  __buffers__ = []\n  training : bool\n");
        tensors.forEach(tensor -> text.append("  ").append(tensor.name()).append(" : Tensor\n"));
        text.append("  def forward(self: __torch__.").append(TorchScriptArchive.CLASS);
        text.append(",\n    x: Tensor) -> Tensor:\n").append(ForwardText.of(network));
        return TorchScriptArchive.of(text.toString(), tensors);
    }

    private static void add(List<Tensor> tensors, ExportedLayer layer) {
        LayerParameters parameters = layer.parameters();
        int n = layer.number();
        if (parameters.isEmpty()) {
            return;
        }
        int rows = parameters.weights().length;
        tensors.add(new Tensor("weights" + n, shape(layer, rows), flat(parameters.weights())));
        if (parameters.recurrentWeights().length > 0) {
            int units = parameters.recurrentWeights()[0].length;
            tensors.add(new Tensor("recurrentWeights" + n, List.of(rows, units), flat(parameters.recurrentWeights())));
        }
        if (parameters.biases().length > 0) {
            tensors.add(new Tensor("biases" + n, List.of(rows), parameters.biases()));
        }
        Float slope = parameters.slope();
        if (slope != null) {
            tensors.add(new Tensor("slope" + n, List.of(1), new float[] {slope}));
        }
    }

    private static List<Integer> shape(ExportedLayer layer, int rows) {
        return layer.placed().layer() instanceof Convolution convolution
                ? List.of(rows, layer.placed().input().get(2), convolution.height(), convolution.width())
                : List.of(rows, layer.parameters().weights()[0].length);
    }

    private static float[] flat(float[][] rows) {
        var flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return flat;
    }
}
