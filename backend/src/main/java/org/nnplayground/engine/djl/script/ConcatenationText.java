package org.nnplayground.engine.djl.script;

import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;

/**
 * The program text of a concatenation, whose input {@link BufferText#input} has both images. Backward, the first rows
 * of D are those of the layer below, the last ones those of the earlier layer, to whose D {@link PassText} adds them.
 */
record ConcatenationText(Script script, Layout layout, int l) implements LayerText {

    @Override
    public List<String> bufferNames(boolean trained) {
        return List.of();
    }

    @Override
    public void createBuffers(boolean trained) {}

    @Override
    public void forward(String prefix, String input, String sums) {
        script.effect("torch.copy_(%s, %s)".formatted(sums, input));
    }

    @Override
    public void passDown() {
        script.effect("torch.copy_(D%d, torch.slice(D%d, 0, 0, %d))"
                .formatted(l - 1, l, layout.layers().get(l - 1).units()));
    }
}
