package org.nnplayground.engine.djl;

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

    /** Index of the output layer. */
    private final int last;

    PassText(Script script, Layout layout, BufferText buffers, LossText loss) {
        this.script = script;
        this.layout = layout;
        this.buffers = buffers;
        this.loss = loss;
        last = layout.layers().size() - 1;
    }

    /** Writes all methods. */
    void methods() {
        gradientMethod();
        if (layout.isDense()) {
            traceMethod();
        }
    }

    /**
     * Writes the forward pass of samples x into V.
     *
     * @param toWeightedSums whether V of the last layer becomes its weighted sums
     */
    void forward(boolean toWeightedSums) {
        String input = "x";
        for (int l = 0; l <= last; l++) {
            String v = "V" + l;
            buffers.text(l).forward("", input, v);
            if (l < last || !toWeightedSums) {
                buffers.activation(l).forward(script, l, v, v);
            }
            input = buffers.output(l);
        }
    }

    /**
     * Writes the forward pass in training: keeps what the backward pass needs and applies the next dropout masks, which
     * begin at {@code drawn}.
     */
    void trainedForward() {
        String input = "x";
        if (layout.hasDropout()) {
            script.line("n = torch.size(x, 1)");
        }
        for (int l = 0; l <= last; l++) {
            String v = "V" + l;
            String z = buffers.activation(l).needsWeightedSums() ? "Z" + l : v;
            buffers.text(l).forward("", input, z);
            buffers.activation(l).forward(script, l, z, v);
            if (layout.layers().get(l).hasDropout()) {
                int units = layout.layers().get(l).units();
                script.line("until%d = torch.add(drawn, torch.mul(%d, n))".formatted(l, units));
                script.line(
                        "M%1$d = torch.view(torch.slice(masks, 0, drawn, until%1$d), [%2$d, n])".formatted(l, units));
                script.line("drawn = until%d".formatted(l));
                script.effect("torch.mul(V%1$d, M%1$d, out=U%1$d)".formatted(l));
            }
            input = buffers.outputInTraining(l);
        }
    }

    void backward() {
        loss.derivative(script, "V" + last, "y", "D" + last);
        for (int l = last; l >= 0; l--) {
            if (l < last) {
                buffers.text(l + 1).passDown();
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

    /** The text that computes the gradient from the results of the backward pass. */
    GradientText gradient() {
        return new GradientText(script, layout, buffers);
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
            String sums = "torch.mm(W%d, %s)".formatted(l, l == 0 ? "x" : buffers.outputInTraining(l - 1));
            copyToRows(first, end, sums);
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
        trainedForward();
        backward();
        gradient().addTo("B", "1", "scale");
    }

    /** Writes the loss into V of the last layer, in place of the activations. */
    private void lossOfPassed() {
        if (loss.usesWeightedSums()) {
            String input = last == 0 ? "x" : buffers.outputInTraining(last - 1);
            buffers.text(last).forward("", input, "V" + last);
        }
        loss.value(script, "V" + last, "y");
    }
}
