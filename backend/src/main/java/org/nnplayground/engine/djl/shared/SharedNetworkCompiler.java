package org.nnplayground.engine.djl.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.engine.djl.script.ActivationText;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.script.Script;
import org.nnplayground.engine.torchscript.TorchScriptArchive;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Regularization;

/**
 * Writes the text of a TorchScript program that trains many networks of one shape at the same time.
 *
 * <p>The networks are the last dimension of every tensor, of width n, a multiple of {@link SharedProgram#WIDTH_UNIT}.
 * The text contains only elementwise operations and sums over other dimensions, so a network's bits depend neither on
 * its slot, nor on the other networks, nor on n. It contains no matrix product, because those of MKL have no fixed
 * order of summation. The formulae are those of {@code NetworkCompiler}:
 *
 * <ul>
 *   <li>A layer's weighted sums Z {@code [units, samples, n]} are a chain of multiplications and additions over the
 *       inputs, in ascending order, beginning with the bias.
 *   <li>The derivative of the layer below is the same chain over the units of this layer.
 *   <li>The gradient is the product D {@code [units, 1, samples, n]} times the layer's inputs {@code [1, width,
 *       samples, n]}, summed over at most {@link SharedProgram#PIECE} samples, then over these pieces.
 *   <li>tanh(z) is computed as 2 sigmoid(2 z) - 1, because PyTorch vectorizes only the sigmoid well; its absolute error
 *       is at most 1.7e-7.
 * </ul>
 *
 * <p>A smaller network can be part of the program of a larger one: its missing inputs, weights and biases are 0. To add
 * 0 times a finite number changes no bit of a sum, except that -0 may become 0, which no result depends on. Their
 * gradients are 0, too, or are set to 0 where a unit's activation is not 0 at z = 0.
 *
 * <p>Rates, penalties and the optimizer's time differ from network to network; the text contains none of them.
 */
final class SharedNetworkCompiler {

    private static final String LISTS = "List[List[Tensor]]";

    private final Layout layout;
    private final LossText loss;
    private final SharedUpdateText update;
    private final int slots;
    private final Regularization.Type regularization;
    private final Script script = new Script();

    /** Index of the output layer. */
    private final int last;

    private SharedNetworkCompiler(Layout layout, SharedShape shape) {
        this.layout = layout;
        loss = LossText.of(shape.loss());
        update = shape.update();
        slots = shape.slots();
        regularization = shape.penalty();
        last = layout.layers().size() - 1;
    }

    /** @param layout of the widest network in the program */
    static String text(Layout layout, SharedShape shape) {
        return new SharedNetworkCompiler(layout, shape).program();
    }

    private String program() {
        script.begin("class " + TorchScriptArchive.CLASS + "(Module)");
        script.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
        parameters();
        trainingBuffer();
        evaluationBuffer();
        buffers("trainingBuffers", "trainingBuffer");
        buffers("evaluationBuffers", "evaluationBuffer");
        samples();
        trainSet();
        grid();
        train();
        inspect();
        gradient();
        outputs();
        picture();
        return script.toString();
    }

    private Layer layer(int l) {
        return layout.layers().get(l);
    }

    private ActivationText activation(int l) {
        return ActivationText.of(layer(l).activation());
    }

    private boolean isTanh(int l) {
        return layer(l).activation() == Activation.TANH;
    }

    private boolean hasTanh() {
        return layout.layers().stream().anyMatch(layer -> layer.activation() == Activation.TANH);
    }

    /** Whether the activation of a missing hidden unit is not 0. */
    private boolean needsMembers() {
        return layout.layers().stream()
                .limit(last)
                .anyMatch(
                        layer -> layer.activation() == Activation.SIGMOID || layer.activation() == Activation.SOFTPLUS);
    }

    private boolean keepsSums(int l) {
        return activation(l).needsWeightedSums();
    }

    /** Whether the inputs of layer l + 1 are a tensor of their own: dropped activations. */
    private boolean hasDropout(int l) {
        return layer(l).hasDropout();
    }

    // Names of tensors, and the methods that create them.

    private List<String> parameterNames() {
        var names = new ArrayList<>(List.of("theta", "twice", "g", "q", "u", "saved", "mask", "minusOne"));
        IntStream.range(0, slots).forEach(slot -> names.add("slot" + slot));
        for (int l = 0; l <= last; l++) {
            for (int k = 0; k < layer(l).width(); k++) {
                names.add("W%d_%d".formatted(l, k));
            }
            if (l > 0) {
                for (int o = 0; o < layer(l).units(); o++) {
                    names.add("R%d_%d".formatted(l, o));
                }
            }
        }
        return names;
    }

    /** state: {@code [parameters * (1 + slots), n]}. */
    private void parameters() {
        int size = layout.parameters();
        script.method("parameters(state: Tensor) -> List[Tensor]");
        script.line("n = torch.size(state, 1)");
        script.line("theta = torch.slice(state, 0, 0, %d)".formatted(size));
        script.line("saved = torch.clone(state)");
        script.line("minusOne = torch.neg(torch.new_ones(state, [1]))");
        for (String scratch : List.of("twice", "g", "q", "u")) {
            script.line("%s = torch.new_zeros(state, [%d, n])".formatted(scratch, size));
        }
        script.line("mask = torch.new_ones(state, [%d, 1])".formatted(size));
        for (int slot = 0; slot < slots; slot++) {
            script.line("slot%d = torch.slice(state, 0, %d, %d)".formatted(slot, (slot + 1) * size, (slot + 2) * size));
        }
        for (int l = 0; l <= last; l++) {
            Layer layer = layer(l);
            view("w" + l, isTanh(l) ? "twice" : "theta", layer);
            for (int k = 0; k < layer.width(); k++) {
                script.line("W%1$d_%2$d = torch.slice(w%1$d, 1, %2$d, %3$d)".formatted(l, k, k + 1));
            }
            if (layer.bias()) {
                view("m" + l, "mask", layer);
                script.effect("torch.zero_(torch.slice(m%d, 1, %d, %d))".formatted(l, layer.inputs(), layer.width()));
            }
            if (l > 0) {
                view("r" + l, "theta", layer);
                for (int o = 0; o < layer.units(); o++) {
                    script.line("R%1$d_%2$d = torch.unsqueeze(torch.slice(torch.select(r%1$d, 0, %2$d), 0, 0, %3$d), 1)"
                            .formatted(l, o, layer.inputs()));
                }
            }
        }
        script.line("return " + parameterNames()).end();
    }

    /** Defines {@code [units, width, n]}, a view of the layer's part of a {@code [parameters, n]}. */
    private void view(String name, String vector, Layer layer) {
        script.line("%s = torch.view(torch.slice(%s, 0, %d, %d), [%d, %d, -1])"
                .formatted(name, vector, layer.offset(), layer.end(), layer.units(), layer.width()));
    }

    private boolean hasOnes(int l) {
        return l < last && layer(l + 1).bias();
    }

    private List<String> trainingBufferNames() {
        var names = new ArrayList<>(List.of("T"));
        for (int l = 0; l <= last; l++) {
            names.add("V" + l);
            names.add("D" + l);
            names.add("De" + l);
            names.add("T" + l);
            if (keepsSums(l)) {
                names.add("Z" + l);
            }
            if (hasDropout(l)) {
                names.add("U" + l);
            }
            if (l < last) {
                names.add("Ae" + l);
                for (int k = 0; k < layer(l).units(); k++) {
                    names.add("A%d_%d".formatted(l, k));
                }
            }
            if (l > 0) {
                for (int o = 0; o < layer(l).units(); o++) {
                    names.add("D%d_%d".formatted(l, o));
                }
            }
        }
        return names;
    }

    /**
     * For m samples of n networks. V: activations; A: the inputs of the next layer, with a row of ones if it has
     * biases; U: A without that row, the dropped activations; Z: weighted sums, where a derivative needs them; D:
     * derivatives; T: products that are summed to the gradient, {@code [parameters, m, n]}.
     */
    private void trainingBuffer() {
        script.method("trainingBuffer(like: Tensor, m: int, n: int) -> List[Tensor]");
        script.line("T = torch.new_zeros(like, [%d, m, n])".formatted(layout.parameters()));
        for (int l = 0; l <= last; l++) {
            int units = layer(l).units();
            if (l < last) {
                script.line("A%d = torch.new_ones(like, [%d, m, n])".formatted(l, units + (hasOnes(l) ? 1 : 0)));
                script.line("inner%1$d = torch.slice(A%1$d, 0, 0, %2$d)".formatted(l, units));
                script.line("Ae%1$d = torch.unsqueeze(A%1$d, 0)".formatted(l));
                for (int k = 0; k < units; k++) {
                    script.line("A%1$d_%2$d = torch.slice(A%1$d, 0, %2$d, %3$d)".formatted(l, k, k + 1));
                }
            }
            if (l == last || hasDropout(l)) {
                script.line("V%d = torch.new_zeros(like, [%d, m, n])".formatted(l, units));
            } else {
                script.line("V%1$d = inner%1$d".formatted(l));
            }
            if (hasDropout(l)) {
                script.line("U%1$d = inner%1$d".formatted(l));
            }
            if (keepsSums(l)) {
                script.line("Z%d = torch.new_zeros(like, [%d, m, n])".formatted(l, units));
            }
            script.line("D%d = torch.new_zeros(like, [%d, m, n])".formatted(l, units));
            script.line("De%1$d = torch.unsqueeze(D%1$d, 1)".formatted(l));
            script.line("T%1$d = torch.view(torch.slice(T, 0, %2$d, %3$d), [%4$d, %5$d, m, n])"
                    .formatted(l, layer(l).offset(), layer(l).end(), units, layer(l).width()));
            if (l > 0) {
                for (int o = 0; o < units; o++) {
                    script.line("D%1$d_%2$d = torch.slice(D%1$d, 0, %2$d, %3$d)".formatted(l, o, o + 1));
                }
            }
        }
        script.line("return " + trainingBufferNames()).end();
    }

    private List<String> evaluationBufferNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last; l++) {
            names.add("E" + l);
            for (int k = 0; l < last && k < layer(l).units(); k++) {
                names.add("E%d_%d".formatted(l, k));
            }
        }
        return names;
    }

    private void evaluationBuffer() {
        script.method("evaluationBuffer(like: Tensor, m: int, n: int) -> List[Tensor]");
        for (int l = 0; l <= last; l++) {
            script.line("E%d = torch.new_zeros(like, [%d, m, n])".formatted(l, layer(l).units()));
            for (int k = 0; l < last && k < layer(l).units(); k++) {
                script.line("E%1$d_%2$d = torch.slice(E%1$d, 0, %2$d, %3$d)".formatted(l, k, k + 1));
            }
        }
        script.line("return " + evaluationBufferNames()).end();
    }

    /** Writes a method that creates one list of buffers for each number of samples. */
    private void buffers(String name, String one) {
        script.method(name + "(like: Tensor, sizes: List[int], n: int) -> " + LISTS);
        script.line("made = annotate(%s, [])".formatted(LISTS));
        script.begin("for i in range(torch.len(sizes))");
        script.effect("torch.append(made, (self).%s(like, sizes[i], n, ))".formatted(one));
        script.end().line("return made").end();
    }

    /**
     * Splits x {@code [rows, samples, n]} and y {@code [outputs, samples, n]} at the borders {@code low} and
     * {@code high}. xr: for each piece and each input one {@code [1, m, n]}; xe: {@code [1, width, m, n]}; ys:
     * {@code [outputs, m, n]}.
     */
    private void samples() {
        int inputs = layer(0).inputs();
        script.method("samples(x: Tensor, y: Tensor, low: List[int], high: List[int]) "
                + "-> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("xr = annotate(List[Tensor], [])");
        script.line("xe = annotate(List[Tensor], [])");
        script.line("ys = annotate(List[Tensor], [])");
        script.begin("for i in range(torch.len(low))");
        script.line("piece = torch.slice(x, 1, low[i], high[i])");
        for (int k = 0; k < inputs; k++) {
            script.effect("torch.append(xr, torch.slice(piece, 0, %d, %d))".formatted(k, k + 1));
        }
        script.effect("torch.append(xe, torch.unsqueeze(torch.slice(piece, 0, 0, %d), 0))".formatted(layer(0).width()));
        script.effect("torch.append(ys, torch.slice(y, 1, low[i], high[i]))");
        script.end().line("return (xr, xe, ys)").end();
    }

    /** The train set twice: in its original order, and the pair that batches are views of, which may be reordered. */
    private void trainSet() {
        script.method("trainSet(x: Tensor, y: Tensor, samples: int, copied: bool) -> List[Tensor]");
        script.line("tx = torch.slice(x, 1, 0, samples)").line("ty = torch.slice(y, 1, 0, samples)");
        script.begin("if copied")
                .line("sx = torch.clone(tx)")
                .line("sy = torch.clone(ty)")
                .end();
        script.begin("else").line("sx = tx").line("sy = ty").end();
        script.line("return [tx, ty, sx, sy]").end();
        script.method("batchSamples(train: List[Tensor], low: List[int], high: List[int]) "
                + "-> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[2], train[3], low, high, )").end();
    }

    /**
     * For each part of the points, of which x {@code [inputs + 1, points]} gives the first, and each input one
     * {@code [1, m, 1]}, 0 for missing inputs and points.
     */
    private void grid() {
        script.method("grid(given: Tensor, inputs: int, points: int, low: List[int], high: List[int]) -> List[Tensor]");
        script.line("x = torch.new_zeros(given, [%d, points])".formatted(layer(0).inputs()));
        script.line("known = torch.slice(torch.slice(x, 0, 0, inputs), 1, 0, torch.size(given, 1))");
        script.effect("torch.copy_(known, torch.slice(given, 0, 0, inputs))");
        script.line("rows = annotate(List[Tensor], [])");
        script.begin("for i in range(torch.len(low))");
        script.line("part = torch.unsqueeze(torch.slice(x, 1, low[i], high[i]), 2)");
        for (int k = 0; k < layer(0).inputs(); k++) {
            script.effect("torch.append(rows, torch.slice(part, 0, %d, %d))".formatted(k, k + 1));
        }
        script.end().line("return rows").end();
    }

    private void unpack(String list, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            script.line("%s = %s[%d]".formatted(names.get(i), list, i));
        }
    }

    /** Defines x0, x1 and so on, the inputs of piece {@code index}. */
    private void unpackInputs(String list, String index) {
        int inputs = layer(0).inputs();
        script.line("row = torch.mul(%s, %d)".formatted(index, inputs));
        for (int k = 0; k < inputs; k++) {
            script.line("x%d = %s[torch.add(row, %d)]".formatted(k, list, k));
        }
    }

    // Parts of the passes.

    /** Computes the weighted sums of a layer into z. */
    private void sums(int l, String z, IntFunction<String> input) {
        int inputs = layer(l).inputs();
        if (layer(l).bias()) {
            script.effect("torch.addcmul(W%1$d_%2$d, W%1$d_0, %3$s, out=%4$s)".formatted(l, inputs, input.apply(0), z));
        } else {
            script.effect("torch.mul(W%d_0, %s, out=%s)".formatted(l, input.apply(0), z));
        }
        for (int k = 1; k < inputs; k++) {
            script.effect("torch.addcmul_(%s, W%d_%d, %s)".formatted(z, l, k, input.apply(k)));
        }
    }

    private void activate(int l, String z, String v) {
        if (isTanh(l)) {
            script.effect("torch.sigmoid_(%s)".formatted(v));
            script.effect("torch.add(minusOne, %1$s, alpha=2, out=%1$s)".formatted(v));
        } else {
            activation(l).forward(script, l, z, v);
        }
    }

    /** Must precede a forward pass after a change of theta. */
    private void doubleWeights() {
        if (hasTanh()) {
            script.effect("torch.mul(theta, 2, out=twice)");
        }
    }

    /** @param masked whether dropout masks are applied: Mk and the layer's number */
    private void trainedForward(boolean masked) {
        for (int l = 0; l <= last; l++) {
            int below = l - 1;
            String v = "V" + l;
            String z = keepsSums(l) ? "Z" + l : v;
            sums(l, z, k -> below < 0 ? "x" + k : "A%d_%d".formatted(below, k));
            activate(l, z, v);
            if (hasDropout(l)) {
                script.effect(
                        (masked ? "torch.mul(V%1$d, Mk%1$d, out=U%1$d)" : "torch.copy_(U%1$d, V%1$d)").formatted(l));
            }
        }
    }

    private void backward(boolean masked) {
        loss.derivative(script, "V" + last, "y", "D" + last);
        for (int l = last; l >= 0; l--) {
            if (l < last) {
                int above = l + 1;
                script.effect("torch.mul(R%1$d_0, D%1$d_0, out=D%2$d)".formatted(above, l));
                for (int o = 1; o < layer(above).units(); o++) {
                    script.effect("torch.addcmul_(D%1$d, R%2$d_%3$d, D%2$d_%3$d)".formatted(l, above, o));
                }
            }
            if (masked && hasDropout(l)) {
                script.effect("torch.mul_(D%1$d, Mk%1$d)".formatted(l));
            }
            if (l < last || !loss.usesWeightedSums()) {
                activation(l).backward(script, l, "D" + l, (keepsSums(l) ? "Z" : "V") + l, "V" + l);
            }
        }
    }

    /** Sets the gradient of the summed loss in g, or adds it if {@code isFirst} is false. */
    private void gather(String isFirst) {
        for (int l = 0; l <= last; l++) {
            script.effect("torch.mul(De%1$d, %2$s, out=T%1$d)".formatted(l, l == 0 ? "xx" : "Ae" + (l - 1)));
        }
        script.begin("if " + isFirst).effect("torch.sum(T, [1], False, out=g)").end();
        script.begin("else").effect("torch.sum(T, [1], False, out=q)");
        script.effect("torch.add_(g, q)").end();
    }

    /** @param outputs whether the output layer's activation is applied even if the loss does not need it */
    private void evaluatedForward(boolean outputs) {
        for (int l = 0; l <= last; l++) {
            int below = l - 1;
            String e = "E" + l;
            sums(l, e, k -> below < 0 ? "x" + k : "E%d_%d".formatted(below, k));
            if (l < last || outputs || !loss.usesWeightedSums()) {
                activate(l, e, e);
            }
        }
    }

    // Methods.

    /**
     * Trains epochs, or a part of one, as {@link SharedProgram} calls it.
     *
     * <p>members: {@code [parameters, n]}, 1 for the parameters that a network has, else 0. batches: first and last;
     * bounds: the first piece of each batch, and the number of pieces; kinds: the buffer of each piece; sizes and
     * offsets: the number of samples of each batch, and each piece's first sample in its batch. losses: {@code [epochs,
     * 3, n]}, to which the mean loss of each set is added; NaN where a parameter is not finite.
     */
    private void train() {
        script.method("train(parameters: List[Tensor], state: Tensor, buffers: List[List[Tensor]], xr: List[Tensor], "
                + "xe: List[Tensor], ys: List[Tensor], kinds: List[int], bounds: List[int], sizes: List[int], "
                + "offsets: List[int], scales: List[float], evaluationBuffers: List[List[Tensor]], "
                + "er: List[Tensor], ey: List[Tensor], evaluationKinds: List[int], sets: List[int], "
                + "factors: List[float], train: List[Tensor], shuffle: bool, orders: Tensor, rates: Tensor, "
                + "penalties: Tensor, isPartial: bool, active: Tensor, members: Tensor, times: Tensor, masks: Tensor, epochs: int, "
                + "batches: List[int], chunks: List[int], losses: Tensor) -> Tensor");
        unpack("parameters", parameterNames());
        if (regularization != Regularization.Type.NONE) {
            script.line("penalty = torch.mul(mask, penalties)");
        }
        script.line("t = 0").line("drawn = 0");
        script.begin("for e in range(epochs)");
        script.begin("if isPartial").effect("torch.copy_(saved, state)").end();
        script.begin("else").line("pass").end();
        script.line("rate = torch.select(rates, 0, e)").line("minusRate = torch.neg(rate)");
        if (regularization == Regularization.Type.L1) {
            script.line("bound = torch.mul(penalty, rate)").line("minusBound = torch.neg(bound)");
        }
        update.epoch(script);
        script.begin("if shuffle");
        script.line("order = torch.unsqueeze(torch.select(orders, 0, e), 0)");
        script.effect("torch.gather(train[0], 1, torch.expand(order, [%d, -1, -1]), sparse_grad=False, out=train[2])"
                .formatted(layer(0).inputs() + 1));
        script.effect("torch.gather(train[1], 1, torch.expand(order, [%d, -1, -1]), sparse_grad=False, out=train[3])"
                .formatted(layout.outputs()));
        script.end().begin("else").line("pass").end();
        batches();
        script.begin("if isPartial");
        script.effect("torch.copy_(state, torch.where(torch.select(active, 0, e), state, saved))");
        script.end().begin("else").line("pass").end();
        evaluate();
        script.end().line("return losses").end();
    }

    private void batches() {
        script.begin("for i in range(torch.sub(batches[1], batches[0]))");
        script.line("b = torch.add(batches[0], i)");
        doubleWeights();
        script.line("first = bounds[b]");
        script.line("count = sizes[b]");
        script.begin("for p in range(torch.sub(bounds[torch.add(b, 1)], first))");
        script.line("j = torch.add(first, p)");
        script.line("buffer = buffers[kinds[j]]");
        unpack("buffer", trainingBufferNames());
        unpackInputs("xr", "j");
        script.line("xx = xe[j]").line("y = ys[j]");
        dropoutMasks();
        trainedForward(true);
        backward(true);
        gather("torch.eq(p, 0)");
        script.end();
        if (layout.hasDropout()) {
            script.line("drawn = torch.add(drawn, torch.mul(count, %d))".formatted(layout.unitsWithDropout()));
        }
        script.effect("torch.mul_(g, scales[b])");
        if (needsMembers()) {
            script.effect("torch.mul_(g, members)");
        }
        if (regularization == Regularization.Type.L2) {
            script.effect("torch.addcmul_(g, theta, penalty)");
        }
        update.step(script);
        script.line("t = torch.add(t, 1)");
        if (regularization == Regularization.Type.L1) {
            // w - clamp(w, -c, c) is sign(w) max(|w| - c, 0), and leaves biases as they are, where c is 0.
            script.effect("torch.sub_(theta, torch.clamp(theta, minusBound, bound))");
        }
        script.end();
    }

    /** Defines Mk and the layer's number: the masks of the piece, {@code [units, m, n]}. */
    private void dropoutMasks() {
        int before = 0;
        for (int l = 0; l <= last; l++) {
            if (hasDropout(l)) {
                int units = layer(l).units();
                script.line("from%1$d = torch.add(drawn, torch.mul(count, %2$d))".formatted(l, before));
                script.line("until%1$d = torch.add(from%1$d, torch.mul(count, %2$d))".formatted(l, units));
                script.line("all%1$d = torch.view(torch.slice(masks, 0, from%1$d, until%1$d), [%2$d, count, -1])"
                        .formatted(l, units));
                script.line("Mk%1$d = torch.slice(all%1$d, 1, offsets[j], torch.add(offsets[j], torch.size(V%1$d, 1)))"
                        .formatted(l));
                before += units;
            }
        }
    }

    private void evaluate() {
        script.line("lossRow = torch.select(losses, 0, e)");
        script.effect("torch.add_(lossRow, torch.sum(torch.mul(theta, 0), [0]))");
        doubleWeights();
        script.begin("for c in range(torch.sub(chunks[1], chunks[0]))");
        script.line("chunk = torch.add(chunks[0], c)");
        unpackEvaluation("chunk");
        script.line("y = ey[chunk]");
        evaluatedForward(false);
        loss.value(script, "E" + last, "y");
        script.line("set = sets[chunk]");
        script.effect("torch.add_(torch.select(lossRow, 0, set), torch.sum(E%d, [0, 1]), alpha=factors[set])"
                .formatted(last));
        script.end();
    }

    private void unpackEvaluation(String chunk) {
        script.line("evaluationBuffer = evaluationBuffers[evaluationKinds[%s]]".formatted(chunk));
        unpack("evaluationBuffer", evaluationBufferNames());
        unpackInputs("er", chunk);
    }

    /**
     * Evaluates all chunks at the present parameters. outputs: {@code [outputs, samples, n]}; counts: {@code [units,
     * n]}, in how many of the first {@code trainChunks} chunks' samples each unit is inactive.
     */
    private void inspect() {
        script.method("inspect(parameters: List[Tensor], evaluationBuffers: List[List[Tensor]], er: List[Tensor], "
                + "evaluationKinds: List[int], trainChunks: int, low: List[int], high: List[int], outputs: Tensor, "
                + "counts: Tensor) -> Tensor");
        unpack("parameters", parameterNames());
        doubleWeights();
        script.effect("torch.zero_(counts)");
        script.begin("for chunk in range(torch.len(low))");
        unpackEvaluation("chunk");
        evaluatedForward(true);
        script.effect("torch.copy_(torch.slice(outputs, 1, low[chunk], high[chunk]), E%d)".formatted(last));
        script.begin("if torch.lt(chunk, trainChunks)").line("pass");
        int before = 0;
        for (int l = 0; l <= last; l++) {
            int units = layer(l).units();
            String inactive = ActivationText.inactive(layer(l).activation(), "E" + l);
            if (inactive != null) {
                script.effect("torch.add_(torch.slice(counts, 0, %d, %d), torch.sum(%s, [1]))"
                        .formatted(before, before + units, inactive));
            }
            before += units;
        }
        script.end().begin("else").line("pass").end();
        script.end().line("return counts").end();
    }

    /** sum: {@code [parameters, n]}, the gradient of the mean loss over the given chunks, without dropout. */
    private void gradient() {
        script.method("gradient(parameters: List[Tensor], buffers: List[List[Tensor]], er: List[Tensor], "
                + "ee: List[Tensor], ey: List[Tensor], kinds: List[int], trainChunks: int, scale: float, sum: Tensor) "
                + "-> Tensor");
        unpack("parameters", parameterNames());
        doubleWeights();
        script.begin("for chunk in range(trainChunks)");
        script.line("buffer = buffers[kinds[chunk]]");
        unpack("buffer", trainingBufferNames());
        unpackInputs("er", "chunk");
        script.line("xx = ee[chunk]").line("y = ey[chunk]");
        trainedForward(false);
        backward(false);
        gather("torch.eq(chunk, 0)");
        script.end();
        script.effect("torch.mul(g, scale, out=sum)");
        script.line("return sum").end();
    }

    private static final String GRID = "parameters: List[Tensor], evaluationBuffers: List[List[Tensor]], "
            + "er: List[Tensor], evaluationKinds: List[int], low: List[int], high: List[int], ";

    /** outputs: {@code [outputs, points, n]}, of points that are the same for all networks. */
    private void outputs() {
        script.method("outputs(" + GRID + "outputs: Tensor) -> Tensor");
        forEachPartOfGrid();
        script.effect("torch.copy_(torch.slice(outputs, 1, low[chunk], high[chunk]), E%d)".formatted(last));
        script.end().line("return outputs").end();
    }

    /**
     * The same as bytes. pixels: {@code [n, outputs, points]}, floor(clamp(output * scale + shift, 0, 255.5)); scale
     * and shift: {@code [n]}.
     */
    private void picture() {
        script.method("picture(" + GRID + "scale: Tensor, shift: Tensor, pixels: Tensor) -> Tensor");
        forEachPartOfGrid();
        script.effect("torch.addcmul(shift, E%1$d, scale, out=E%1$d)".formatted(last));
        script.effect("torch.clamp_(E%d, 0, 255.5)".formatted(last));
        script.effect("torch.copy_(torch.slice(pixels, 2, low[chunk], high[chunk]), torch.permute(E%d, [2, 0, 1]))"
                .formatted(last));
        script.end().line("return pixels").end();
    }

    private void forEachPartOfGrid() {
        unpack("parameters", parameterNames());
        doubleWeights();
        script.begin("for chunk in range(torch.len(low))");
        unpackEvaluation("chunk");
        evaluatedForward(true);
    }
}
