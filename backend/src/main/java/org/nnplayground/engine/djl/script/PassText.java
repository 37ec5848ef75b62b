package org.nnplayground.engine.djl.script;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.model.Rbm;

/**
 * The part of a program's text that passes samples x forward and backward, using the buffers of {@link BufferText};
 * {@code tx} is x transposed, y are the targets.
 */
final class PassText {

    /** Parameters of the methods that pass chunk i backward. */
    private static final String PASSED =
            "parameters: List[Tensor], xs: List[Tensor], ts: List[Tensor], ys: List[Tensor], i: int, "
                    + "scale: float, masks: Tensor, sum: Tensor";

    private final Script script;
    private final Layout layout;
    private final BufferText buffers;
    private final LossText loss;

    /** Null if the gradient is computed by a backward pass. */
    private final @Nullable DivergenceText divergence;

    /** Index of the output layer. */
    private final int last;

    /** @param rbm the machine that is trained; null for a network */
    PassText(Script script, Layout layout, BufferText buffers, LossText loss, @Nullable Rbm rbm) {
        this.script = script;
        this.layout = layout;
        this.buffers = buffers;
        this.loss = loss;
        divergence = rbm == null ? null : new DivergenceText(script, layout, rbm, loss);
        last = layout.layers().size() - 1;
    }

    /** Writes all methods. */
    void methods() {
        gradientMethod();
        if (!layout.isRecurrent() && divergence == null) {
            traceMethod();
        }
    }

    /**
     * Writes the forward pass of samples x into V.
     *
     * @param toWeightedSums whether V of the last layer becomes its weighted sums
     */
    void forward(boolean toWeightedSums) {
        for (int l = 0; l <= last; l++) {
            String v = "V" + l;
            buffers.text(l).forward("", buffers.input(l, "x", ""), v);
            if (l < last || !toWeightedSums) {
                buffers.activation(l).forward(script, l, v, v);
            }
        }
    }

    /** Writes the pass of a batch in training, from which {@link #gradient} follows. */
    void trained() {
        if (divergence == null) {
            trainedForward();
            backward();
        } else {
            divergence.phases(true);
        }
    }

    /** Writes what must follow an update of the parameters. */
    void updated() {
        if (divergence != null) {
            divergence.tie();
        }
    }

    /**
     * Writes the forward pass in training: keeps what the backward pass needs and applies the next dropout masks, which
     * begin at {@code drawn}.
     */
    private void trainedForward() {
        if (layout.hasDropout()) {
            script.line("n = torch.size(x, 1)");
        }
        for (int l = 0; l <= last; l++) {
            String v = "V" + l;
            String z = buffers.activation(l).needsWeightedSums() ? "Z" + l : v;
            buffers.text(l).forward("", buffers.inputInTraining(l), z);
            buffers.activation(l).forward(script, l, z, v);
            if (layout.layers().get(l).hasDropout()) {
                int units = layout.layers().get(l).units();
                script.line("until%d = torch.add(drawn, torch.mul(%d, n))".formatted(l, units));
                script.line(
                        "M%1$d = torch.view(torch.slice(masks, 0, drawn, until%1$d), [%2$d, n])".formatted(l, units));
                script.line("drawn = until%d".formatted(l));
                script.effect("torch.mul(V%1$d, M%1$d, out=U%1$d)".formatted(l));
            }
        }
    }

    private void backward() {
        loss.derivative(script, "V" + last, "y", "D" + last);
        for (int l = last; l >= 0; l--) {
            if (l < last) {
                buffers.text(l + 1).passDown();
                addFromShortcuts(l);
            }
            if (layout.layers().get(l).hasDropout()) {
                script.effect("torch.mul_(D%1$d, M%1$d)".formatted(l));
            }
            if (l < last || !loss.usesWeightedSums()) {
                String z = (buffers.activation(l).needsWeightedSums() ? "Z" : "V") + l;
                buffers.activation(l).backward(script, l, "D" + l, z, "V" + l);
            }
            buffers.text(l).backward();
        }
    }

    /** Adds the derivatives of the concatenations that take what layer l gives to its D. */
    private void addFromShortcuts(int l) {
        for (int later = l + 1; later <= last; later++) {
            if (layout.layers().get(later).placed().layer() instanceof Concatenation concatenation
                    && concatenation.layer() == l) {
                int units = layout.layers().get(later).units();
                script.effect("torch.add_(D%d, torch.slice(D%d, 0, %d, %d))"
                        .formatted(l, later, units - layout.layers().get(l).units(), units));
            }
        }
    }

    /** The text that computes the gradient from the results of the pass. */
    GradientText gradient() {
        return divergence == null ? new BackpropagationText(script, layout, buffers) : divergence;
    }

    /**
     * Writes the method that adds scale times the gradient of the summed loss of chunk i to sum {@code [parameters]}
     * and returns the summed loss, without its factor.
     */
    private void gradientMethod() {
        script.method("gradient(" + PASSED + ") -> Tensor");
        passBack();
        lossOfPassed();
        script.line("return torch.sum(V%d)".formatted(last)).end();
    }

    /** Writes the same method, which also fills {@link BackwardPass.PassResult#rows}. */
    private void traceMethod() {
        script.method("trace(" + PASSED + ", rows: Tensor) -> Tensor");
        passBack();
        int units = layout.units();
        int first = 0;
        for (int l = 0; l <= last; l++) {
            int end = first + layout.layers().get(l).units();
            String activations = (layout.layers().get(l).hasDropout() ? "U" : "V") + l;
            script.line("sums%d = torch.slice(rows, 0, %d, %d)".formatted(l, first, end));
            buffers.text(l).forward("", buffers.inputInTraining(l), "sums" + l);
            copyToRows(units + first, units + end, activations);
            copyToRows(2 * units + first, 2 * units + end, "torch.mul(D%d, scale)".formatted(l));
            first = end;
        }
        lossOfPassed();
        copyToRows(3 * units, 3 * units + layout.outputs(), "V" + last);
        script.line("return torch.sum(V%d)".formatted(last)).end();
    }

    private void copyToRows(int from, int to, String what) {
        script.effect("torch.copy_(torch.slice(rows, 0, %d, %d), %s)".formatted(from, to, what));
    }

    private void passBack() {
        script.line("x = xs[i]").line("tx = ts[i]").line("y = ys[i]").line("drawn = 0");
        buffers.unpackParameters();
        script.line("buffer = (self).trainingBuffer(theta, torch.size(x, 1), )");
        buffers.unpack("buffer", buffers.trainingBufferNames());
        script.line("views = (self).views(sum, )");
        buffers.unpack("views", buffers.viewNames("B"));
        if (divergence == null) {
            trainedForward();
            backward();
        } else {
            divergence.phases(false);
        }
        gradient().addTo("B", "1", "scale");
    }

    /** Writes the loss into V of the last layer, in place of the activations. */
    private void lossOfPassed() {
        if (divergence != null) {
            forward(false);
        }
        if (loss.usesWeightedSums()) {
            buffers.text(last).forward("", buffers.inputInTraining(last), "V" + last);
        }
        loss.value(script, "V" + last, "y");
    }
}
