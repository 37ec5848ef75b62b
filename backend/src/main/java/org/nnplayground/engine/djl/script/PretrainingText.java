package org.nnplayground.engine.djl.script;

import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.engine.torchscript.TorchScriptArchive;
import org.nnplayground.spec.Training.Pretraining;

/**
 * The program text that pre-trains one layer. Matrices are {@code [units, samples]}. x is the layer's input: the
 * activations of the layer below, or the features. W {@code [units, inputs]} and c {@code [units]} are the layer's
 * weights and biases, b {@code [inputs]} the biases with which the input is reconstructed, n the samples of the batch,
 * s the sigmoid function.
 *
 * <p><b>Restricted Boltzmann machine</b>, contrastive divergence (Hinton, "Training products of experts by minimizing
 * contrastive divergence", 2002): p0 = s(W x + c). Each Gibbs step sets h = 1 where a draw from U(0, 1) is below p and
 * 0 elsewhere, then v = s(W' h + b), then p = s(W v + c), beginning with p = p0. The reconstruction is v of the last
 * step: visible units are probabilities, and only hidden units are sampled. With the rate a = learningRate / n:
 *
 * <ul>
 *   <li>W += a (p0 x' - p v')
 *   <li>c += a (sum of p0 - p over the samples)
 *   <li>b += a (sum of x - v over the samples)
 * </ul>
 *
 * <p><b>Denoising autoencoder</b> with tied weights (Vincent and others, "Extracting and composing robust features with
 * denoising autoencoders", 2008) and a linear decoder, which fits every activation: m is 0 where a draw from U(0, 1) is
 * below the corruption and 1 elsewhere; z = W (m x) + c; y = f(z); r = W' y + b. It descends the gradient of the sum of
 * (r - x)^2 / 2 over the inputs, averaged over the samples. With e = r - x and d = (W e) f'(z), element by element:
 *
 * <ul>
 *   <li>W -= a (y e' + d (m x)')
 *   <li>c -= a (sum of d over the samples)
 *   <li>b -= a (sum of e over the samples)
 * </ul>
 *
 * <p>A layer without biases keeps c = 0. Slopes of prelu do not change. No dropout.
 */
public final class PretrainingText {

    private final Script script = new Script();
    private final Layout layout;
    private final int last;
    private final Layer layer;
    private final ActivationText activation;

    private PretrainingText(Layout layout, int index) {
        this.layout = layout;
        last = index;
        layer = layout.layers().get(index);
        activation = ActivationText.of(layer.activation());
    }

    /**
     * The text with one method, {@code train}: theta {@code [parameters]} and b {@code [inputs, 1]}, which it changes;
     * features {@code [features + 1, samples]}; order, the samples of all batches of the call, one after the other;
     * draws, as {@code LayerwisePretraining} makes them; for each batch its size and learningRate / n. Returns
     * {@code [batches]}, the squared reconstruction errors summed over samples and inputs.
     */
    public static String of(Layout layout, int index, Pretraining pretraining) {
        var text = new PretrainingText(layout, index);
        text.begin();
        switch (pretraining) {
            case Pretraining.Rbm rbm -> text.rbm(rbm.steps());
            case Pretraining.DenoisingAutoencoder _ -> text.denoisingAutoencoder();
            case Pretraining.None _ -> throw new IllegalArgumentException("nothing is pre-trained");
        }
        return text.end();
    }

    private void begin() {
        script.begin("class " + TorchScriptArchive.CLASS + "(Module)");
        script.line("__parameters__ = []").line("__buffers__ = []").line("training : bool");
        script.method(
                "train(theta: Tensor, b: Tensor, features: Tensor, order: Tensor, draws: Tensor, sizes: List[int], "
                        + "rates: List[float]) -> Tensor");
        for (int l = 0; l <= last; l++) {
            views(l, layout.layers().get(l));
        }
        script.line("transposed = torch.transpose(W%d, 0, 1)".formatted(last));
        script.line("inputs = torch.slice(features, 0, 0, %d)".formatted(layout.inputs()));
        script.line("errors = torch.new_zeros(theta, [torch.len(sizes)])");
        script.line("seen = 0").line("drawn = 0");
        script.begin("for k in range(torch.len(sizes))");
        script.line("n = sizes[k]").line("rate = rates[k]").line("minusRate = torch.neg(rate)");
        script.line("x0 = torch.index_select(inputs, 1, torch.slice(order, 0, seen, torch.add(seen, n)))");
        script.line("seen = torch.add(seen, n)");
        for (int l = 0; l < last; l++) {
            String next = "x" + (l + 1);
            script.line(next + " = " + weightedSums(l, "x" + l));
            ActivationText.of(layout.layers().get(l).activation()).forward(script, l, next, next);
        }
        script.line("x = x" + last);
    }

    private void views(int l, Layer of) {
        script.line("rows%d = torch.view(torch.slice(theta, 0, %d, %d), [%d, %d])"
                .formatted(l, of.offset(), of.end(), of.units(), of.width()));
        script.line("W%1$d = torch.slice(rows%1$d, 1, 0, %2$d)".formatted(l, of.inputs()));
        if (of.bias()) {
            script.line("c%1$d = torch.slice(rows%1$d, 1, %2$d, %3$d)".formatted(l, of.inputs(), of.width()));
        }
        if (of.hasSlope()) {
            script.line("WS%1$d = torch.view(torch.slice(theta, 0, %2$d, %3$d), [1, 1])"
                    .formatted(l, of.slope(), of.slope() + 1));
        }
    }

    private String weightedSums(int l, String input) {
        return layout.layers().get(l).bias()
                ? "torch.addmm(c%1$d, W%1$d, %2$s)".formatted(l, input)
                : "torch.mm(W%d, %s)".formatted(l, input);
    }

    /** Sets {@code taken} to the next draws. */
    private void draw(int rows) {
        script.line("until = torch.add(drawn, torch.mul(n, %d))".formatted(rows));
        script.line("taken = torch.view(torch.slice(draws, 0, drawn, until), [%d, n])".formatted(rows));
        script.line("drawn = until");
    }

    private void rbm(int steps) {
        script.line("p0 = torch.sigmoid(%s)".formatted(weightedSums(last, "x")));
        script.line("p = torch.clone(p0)").line("v = torch.clone(x)");
        new GibbsText(script, layer.units(), weightedSums(last, "v"), "torch.addmm(b, transposed, h)")
                .steps(steps, this::draw, 0);
        script.line("e = torch.sub(x, v)");
        addProduct("p0", "x", "rate");
        addProduct("p", "v", "minusRate");
        addBiases("torch.sub(p0, p)", "rate");
    }

    private void denoisingAutoencoder() {
        draw(layer.inputs());
        script.line("corrupted = torch.mul(x, taken)");
        script.line("z = " + weightedSums(last, "corrupted"));
        script.line("y = " + (activation.needsWeightedSums() ? "torch.clone(z)" : "z"));
        activation.forward(script, last, "z", "y");
        script.line("e = torch.sub(torch.addmm(b, transposed, y), x)");
        script.line("d = torch.mm(W%d, e)".formatted(last));
        activation.backward(script, last, "d", "z", "y");
        addProduct("y", "e", "minusRate");
        addProduct("d", "corrupted", "minusRate");
        addBiases("d", "minusRate");
    }

    /** W += factor * units inputs'. */
    private void addProduct(String units, String inputs, String factor) {
        script.effect("torch.addmm_(W%d, %s, torch.transpose(%s, 0, 1), beta=1, alpha=%s)"
                .formatted(last, units, inputs, factor));
    }

    private void addBiases(String units, String factor) {
        if (layer.bias()) {
            script.effect("torch.add_(c%d, torch.sum(%s, [1], True), alpha=%s)".formatted(last, units, factor));
        }
        script.effect("torch.add_(b, torch.sum(e, [1], True), alpha=%s)".formatted(factor));
    }

    private String end() {
        script.effect("torch.copy_(torch.select(errors, 0, k), torch.sum(torch.mul(e, e)))");
        return script.end().line("return errors").end().toString();
    }
}
