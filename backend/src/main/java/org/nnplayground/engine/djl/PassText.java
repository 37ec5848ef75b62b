package org.nnplayground.engine.djl;

/**
 * The part of a program's text that passes samples x forth and back, {@code tx} being x transposed and y the targets:
 * into and from the buffers of {@link BufferText}.
 */
final class PassText {

    /** What a method takes that passes piece i back. */
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

    /** The text of all methods. */
    void methods() {
        gradientMethod();
        traceMethod();
    }

    /** Of samples x, into V. */
    void forward() {
        String input = "x";
        for (int l = 0; l <= last; l++) {
            String v = "V" + l;
            script.effect("torch.mm(W%d, %s, out=%s)".formatted(l, input, v));
            buffers.activation(l).forward(script, l, v, v);
            input = buffers.output(l);
        }
    }

    /** The same with all that the backward pass needs, and with the next of the masks, which begin at {@code drawn}. */
    void trainedForward() {
        String input = "x";
        if (layout.drops()) {
            script.line("n = torch.size(x, 1)");
        }
        for (int l = 0; l <= last; l++) {
            String v = "V" + l;
            String z = buffers.activation(l).keepsSums() ? "Z" + l : v;
            script.effect("torch.mm(W%d, %s, out=%s)".formatted(l, input, z));
            buffers.activation(l).forward(script, l, z, v);
            if (layout.layers().get(l).drops()) {
                int units = layout.layers().get(l).units();
                script.line("until%d = torch.add(drawn, torch.mul(%d, n))".formatted(l, units));
                script.line(
                        "M%1$d = torch.view(torch.slice(masks, 0, drawn, until%1$d), [%2$d, n])".formatted(l, units));
                script.line("drawn = until%d".formatted(l));
                script.effect("torch.mul(V%1$d, M%1$d, out=U%1$d)".formatted(l));
            }
            input = buffers.trainedOutput(l);
        }
    }

    void backward() {
        loss.derivative(script, "V" + last, "y", "D" + last);
        for (int l = last; l >= 0; l--) {
            if (l < last) {
                script.effect("torch.mm(T%d, D%d, out=D%d)".formatted(l + 1, l + 1, l));
            }
            if (layout.layers().get(l).drops()) {
                script.effect("torch.mul_(D%1$d, M%1$d)".formatted(l));
            }
            if (l < last || !loss.isOfSums()) {
                String z = (buffers.activation(l).keepsSums() ? "Z" : "V") + l;
                buffers.activation(l).backward(script, l, "D" + l, z, "V" + l);
            }
        }
    }

    /** How a gradient comes out of what the backward pass has left. */
    GradientText gradient() {
        var names = new String[last + 1];
        for (int l = 0; l <= last; l++) {
            names[l] = l == 0 ? "tx" : "H" + (l - 1);
        }
        return new GradientText(script, layout, names);
    }

    /**
     * Adds scale times the gradient of the summed loss of piece i to sum {@code [parameters]}; returns the summed loss,
     * without its factor.
     */
    private void gradientMethod() {
        script.method("gradient(" + PASSED + ") -> Tensor");
        passBack();
        lossOfPassed();
        script.line("return torch.sum(V%d)".formatted(last)).end();
    }

    /** The same; and writes into rows what {@link BackwardPass.Passed} has. */
    private void traceMethod() {
        script.method("trace(" + PASSED + ", rows: Tensor) -> Tensor");
        passBack();
        int units = layout.units();
        int first = 0;
        for (int l = 0; l <= last; l++) {
            int end = first + layout.layers().get(l).units();
            String activations = (layout.layers().get(l).drops() ? "U" : "V") + l;
            String sums = "torch.mm(W%d, %s)".formatted(l, l == 0 ? "x" : buffers.trainedOutput(l - 1));
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
        script.line("space = (self).workspace(theta, torch.size(x, 1), )");
        buffers.unpack("space", buffers.workspaceNames());
        script.line("views = (self).views(sum, )");
        buffers.unpack("views", buffers.viewNames("B"));
        trainedForward();
        backward();
        gradient().addTo("B", "1", "scale");
    }

    /** Into V of the last layer, in place of the activations. */
    private void lossOfPassed() {
        if (loss.isOfSums()) {
            String input = last == 0 ? "x" : buffers.trainedOutput(last - 1);
            script.effect("torch.mm(W%1$d, %2$s, out=V%1$d)".formatted(last, input));
        }
        loss.value(script, "V" + last, "y");
    }
}
