package org.nnplayground.engine.djl.script;

import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.Upsampling;

/**
 * The program text of an upsampling: every number is copied to a square. Backward, the derivatives of a square are
 * added one after the other, so that the order of additions is fixed.
 */
record UpsamplingText(Script script, Layout.Layer layer, Upsampling upsampling, int l) implements LayerText {

    @Override
    public List<String> bufferNames(boolean trained) {
        return List.of();
    }

    @Override
    public void createBuffers(boolean trained) {}

    /** A view of what the layer gives as {@code [channels, height, size, width, size, n]}. */
    private String squares(String rows) {
        Shape image = layer.placed().input();
        int size = upsampling.size();
        return "torch.view(%s, [%d, %d, %d, %d, %d, -1])"
                .formatted(rows, image.get(2), image.get(0), size, image.get(1), size);
    }

    private String image(String rows) {
        return ImageText.view(rows, layer.placed().input());
    }

    @Override
    public void forward(String prefix, String input, String sums) {
        script.effect(
                "torch.copy_(%s, torch.unsqueeze(torch.unsqueeze(%s, 2), 4))".formatted(squares(sums), image(input)));
    }

    @Override
    public void passDown() {
        script.line("below%d = %s".formatted(l, image("D" + (l - 1))));
        script.line("squares%d = %s".formatted(l, squares("D" + l)));
        script.effect("torch.zero_(below%d)".formatted(l));
        script.begin("for ky in range(%d)".formatted(upsampling.size()));
        script.line("rows%1$d = torch.select(squares%1$d, 2, ky)".formatted(l));
        script.begin("for kx in range(%d)".formatted(upsampling.size()));
        script.effect("torch.add_(below%1$d, torch.select(rows%1$d, 3, kx))".formatted(l));
        script.end().end();
    }
}
