package org.nnplayground.engine.djl.script;

import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;

/** The program text of a dense layer: the weighted sums are W H with the layer's input H. */
record DenseText(Script script, Layout.Layer layer, int l) implements LayerText {

    @Override
    public List<String> bufferNames(boolean trained) {
        return List.of();
    }

    @Override
    public void createBuffers(boolean trained) {}

    @Override
    public void forward(String prefix, String input, String sums) {
        script.effect("torch.mm(W%d, %s, out=%s)".formatted(l, input, sums));
    }

    @Override
    public void passDown() {
        script.effect("torch.mm(T%d, D%d, out=D%d)".formatted(l, l, l - 1));
    }

    @Override
    public String delta() {
        return "D" + l;
    }

    @Override
    public String transposedInputs() {
        return l == 0 ? "tx" : "H" + (l - 1);
    }

    @Override
    public String transposed() {
        return l == 0 ? "" : "torch.transpose(torch.slice(W%1$d, 1, 0, %2$d), 0, 1)".formatted(l, layer.inputs());
    }
}
