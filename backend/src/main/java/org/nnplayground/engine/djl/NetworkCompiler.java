package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.engine.djl.Layout.Layer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.TrainingSpec;

/**
 * Turns a spec into the text of a straight-line TorchScript program: forward, hand-derived backward (Rumelhart, Hinton,
 * Williams, "Learning representations by back-propagating errors", 1986), update and losses of whole epochs.
 *
 * <p>Everything is features-major. With n samples, a layer's input is H {@code [inputs + 1, n]} whose last row is ones,
 * its weights W {@code [units, inputs + 1]} with the biases as last column, so that the weighted sums are one product Z
 * = W H; without bias the row and the column are not there. From the output's derivative, D of the layer below is T D
 * with T = W without its last column, transposed, times the activation's derivative; the gradient of W is D H'. All W
 * are views of one flat vector.
 *
 * <p>The text holds neither the number of samples nor the batch size nor any rate, so few programs serve many
 * trainings. Buffers and views are made once ({@code parameters}, {@code samples}, {@code workspaces}, {@code gauges})
 * and given to each call of {@code train}: making them anew costs five times as much as a small network's training.
 */
final class NetworkCompiler {

    private final Layout layout;
    private final LossText loss;
    private final UpdateText update;
    private final Regularization.Type regularization;
    private final Script script = new Script();

    private NetworkCompiler(TrainingSpec spec) {
        layout = Layout.of(spec);
        loss = LossText.of(spec.training().loss());
        update = UpdateText.of(spec.training().optimizer());
        regularization = spec.training().regularization().type();
    }

    /** The same text for all specs that differ only in data, batch size, order, rates and initial parameters. */
    static String text(TrainingSpec spec) {
        return new NetworkCompiler(spec).program();
    }

    private String program() {
        script.begin("class " + TorchScriptArchive.CLASS + "(Module)");
        script.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
        views();
        parameters();
        samples();
        workspace();
        gauge();
        spaces("workspaces", "workspace");
        spaces("gauges", "gauge");
        tools();
        train();
        gradient();
        predict();
        return script.toString();
    }

    private Script method(String signature) {
        return script.begin(
                "def " + signature.replaceFirst("\\(", "(self: __torch__." + TorchScriptArchive.CLASS + ", "));
    }

    private int last() {
        return layout.layers().size() - 1;
    }

    private Layer layer(int l) {
        return layout.layers().get(l);
    }

    private ActivationText activation(int l) {
        return ActivationText.of(layer(l).activation());
    }

    /** Whether layer l's activations have a row of ones beneath, for the biases of the next. */
    private boolean hasOnes(int l) {
        return l < last() && layer(l + 1).bias();
    }

    /** What layer l + 1 multiplies its weights with. */
    private String output(int l) {
        return (hasOnes(l) ? "A" : "V") + l;
    }

    private void views() {
        method("views(theta: Tensor) -> List[Tensor]");
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            Layer layer = layer(l);
            script.line("W%d = torch.view(torch.slice(theta, 0, %d, %d), [%d, %d])"
                    .formatted(l, layer.offset(), layer.end(), layer.units(), layer.width()));
            names.add("W" + l);
        }
        for (int l = 1; l <= last(); l++) {
            script.line(
                    "T%1$d = torch.transpose(torch.slice(W%1$d, 1, 0, %2$d), 0, 1)".formatted(l, layer(l).inputs()));
            names.add("T" + l);
        }
        script.line("return " + names).end();
    }

    /** state: {@code [parameters * (1 + slots)]}, the parameters first. */
    private void parameters() {
        int size = layout.parameters();
        method("parameters(state: Tensor) -> List[Tensor]");
        script.line("theta = torch.slice(state, 0, 0, %d)".formatted(size));
        script.line("zero = torch.zeros([%d])".formatted(size));
        script.line("one = torch.ones([%d])".formatted(regularization == Regularization.Type.L2 ? size : 1));
        script.line("mask = torch.ones([%d])".formatted(regularization == Regularization.Type.NONE ? 1 : size));
        if (regularization != Regularization.Type.NONE) {
            layout.layers().stream()
                    .filter(Layer::bias)
                    .forEach(layer -> script.effect(
                            "torch.zero_(torch.slice(torch.view(torch.slice(mask, 0, %d, %d), [%d, %d]), 1, %d, %d))"
                                    .formatted(
                                            layer.offset(),
                                            layer.end(),
                                            layer.units(),
                                            layer.width(),
                                            layer.inputs(),
                                            layer.width())));
        }
        script.line("views = (self).views(theta, )");
        script.line("first = [theta, zero, one, mask]");
        script.line("return torch.add(first, views)").end();
    }

    private void unpackParameters() {
        List<String> names = new ArrayList<>(List.of("theta", "zero", "one", "mask"));
        for (int l = 0; l <= last(); l++) {
            names.add("W" + l);
        }
        for (int l = 1; l <= last(); l++) {
            names.add("T" + l);
        }
        unpack("parameters", names);
    }

    private void unpack(String list, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            script.line("%s = %s[%d]".formatted(names.get(i), list, i));
        }
    }

    /**
     * Cuts x {@code [features + 1, n]} and y {@code [outputs, n]} into pieces of {@code size}, the last one smaller.
     */
    private void samples() {
        method("samples(x: Tensor, y: Tensor, size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("inputs = torch.slice(x, 0, 0, %d)".formatted(layer(0).width()));
        script.line("xs = annotate(List[Tensor], [])");
        script.line("ts = annotate(List[Tensor], [])");
        script.line("ys = annotate(List[Tensor], [])");
        pieces("x");
        script.line("piece = torch.slice(inputs, 1, low, high)");
        script.effect("torch.append(xs, piece)");
        script.effect("torch.append(ts, torch.transpose(piece, 0, 1))");
        script.effect("torch.append(ys, torch.slice(y, 1, low, high))");
        script.end().line("return (xs, ts, ys)").end();
    }

    /** Makes room for the activations V of layer l, in A with the row of ones where there is one. */
    private void activations(int l, List<String> names) {
        int units = layer(l).units();
        if (hasOnes(l)) {
            script.line("A%d = torch.ones([%d, n])".formatted(l, units + 1));
            script.line("V%1$d = torch.slice(A%1$d, 0, 0, %2$d)".formatted(l, units));
            names.add("A" + l);
        } else {
            script.line("V%d = torch.zeros([%d, n])".formatted(l, units));
        }
        names.add("V" + l);
    }

    private List<String> workspaceNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l)) {
                names.add("A" + l);
            }
            names.add("V" + l);
            names.add("D" + l);
            if (activation(l).keepsSums()) {
                names.add("Z" + l);
            }
            if (l < last()) {
                names.add("H" + l);
            }
        }
        return names;
    }

    /** What forward and backward of n samples need. H: transposed inputs of the next layer, {@code [n, width]}. */
    private void workspace() {
        method("workspace(n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l, new ArrayList<>());
            script.line("D%d = torch.zeros([%d, n])".formatted(l, layer(l).units()));
            if (activation(l).keepsSums()) {
                script.line("Z%d = torch.zeros([%d, n])".formatted(l, layer(l).units()));
            }
            if (l < last()) {
                script.line("H%d = torch.transpose(%s, 0, 1)".formatted(l, output(l)));
            }
        }
        script.line("return " + workspaceNames()).end();
    }

    private List<String> gaugeNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l)) {
                names.add("A" + l);
            }
            names.add("V" + l);
        }
        if (layout.outputs() == 1) {
            names.add("flat");
        }
        return names;
    }

    /** What forward alone needs. */
    private void gauge() {
        method("gauge(n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l, new ArrayList<>());
        }
        if (layout.outputs() == 1) {
            script.line("flat = torch.squeeze(V%d, 0)".formatted(last()));
        }
        script.line("return " + gaugeNames()).end();
    }

    private void spaces(String name, String element) {
        method(name + "(sizes: List[int]) -> List[List[Tensor]]");
        script.line("spaces = annotate(List[List[Tensor]], [])");
        script.begin("for i in range(torch.len(sizes))");
        script.effect("torch.append(spaces, (self).%s(sizes[i], ))".formatted(element));
        script.end().line("return spaces").end();
    }

    private void tools() {
        method("copy(target: Tensor, source: Tensor) -> Tensor");
        script.line("return torch.copy_(target, source)").end();
        // The train set as it was given, twice: the second pair is what batches are cut from, and may be reordered.
        method("trainSet(x: Tensor, y: Tensor, n: int, copied: bool) -> List[Tensor]");
        script.line("tx = torch.slice(x, 1, 0, n)").line("ty = torch.slice(y, 1, 0, n)");
        script.begin("if copied")
                .line("sx = torch.clone(tx)")
                .line("sy = torch.clone(ty)")
                .end();
        script.begin("else").line("sx = tx").line("sy = ty").end();
        script.line("return [tx, ty, sx, sy]").end();
        method("reorder(train: List[Tensor], order: Tensor) -> Tensor");
        reorder("order");
        script.line("return order").end();
        method("batches(train: List[Tensor], size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[2], train[3], size, )").end();
        method("givenPieces(train: List[Tensor], size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[0], train[1], size, )").end();
        method("columns(matrix: Tensor, size: int) -> List[Tensor]");
        script.line("pieces = annotate(List[Tensor], [])");
        pieces("matrix");
        script.effect("torch.append(pieces, torch.slice(matrix, 1, low, high))");
        script.end().line("return pieces").end();
    }

    /** Begins a loop over the columns of a matrix in pieces of {@code size}, the last one smaller. */
    private void pieces(String matrix) {
        script.line("n = torch.size(%s, 1)".formatted(matrix));
        script.begin("for i in range(torch.floordiv(torch.sub(torch.add(n, size), 1), size))");
        script.line("low = torch.mul(i, size)");
        script.line("high = ops.prim.min(torch.add(low, size), n)");
    }

    /**
     * Puts the samples into another order: train holds x, y as they were given, and those that batches are cut from.
     */
    private void reorder(String order) {
        script.effect("torch.index_select(train[0], 1, %s, out=train[2])".formatted(order));
        script.effect("torch.index_select(train[1], 1, %s, out=train[3])".formatted(order));
    }

    /**
     * Trains epochs, one per rate, or a part of one: the batches and then the pieces of all sets ("chunks") from
     * {@code from} to {@code to - 1}, given for each size that they come in.
     *
     * <p>losses: {@code [epochs, 3]}, to which the mean loss of each set is added; NaN where a parameter is not finite.
     */
    private void train() {
        method("train(parameters: List[Tensor], spaces: List[List[Tensor]], xs: List[Tensor], ts: List[Tensor], "
                + "ys: List[Tensor], gauges: List[List[Tensor]], cxs: List[Tensor], cys: List[Tensor], "
                + "weights: List[Tensor], train: List[Tensor], shuffle: bool, orders: Tensor, rates: List[float], "
                + "penalty: float, scales: List[float], batches: List[int], chunks: List[int], "
                + "losses: Tensor) -> Tensor");
        unpackParameters();
        script.begin("for e in range(torch.len(rates))");
        script.line("rate = rates[e]");
        script.begin("if shuffle");
        script.line("order = torch.select(orders, 0, e)");
        reorder("order");
        script.end().begin("else").line("pass").end();
        update.epoch(script, regularization);
        if (regularization == Regularization.Type.L1) {
            script.line("bound = torch.mul(mask, torch.mul(rate, penalty))");
            script.line("minusBound = torch.neg(bound)");
        }
        batches();
        chunks();
        script.end().line("return losses").end();
    }

    private void batches() {
        script.begin("for k in range(torch.len(spaces))");
        script.line("space = spaces[k]");
        unpack("space", workspaceNames());
        script.line("scale = scales[k]");
        script.line("alpha = torch.neg(torch.mul(rate, scale))");
        script.line("begin = batches[torch.mul(k, 2)]");
        script.line("end = batches[torch.add(torch.mul(k, 2), 1)]");
        script.begin("for i in range(torch.sub(end, begin))");
        script.line("b = torch.add(begin, i)");
        script.line("x = xs[b]").line("t = ts[b]").line("y = ys[b]");
        forward(true);
        backward();
        update.step(script, layout, inputNames(), regularization);
        if (regularization == Regularization.Type.L1) {
            // w - clamp(w, -c, c) is sign(w) max(|w| - c, 0), and leaves biases as they are, where c is 0.
            script.effect("torch.sub_(theta, torch.clamp(theta, minusBound, bound))");
        }
        script.end().end();
    }

    private String[] inputNames() {
        var names = new String[last() + 1];
        for (int l = 0; l <= last(); l++) {
            names[l] = l == 0 ? "t" : "H" + (l - 1);
        }
        return names;
    }

    private void chunks() {
        script.line("row = torch.select(losses, 0, e)");
        script.effect("torch.add_(row, torch.dot(theta, zero))");
        script.begin("for g in range(torch.len(gauges))");
        script.line("gauge = gauges[g]");
        var measured = gaugeNames().stream().map(name -> "E" + name).toList();
        unpack("gauge", measured);
        script.line("first = chunks[torch.mul(g, 2)]");
        script.line("last = chunks[torch.add(torch.mul(g, 2), 1)]");
        script.begin("for j in range(torch.sub(last, first))");
        script.line("c = torch.add(first, j)");
        script.line("cx = cxs[c]");
        String input = "cx";
        for (int l = 0; l <= last(); l++) {
            String v = "EV" + l;
            script.effect("torch.mm(W%d, %s, out=%s)".formatted(l, input, v));
            activation(l).forward(script, v, v);
            input = "E" + output(l);
        }
        loss.value(script, "EV" + last(), "cys[c]");
        String perSample = layout.outputs() == 1 ? "Eflat" : "torch.sum(EV%d, [0])".formatted(last());
        script.effect("torch.addmv_(row, weights[c], %s)".formatted(perSample));
        script.end().end();
    }

    private void forward(boolean keepSums) {
        String input = "x";
        for (int l = 0; l <= last(); l++) {
            String v = "V" + l;
            String z = keepSums && activation(l).keepsSums() ? "Z" + l : v;
            script.effect("torch.mm(W%d, %s, out=%s)".formatted(l, input, z));
            activation(l).forward(script, z, v);
            input = output(l);
        }
    }

    private void backward() {
        loss.derivative(script, "V" + last(), "y", "D" + last());
        for (int l = last(); l >= 0; l--) {
            if (l < last()) {
                script.effect("torch.mm(T%d, D%d, out=D%d)".formatted(l + 1, l + 1, l));
            }
            String z = (activation(l).keepsSums() ? "Z" : "V") + l;
            activation(l).backward(script, "D" + l, z, "V" + l);
        }
    }

    /**
     * Adds scale times the gradient of the summed loss of piece i to g {@code [parameters]}; returns the sum, without
     * the loss's factor.
     */
    private void gradient() {
        method("gradient(parameters: List[Tensor], xs: List[Tensor], ts: List[Tensor], ys: List[Tensor], i: int, "
                + "scale: float, g: Tensor) -> Tensor");
        script.line("x = xs[i]").line("t = ts[i]").line("y = ys[i]");
        unpackParameters();
        script.line("space = (self).workspace(torch.size(x, 1), )");
        unpack("space", workspaceNames());
        script.line("views = (self).views(g, )");
        forward(true);
        backward();
        String[] inputs = inputNames();
        for (int l = 0; l <= last(); l++) {
            script.effect("torch.addmm_(views[%1$d], D%1$d, %2$s, beta=1, alpha=scale)".formatted(l, inputs[l]));
        }
        loss.value(script, "V" + last(), "y");
        script.line("return torch.sum(V%d)".formatted(last())).end();
    }

    /** The outputs {@code [outputs, n]} for x {@code [features + 1, n]}, in pieces of {@code size}. */
    private void predict() {
        method("predict(parameters: List[Tensor], samples: Tensor, size: int) -> Tensor");
        unpackParameters();
        script.line("inputs = torch.slice(samples, 0, 0, %d)".formatted(layer(0).width()));
        script.line("outputs = torch.zeros([%d, torch.size(samples, 1)])".formatted(layout.outputs()));
        pieces("samples");
        script.line("x = torch.slice(inputs, 1, low, high)");
        script.line("gauge = (self).gauge(torch.sub(high, low), )");
        unpack("gauge", gaugeNames());
        forward(false);
        script.effect("torch.copy_(torch.slice(outputs, 1, low, high), V%d)".formatted(last()));
        script.end().line("return outputs").end();
    }
}
