package org.nnplayground.engine.djl.script;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Padding;
import org.nnplayground.spec.layer.Shape;

/**
 * The program text of a convolution as one product of matrices (Chellapilla, Puri, Simard, "High performance
 * convolutional neural networks for document processing", 2006). C {@code [channels * kernel height * kernel width + 1,
 * positions * n]} holds in each column what the filter covers at one position of one sample, and a last row of ones;
 * without bias that row is absent. W C is the output, channel by channel, as the next layer takes it.
 *
 * <p>Backward, T D are the derivatives by C; each is added to that of the input that was copied there, one offset
 * within the kernel after the other, so that the order of additions is fixed. PM and DM are the input and its
 * derivative with the margin of zeros of the padding {@code same}.
 */
record ConvolutionText(Script script, Layout.Layer layer, Convolution convolution, int l) implements LayerText {

    private boolean isPadded() {
        return convolution.padding() == Padding.SAME;
    }

    private boolean passesDown() {
        return l > 0;
    }

    @Override
    public List<String> bufferNames(boolean trained) {
        var names = new ArrayList<>(List.of("C" + l, "CV" + l));
        if (isPadded()) {
            names.addAll(List.of("PMI" + l, "PMW" + l));
        }
        if (trained) {
            names.add("CT" + l);
        }
        if (trained && passesDown()) {
            names.addAll(List.of("DC" + l, "DCV" + l));
            if (isPadded()) {
                names.addAll(List.of("DM" + l, "DMI" + l));
            }
        }
        return names;
    }

    @Override
    public void createBuffers(boolean trained) {
        script.line(
                "C%d = torch.new_ones(like, [%d, torch.mul(%d, n)])".formatted(l, layer.width(), layer.positions()));
        script.line(
                "CV%1$d = torch.view(torch.slice(C%1$d, 0, 0, %2$d), %3$s)".formatted(l, layer.inputs(), windows()));
        if (isPadded()) {
            margin("PM");
            script.line("PMW%1$d = %2$s".formatted(l, windowsOf("PM" + l)));
        }
        if (trained) {
            script.line("CT%1$d = torch.transpose(C%1$d, 0, 1)".formatted(l));
        }
        if (trained && passesDown()) {
            script.line("DC%d = torch.new_zeros(like, [%d, torch.mul(%d, n)])"
                    .formatted(l, layer.inputs(), layer.positions()));
            script.line("DCV%1$d = torch.view(DC%1$d, %2$s)".formatted(l, windows()));
            if (isPadded()) {
                margin("DM");
            }
        }
    }

    /** An image of zeros with a margin, and the view of its inside. */
    private void margin(String name) {
        Shape image = layer.placed().input();
        int rows = convolution.paddedRows();
        int columns = convolution.paddedColumns();
        script.line("%s%d = torch.new_zeros(like, [%d, %d, %d, n])"
                .formatted(name, l, image.get(2), image.get(0) + 2 * rows, image.get(1) + 2 * columns));
        script.line("%1$sI%2$d = torch.slice(torch.slice(%1$s%2$d, 1, %3$d, %4$d), 2, %5$d, %6$d)"
                .formatted(name, l, rows, rows + image.get(0), columns, columns + image.get(1)));
    }

    /** Shape of C by the filter's and the output's dimensions. */
    private String windows() {
        Shape output = layer.placed().output();
        return "[%d, %d, %d, %d, %d, n]"
                .formatted(
                        layer.placed().input().get(2),
                        convolution.height(),
                        convolution.width(),
                        output.get(0),
                        output.get(1));
    }

    /** A view of an image {@code [channels, height, width, n]} with the dimensions of C. */
    private String windowsOf(String image) {
        return "torch.permute(torch.unfold(torch.unfold(%s, 1, %d, %d), 2, %d, %d), [0, 4, 5, 1, 2, 3])"
                .formatted(
                        image, convolution.height(), convolution.stride(), convolution.width(), convolution.stride());
    }

    private String image(String rows) {
        return ImageText.view(rows, layer.placed().input());
    }

    @Override
    public void forward(String prefix, String input, String sums) {
        if (isPadded()) {
            script.effect("torch.copy_(%sPMI%d, %s)".formatted(prefix, l, image(input)));
            script.effect("torch.copy_(%1$sCV%2$d, %1$sPMW%2$d)".formatted(prefix, l));
        } else {
            script.effect("torch.copy_(%sCV%d, %s)".formatted(prefix, l, windowsOf(image(input))));
        }
        script.effect("torch.mm(W%1$d, %2$sC%1$d, out=%3$s)".formatted(l, prefix, byFilter(sums)));
    }

    private String byFilter(String rows) {
        return "torch.view(%s, [%d, -1])".formatted(rows, convolution.filters());
    }

    @Override
    public void passDown() {
        Shape output = layer.placed().output();
        script.effect("torch.mm(T%1$d, %2$s, out=DC%1$d)".formatted(l, delta()));
        String below = image("D" + (l - 1));
        script.line("below%d = %s".formatted(l, isPadded() ? "DM" + l : below));
        script.effect("torch.zero_(below%d)".formatted(l));
        script.begin("for ky in range(%d)".formatted(convolution.height()));
        script.line("covered%1$d = %2$s".formatted(l, everyStride("below" + l, 1, "ky", output.get(0))));
        script.line("given%1$d = torch.select(DCV%1$d, 1, ky)".formatted(l));
        script.begin("for kx in range(%d)".formatted(convolution.width()));
        script.effect("torch.add_(%s, torch.select(given%d, 1, kx))"
                .formatted(everyStride("covered" + l, 2, "kx", output.get(1)), l));
        script.end().end();
        if (isPadded()) {
            script.effect("torch.copy_(%s, DMI%d)".formatted(below, l));
        }
    }

    /** The elements that one offset within the kernel covers, along one dimension. */
    private String everyStride(String image, int dimension, String offset, int positions) {
        int length = (positions - 1) * convolution.stride() + 1;
        return "torch.slice(%s, %d, %s, torch.add(%s, %d), %d)"
                .formatted(image, dimension, offset, offset, length, convolution.stride());
    }

    @Override
    public String delta() {
        return byFilter("D" + l);
    }

    @Override
    public String transposedInputs() {
        return "CT" + l;
    }

    @Override
    public String transposed() {
        return passesDown() ? "torch.transpose(torch.slice(W%1$d, 1, 0, %2$d), 0, 1)".formatted(l, layer.inputs()) : "";
    }
}
