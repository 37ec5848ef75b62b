package org.nnplayground.engine.djl.script;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Recurrent;

/**
 * The program text of a recurrent layer, which reads a sequence of {@code steps} and is always the first. Its buffers:
 *
 * <ul>
 *   <li>R {@code [columns + units + 1, steps + 1, n]}: at each step the columns, the state before it and a one; the
 *       last place holds the last state only.
 *   <li>GA {@code [rows, steps, n]}: the activations of the gates, of the simple cell its states.
 *   <li>of lstm, K {@code [units, steps + 1, n]}: the cells before each step and after the last; KT {@code [units,
 *       steps, n]}: the tanh of each step's cell.
 *   <li>DG {@code [rows, steps, n]}: the derivative of the summed loss by the weighted sums; DK {@code [units, n]}: by
 *       the cells of lstm.
 * </ul>
 *
 * <p>Backward through time (Werbos, "Backpropagation through time: what it does and how to do it", 1990): D becomes the
 * derivative by the state before a step; the gradient of W is one product over all steps and samples.
 */
record RecurrentText(Script script, Layout.Layer layer, Recurrent recurrent, int steps, int columns, int l)
        implements LayerText {

    private static final List<String> GATES = List.of("gateI", "gateF", "gateG", "gateO");
    private static final List<String> SLOPES = List.of("slopeI", "slopeF", "slopeG", "slopeO");

    static RecurrentText of(Script script, Layout.Layer layer, Recurrent recurrent, int l) {
        var input = layer.placed().input();
        return new RecurrentText(script, layer, recurrent, input.get(0), input.get(1), l);
    }

    private boolean isLstm() {
        return recurrent.cell() == Cell.LSTM;
    }

    private int units() {
        return recurrent.units();
    }

    @Override
    public List<String> bufferNames(boolean trained) {
        var names = new ArrayList<>(List.of("R" + l, "GA" + l));
        if (isLstm()) {
            names.addAll(List.of("K" + l, "KT" + l));
        }
        if (trained) {
            names.addAll(List.of("RT" + l, "DG" + l, "DGM" + l));
            if (isLstm()) {
                names.add("DK" + l);
            }
        }
        return names;
    }

    @Override
    public void createBuffers(boolean trained) {
        int states = columns + units();
        script.line("R%d = torch.new_zeros(like, [%d, %d, n])".formatted(l, layer.width(), steps + 1));
        script.effect("torch.fill_(torch.slice(R%d, 0, %d, %d), 1)".formatted(l, states, states + 1));
        zeros("GA", layer.rows(), steps);
        if (isLstm()) {
            zeros("K", units(), steps + 1);
            zeros("KT", units(), steps);
        }
        if (trained) {
            script.line("RT%1$d = torch.transpose(torch.view(torch.slice(R%1$d, 1, 0, %2$d), [%3$d, -1]), 0, 1)"
                    .formatted(l, steps, layer.width()));
            zeros("DG", layer.rows(), steps);
            script.line("DGM%1$d = torch.view(DG%1$d, [%2$d, -1])".formatted(l, layer.rows()));
            if (isLstm()) {
                script.line("DK%d = torch.new_zeros(like, [%d, n])".formatted(l, units()));
            }
        }
    }

    private void zeros(String name, int rows, int length) {
        script.line("%s%d = torch.new_zeros(like, [%d, %d, n])".formatted(name, l, rows, length));
    }

    @Override
    public void forward(String prefix, String input, String sums) {
        String p = prefix;
        script.effect(
                "torch.copy_(torch.slice(torch.slice(%sR%d, 0, 0, %d), 1, 0, %d), ".formatted(p, l, columns, steps)
                        + "torch.transpose(torch.view(%s, [%d, %d, -1]), 0, 1))".formatted(input, steps, columns));
        script.line("states%1$s = torch.slice(%1$sR%2$d, 0, %3$d, %4$d)".formatted(p, l, columns, columns + units()));
        script.begin("for step in range(%d)".formatted(steps));
        script.line("after = torch.add(step, 1)");
        script.line("gates%1$s = torch.select(%1$sGA%2$d, 1, step)".formatted(p, l));
        script.line("state%1$s = torch.select(states%1$s, 1, after)".formatted(p));
        script.effect("torch.mm(W%1$d, torch.select(%2$sR%1$d, 1, step), out=gates%2$s)".formatted(l, p));
        if (isLstm()) {
            lstmForward(p);
        } else {
            script.effect("torch.tanh_(gates%s)".formatted(p));
            script.effect("torch.copy_(state%1$s, gates%1$s)".formatted(p));
        }
        script.end();
        script.effect("torch.copy_(%s, torch.select(states%s, 1, %d))".formatted(sums, p, steps));
    }

    private void lstmForward(String p) {
        gates("gates" + p, GATES);
        script.line("cell%1$s = torch.select(%1$sK%2$d, 1, after)".formatted(p, l));
        script.line("bounded%1$s = torch.select(%1$sKT%2$d, 1, step)".formatted(p, l));
        script.effect("torch.sigmoid_(gateI)");
        script.effect("torch.sigmoid_(gateF)");
        script.effect("torch.tanh_(gateG)");
        script.effect("torch.sigmoid_(gateO)");
        script.effect("torch.mul(gateF, torch.select(%1$sK%2$d, 1, step), out=cell%1$s)".formatted(p, l));
        script.effect("torch.addcmul_(cell%s, gateI, gateG)".formatted(p));
        script.effect("torch.tanh(cell%1$s, out=bounded%1$s)".formatted(p));
        script.effect("torch.mul(gateO, bounded%1$s, out=state%1$s)".formatted(p));
    }

    /** Names the rows of the four gates of one step. */
    private void gates(String rows, List<String> names) {
        for (int gate = 0; gate < names.size(); gate++) {
            script.line("%s = torch.slice(%s, 0, %d, %d)"
                    .formatted(names.get(gate), rows, gate * units(), (gate + 1) * units()));
        }
    }

    /** Writes DG from D, the derivative by the last state; D is overwritten. */
    @Override
    public void backward() {
        if (isLstm()) {
            script.effect("torch.zero_(DK%d)".formatted(l));
        }
        script.begin("for later in range(%d)".formatted(steps));
        script.line("step = torch.sub(%d, later)".formatted(steps - 1));
        script.line("gates = torch.select(GA%d, 1, step)".formatted(l));
        script.line("slopes = torch.select(DG%d, 1, step)".formatted(l));
        if (isLstm()) {
            lstmBackward();
        } else {
            script.effect("torch.tanh_backward(D%d, gates, grad_input=slopes)".formatted(l));
        }
        script.effect("torch.mm(T%1$d, slopes, out=D%1$d)".formatted(l));
        script.end();
    }

    private void lstmBackward() {
        gates("gates", GATES);
        gates("slopes", SLOPES);
        script.line("bounded = torch.select(KT%d, 1, step)".formatted(l));
        script.effect("torch.mul(D%d, bounded, out=slopeO)".formatted(l));
        script.effect("torch.sigmoid_backward(slopeO, gateO, grad_input=slopeO)");
        script.line("byCell = torch.mul(D%d, gateO)".formatted(l));
        script.effect("torch.tanh_backward(byCell, bounded, grad_input=byCell)");
        script.effect("torch.add_(DK%d, byCell)".formatted(l));
        script.effect("torch.mul(DK%d, gateG, out=slopeI)".formatted(l));
        script.effect("torch.sigmoid_backward(slopeI, gateI, grad_input=slopeI)");
        script.effect("torch.mul(DK%d, gateI, out=slopeG)".formatted(l));
        script.effect("torch.tanh_backward(slopeG, gateG, grad_input=slopeG)");
        script.effect("torch.mul(DK%1$d, torch.select(K%1$d, 1, step), out=slopeF)".formatted(l));
        script.effect("torch.sigmoid_backward(slopeF, gateF, grad_input=slopeF)");
        script.effect("torch.mul_(DK%d, gateF)".formatted(l));
    }

    @Override
    public void passDown() {
        throw new IllegalStateException("a recurrent layer is the first");
    }

    @Override
    public String delta() {
        return "DGM" + l;
    }

    @Override
    public String transposedInputs() {
        return "RT" + l;
    }

    @Override
    public String transposed() {
        return "torch.transpose(torch.slice(W%1$d, 1, %2$d, %3$d), 0, 1)".formatted(l, columns, columns + units());
    }
}
