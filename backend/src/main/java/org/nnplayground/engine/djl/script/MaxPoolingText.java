package org.nnplayground.engine.djl.script;

import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Shape;

/**
 * The program text of a max pooling. Q {@code [size * size, units, n]} holds the candidates of each output, row by row;
 * I is the index of the largest, the first of equal ones. Backward, D is written to the place of the largest, zeros
 * elsewhere.
 */
record MaxPoolingText(Script script, Layout.Layer layer, MaxPooling pooling, int l) implements LayerText {

    private static final int LONG = 4; // PyTorch's number of the type

    @Override
    public List<String> bufferNames(boolean trained) {
        return List.of("Q" + l, "QV" + l, "I" + l);
    }

    @Override
    public void createBuffers(boolean trained) {
        Shape output = layer.placed().output();
        int size = pooling.size();
        script.line("Q%d = torch.new_zeros(like, [%d, %d, n])".formatted(l, size * size, layer.units()));
        script.line("QV%1$d = torch.view(Q%1$d, [%2$d, %2$d, %3$d, %4$d, %5$d, n])"
                .formatted(l, size, output.get(2), output.get(0), output.get(1)));
        script.line("I%d = torch.new_zeros(like, [%d, n], dtype=%d)".formatted(l, layer.units(), LONG));
    }

    /** A view of rows of the input with the dimensions of Q; what is left over is not part of it. */
    private String candidates(String rows) {
        Shape output = layer.placed().output();
        int size = pooling.size();
        return ("torch.permute(torch.unfold(torch.unfold(torch.slice(torch.slice(%1$s, 1, 0, %2$d), 2, 0, %3$d), "
                        + "1, %4$d, %4$d), 2, %4$d, %4$d), [4, 5, 0, 1, 2, 3])")
                .formatted(
                        ImageText.view(rows, layer.placed().input()), output.get(0) * size, output.get(1) * size, size);
    }

    @Override
    public void forward(String prefix, String input, String sums) {
        script.effect("torch.copy_(%sQV%d, %s)".formatted(prefix, l, candidates(input)));
        // Not with "out": that form corrupts the memory of persistent tensors (PyTorch 2.7).
        script.line("pooled%1$s%2$d = torch.max(%1$sQ%2$d, 0, False)".formatted(prefix, l));
        script.line("largest%1$s%2$d, index%1$s%2$d, = pooled%1$s%2$d".formatted(prefix, l));
        script.effect("torch.copy_(%s, largest%s%d)".formatted(sums, prefix, l));
        script.effect("torch.copy_(%2$sI%3$d, index%2$s%3$d)".formatted(sums, prefix, l));
    }

    @Override
    public void passDown() {
        script.effect("torch.zero_(Q%d)".formatted(l));
        script.effect("torch.scatter_(Q%1$d, 0, torch.unsqueeze(I%1$d, 0), torch.unsqueeze(D%1$d, 0))".formatted(l));
        script.effect("torch.zero_(D%d)".formatted(l - 1));
        script.effect("torch.copy_(%s, QV%d)".formatted(candidates("D" + (l - 1)), l));
    }
}
