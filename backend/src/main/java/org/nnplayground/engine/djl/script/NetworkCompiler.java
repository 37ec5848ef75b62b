package org.nnplayground.engine.djl.script;

import java.util.stream.IntStream;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.torchscript.TorchScriptArchive;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;

/**
 * Turns a spec into the text of a straight-line TorchScript program: forward, hand-derived backward (Rumelhart, Hinton,
 * Williams, "Learning representations by back-propagating errors", 1986), update and losses of whole epochs.
 *
 * <p>All matrices are features-major. With n samples, a layer's input is H {@code [inputs + 1, n]} whose last row is
 * ones, and its weights are W {@code [units, inputs + 1]} with the biases in the last column, so the weighted sums are
 * one product Z = W H. Without bias, that row and column are absent. In the backward pass, D of the layer below is T D
 * times the activation's derivative, where T is W without its last column, transposed; the gradient of W is D H'. All W
 * are views of one flat vector. {@link LayerText} writes the parts in which other layers differ.
 *
 * <p>The text contains neither the number of samples nor the batch size nor any rate, so a few programs serve many
 * trainings. Buffers and views are created once ({@code parameters}, {@code samples}, {@code trainingBuffers},
 * {@code evaluationBuffers}) and passed to each call of {@code train}: creating them for each call would cost five
 * times as much as training a small network.
 */
public final class NetworkCompiler {

    private final Layout layout;
    private final LossText loss;
    private final UpdateText update;
    private final Regularization.Type regularization;
    private final Script script = new Script();
    private final BufferText buffers;
    private final SampleText samples;
    private final PassText pass;

    /** Index of the output layer. */
    private final int last;

    private NetworkCompiler(TrainingSpec spec) {
        layout = Layout.of(spec);
        loss = LossText.of(spec.training().loss());
        update = UpdateText.of(spec.training().optimizer());
        regularization = spec.training().regularization().type();
        buffers = new BufferText(script, layout, spec);
        samples = new SampleText(script, inputRows());
        pass = new PassText(script, layout, buffers, loss, spec.rbm());
        last = layout.layers().size() - 1;
    }

    /** Number of rows of a sample that the first layer takes: a dense one with bias takes the row of ones too. */
    private int inputRows() {
        boolean ones = layout.layers().getFirst().placed().layer() instanceof Dense dense && dense.bias();
        return layout.inputs() + (ones ? 1 : 0);
    }

    /** The same text for all specs that differ only in data, batch size, order, rates and initial parameters. */
    public static String text(TrainingSpec spec) {
        return new NetworkCompiler(spec).program();
    }

    /** The text of {@link ParallelLossText}, one vector after the other. */
    static String lossesText(TrainingSpec spec) {
        return new NetworkCompiler(spec).losses();
    }

    private String losses() {
        begin();
        buffers.methods();
        script.method("losses(theta: Tensor, samples: Tensor, y: Tensor) -> Tensor");
        script.line("count = torch.size(theta, 0)");
        script.line("sums = torch.new_zeros(theta, [count])");
        script.line("x = torch.slice(samples, 0, 0, %d)".formatted(inputRows()));
        script.line("evaluationBuffer = (self).evaluationBuffer(theta, torch.size(x, 1), )");
        buffers.unpack("evaluationBuffer", buffers.evaluationBufferNames());
        script.begin("for i in range(count)");
        script.line("views = (self).views(torch.select(theta, 0, i), )");
        buffers.unpack("views", buffers.viewNames("W"));
        pass.forward(loss.usesWeightedSums());
        loss.value(script, "V" + last, "y");
        script.effect("torch.copy_(torch.select(sums, 0, i), torch.sum(V%d))".formatted(last));
        script.end().line("return sums").end();
        return script.toString();
    }

    private void begin() {
        script.begin("class " + TorchScriptArchive.CLASS + "(Module)");
        script.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
    }

    private String program() {
        begin();
        buffers.methods();
        samples.methods();
        train();
        pass.methods();
        predict();
        unit();
        inactive();
        return script.toString();
    }

    /**
     * Writes the method that trains epochs, one per rate, or a part of one: the batches and then the evaluation chunks
     * of all sets, given as ranges for each size that occurs.
     *
     * <p>losses: {@code [epochs, 3]}, to which the mean loss of each set is added; NaN where a parameter is not finite.
     */
    private void train() {
        script.method(
                "train(parameters: List[Tensor], groups: List[List[Tensor]], buffers: List[List[Tensor]], xs: List[Tensor], ts: List[Tensor], "
                        + "ys: List[Tensor], evaluationBuffers: List[List[Tensor]], cxs: List[Tensor], cys: List[Tensor], "
                        + "weights: List[Tensor], train: List[Tensor], shuffle: bool, orders: Tensor, rates: List[float], "
                        + "penalty: float, done: int, masks: Tensor, scales: List[float], batches: List[int], "
                        + "chunks: List[int], losses: Tensor) -> Tensor");
        buffers.unpackParameters();
        buffers.unpackGroups();
        buffers.keepFrozen();
        script.line("t = done").line("drawn = 0");
        script.begin("for e in range(torch.len(rates))");
        script.line("rate = rates[e]").line("minusRate = torch.neg(rate)");
        script.begin("if shuffle");
        script.line("order = torch.select(orders, 0, e)");
        samples.reorder("order");
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
        script.begin("for k in range(torch.len(buffers))");
        script.line("buffer = buffers[k]");
        buffers.unpack("buffer", buffers.trainingBufferNames());
        script.line("scale = scales[k]");
        script.line("alpha = torch.mul(minusRate, scale)");
        script.line("begin = batches[torch.mul(k, 2)]");
        script.line("end = batches[torch.add(torch.mul(k, 2), 1)]");
        script.begin("for i in range(torch.sub(end, begin))");
        script.line("b = torch.add(begin, i)");
        script.line("x = xs[b]").line("tx = ts[b]").line("y = ys[b]");
        script.line("t = torch.add(t, 1)");
        pass.trained();
        update.step(script, pass.gradient(), regularization);
        if (regularization == Regularization.Type.L1) {
            // w - clamp(w, -c, c) is sign(w) max(|w| - c, 0), and leaves biases as they are, where c is 0.
            script.effect("torch.sub_(theta, torch.clamp(theta, minusBound, bound))");
        }
        pass.updated();
        buffers.restoreFrozen();
        script.end().end();
    }

    private void chunks() {
        script.line("row = torch.select(losses, 0, e)");
        script.effect("torch.add_(row, torch.dot(theta, zero))");
        script.begin("for group in range(torch.len(evaluationBuffers))");
        script.line("evaluationBuffer = evaluationBuffers[group]");
        var measured =
                buffers.evaluationBufferNames().stream().map(name -> "E" + name).toList();
        buffers.unpack("evaluationBuffer", measured);
        script.line("first = chunks[torch.mul(group, 2)]");
        script.line("last = chunks[torch.add(torch.mul(group, 2), 1)]");
        script.begin("for j in range(torch.sub(last, first))");
        script.line("c = torch.add(first, j)");
        script.line("cx = cxs[c]");
        for (int l = 0; l <= last; l++) {
            String v = "EV" + l;
            buffers.text(l).forward("E", buffers.input(l, "cx", "E"), v);
            if (l < last || !loss.usesWeightedSums()) {
                buffers.activation(l).forward(script, l, v, v);
            }
        }
        loss.value(script, "EV" + last, "cys[c]");
        String perSample = layout.outputs() == 1 ? "Eflat" : "torch.sum(EV%d, [0])".formatted(last);
        script.effect("torch.addmv_(row, weights[c], %s)".formatted(perSample));
        script.end().end();
    }

    // In looks, samples {@code [features + 1, n]} go through in pieces of {@code size}, from {@code first} on.

    /** The outputs {@code [outputs, samples of the pieces]}. */
    private void predict() {
        script.method("predict(parameters: List[Tensor], samples: Tensor, size: int, first: int, last: int) -> Tensor");
        outputs(layout.outputs());
        forwardInPieces();
        copyOut("V" + last);
    }

    /** The activations {@code [1, samples of the pieces]} of one unit. */
    private void unit() {
        script.method("unit(parameters: List[Tensor], samples: Tensor, size: int, first: int, last: int, layer: int, "
                + "index: int) -> Tensor");
        outputs(1);
        forwardInPieces();
        script.line("layers = "
                + IntStream.rangeClosed(0, last).mapToObj(l -> "V" + l).toList());
        copyOut("torch.slice(layers[layer], 0, index, torch.add(index, 1))");
    }

    private void outputs(int rows) {
        script.line("start = torch.mul(first, size)");
        script.line("end = ops.prim.min(torch.mul(last, size), torch.size(samples, 1))");
        script.line("outputs = torch.new_zeros(samples, [%d, torch.sub(end, start)])".formatted(rows));
    }

    private void copyOut(String rows) {
        script.line("rows = " + rows);
        script.effect("torch.copy_(torch.slice(outputs, 1, torch.sub(low, start), torch.sub(high, start)), rows)");
        script.end().line("return outputs").end();
    }

    /**
     * For each unit or filter, hidden layers first, of how many of the first {@code count} samples it is inactive; a
     * filter counts by the share of its positions.
     */
    private void inactive() {
        script.method("inactive(parameters: List[Tensor], all: Tensor, count: int, size: int, first: int, last: int) "
                + "-> Tensor");
        script.line("samples = torch.slice(all, 1, 0, count)");
        script.line("counts = torch.new_zeros(samples, [%d])".formatted(layout.channels()));
        forwardInPieces();
        int before = 0;
        for (int l = 0; l <= last; l++) {
            Layout.Layer layer = layout.layers().get(l);
            int channels = layer.channels();
            String truth = ActivationText.inactive(layer.activation(), "V" + l);
            if (truth != null) {
                script.effect("torch.add_(torch.slice(counts, 0, %d, %d), %s)"
                        .formatted(before, before + channels, counts(layer, truth)));
            }
            before += channels;
        }
        script.end().line("return counts").end();
    }

    /** For each unit the number of samples with true, for each filter the mean number of its positions. */
    private static String counts(Layout.Layer layer, String truth) {
        return layer.placed().layer() instanceof Convolution
                ? "torch.div(torch.sum(torch.view(%s, [%d, -1]), [1]), %d)"
                        .formatted(truth, layer.channels(), layer.positions())
                : "torch.sum(%s, [1])".formatted(truth);
    }

    /** Begins a loop over pieces of {@code samples}; V holds their activations. */
    private void forwardInPieces() {
        buffers.unpackParameters();
        script.line("inputs = torch.slice(samples, 0, 0, %d)".formatted(inputRows()));
        samples.forEachChunk("samples", "first", "last");
        script.line("x = torch.slice(inputs, 1, low, high)");
        script.line("evaluationBuffer = (self).evaluationBuffer(theta, torch.sub(high, low), )");
        buffers.unpack("evaluationBuffer", buffers.evaluationBufferNames());
        pass.forward(false);
    }
}
