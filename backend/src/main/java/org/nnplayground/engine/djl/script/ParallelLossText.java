package org.nnplayground.engine.djl.script;

import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.torchscript.TorchScriptArchive;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.TrainingSpec;

/**
 * The program text of the losses of one network at n parameter vectors at once. A layer's activations are {@code [n,
 * units, samples]}: its weights are a stack of n matrices, multiplied by one batched product. Differs from
 * {@code SharedNetworkCompiler} in that all networks have the same samples, and nothing is trained. A network with
 * other than dense layers passes the samples once for each vector.
 */
public final class ParallelLossText {

    private ParallelLossText() {}

    /**
     * The text with one method, {@code losses}: theta {@code [n, parameters]}, x {@code [features + 1, samples]} whose
     * last row is ones, y {@code [outputs, samples]}; returns {@code [n]}, the loss summed over samples and outputs,
     * divided by {@link LossText#factor}.
     */
    public static String of(TrainingSpec spec) {
        Layout layout = Layout.of(spec);
        return layout.isDense() ? of(layout, spec.training().loss()) : NetworkCompiler.lossesText(spec);
    }

    private static String of(Layout layout, Loss of) {
        var script = new Script();
        LossText loss = LossText.of(of);
        List<Layout.Layer> layers = layout.layers();
        int last = layers.size() - 1;
        script.begin("class " + TorchScriptArchive.CLASS + "(Module)");
        script.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
        script.method("losses(theta: Tensor, x: Tensor, y: Tensor) -> Tensor");
        script.line("n = torch.size(theta, 0)");
        for (int l = 0; l <= last; l++) {
            weightedSums(script, layers.get(l), l);
            if (l < last || !loss.usesWeightedSums()) {
                String v = "V" + l;
                ActivationText.of(layers.get(l).activation()).forward(script, l, v, v);
            }
        }
        // The loss takes the outputs along the first dimension, and a target for each of them.
        script.line("p = torch.transpose(V%d, 0, 1)".formatted(last));
        script.line(
                "targets = torch.expand(torch.unsqueeze(y, 1), [%d, n, torch.size(x, 1)])".formatted(layout.outputs()));
        loss.value(script, "p", "targets");
        script.line("return torch.sum(p, [0, 2])").end();
        return script.toString();
    }

    /** Sets V of layer l to its weighted sums. */
    private static void weightedSums(Script script, Layout.Layer layer, int l) {
        script.line("W%d = torch.view(torch.slice(theta, 1, %d, %d), [n, %d, %d])"
                .formatted(l, layer.offset(), layer.end(), layer.units(), layer.width()));
        if (layer.hasSlope()) {
            script.line("WS%1$d = torch.view(torch.slice(theta, 1, %2$d, %3$d), [n, 1, 1])"
                    .formatted(l, layer.slope(), layer.slope() + 1));
        }
        if (l == 0) {
            script.line("V0 = torch.matmul(W0, torch.slice(x, 0, 0, %d))".formatted(layer.width()));
        } else if (layer.bias()) {
            script.line(
                    "V%1$d = torch.baddbmm(torch.slice(W%1$d, 2, %2$d, %3$d), torch.slice(W%1$d, 2, 0, %2$d), V%4$d)"
                            .formatted(l, layer.inputs(), layer.width(), l - 1));
        } else {
            script.line("V%1$d = torch.bmm(W%1$d, V%2$d)".formatted(l, l - 1));
        }
    }
}
