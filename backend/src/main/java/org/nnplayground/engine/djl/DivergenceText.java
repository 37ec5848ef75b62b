package org.nnplayground.engine.djl;

import org.nnplayground.engine.djl.Layout.Layer;
import org.nnplayground.spec.model.Rbm;

/**
 * The program text of contrastive divergence: an estimate of the gradient of the mean negative log-likelihood of a
 * restricted Boltzmann machine, whose formulas are at {@link Rbm} and {@link GibbsText}. The layers are W
 * {@code [hidden, visible]} with c, and the transposed W with b. Of n samples x {@code [visible, n]} with p0 = s(W x +
 * c), and v, p after the Gibbs steps, the gradient is
 *
 * <ul>
 *   <li>of W: (p v' - p0 x') / n
 *   <li>of c: (sum of p - p0 over the samples) / n
 *   <li>of b: (sum of v - x over the samples) / n
 * </ul>
 *
 * <p>The Gibbs steps begin at x, or, of persistent chains {@code [visible, chains]}, where the update before has ended;
 * then the terms of p and v are divided by the number of chains. All units are sampled, so that a chain tends to the
 * distribution of the machine.
 *
 * @param loss whose mean the caller's factor is made for
 */
record DivergenceText(Script script, Layout layout, Rbm rbm, LossText loss) implements GradientText {

    private Layer first() {
        return layout.layers().getFirst();
    }

    private int visible() {
        return first().inputs();
    }

    /**
     * Writes the phases of a batch, whose draws begin at {@code drawn} of {@code masks}.
     *
     * @param advancesChains whether the states of the persistent chains change
     */
    void phases(boolean advancesChains) {
        script.line("RW = torch.slice(W0, 1, 0, %d)".formatted(visible()));
        script.line("RC = torch.slice(W0, 1, %d, %d)".formatted(visible(), first().width()));
        script.line("RB = torch.slice(W1, 1, %d, %d)".formatted(rbm.hidden(), rbm.hidden() + 1));
        script.line("RT = torch.transpose(RW, 0, 1)");
        script.line("n = torch.size(x, 1)");
        script.line("shown = torch.slice(x, 0, 0, %d)".formatted(visible()));
        script.line("p0 = torch.sigmoid(torch.addmm(RC, RW, shown))");
        if (rbm.persistent()) {
            script.line("v = " + (advancesChains ? "chains" : "torch.clone(chains)"));
            script.line("p = torch.sigmoid(torch.addmm(RC, RW, v))");
        } else {
            script.line("v = torch.clone(shown)").line("p = torch.clone(p0)");
        }
        script.line("chainCount = torch.size(v, 1)");
        new GibbsText(script, rbm.hidden(), "torch.addmm(RC, RW, v)", "torch.addmm(RB, RT, h)")
                .steps(rbm.steps(), this::draw, visible());
    }

    private void draw(int rows) {
        script.line("until = torch.add(drawn, torch.mul(chainCount, %d))".formatted(rows));
        script.line("taken = torch.view(torch.slice(masks, 0, drawn, until), [%d, chainCount])".formatted(rows));
        script.line("drawn = until");
    }

    /** The caller's alpha is for the mean of a loss over samples and outputs; here it becomes one over samples. */
    @Override
    public void addTo(String target, String beta, String alpha) {
        double means = layout.outputs() / loss.derivativeFactor();
        script.line("up = torch.mul(%s, %s)".formatted(alpha, -means));
        script.line("down = torch.mul(torch.neg(up), torch.div(n, chainCount))");
        script.effect("torch.addmm_(%s0, p0, torch.transpose(x, 0, 1), beta=%s, alpha=up)".formatted(target, beta));
        script.line("weightRows = torch.slice(%s0, 1, 0, %d)".formatted(target, visible()));
        script.effect("torch.addmm_(weightRows, p, torch.transpose(v, 0, 1), beta=1, alpha=down)");
        script.effect("torch.add_(torch.slice(%s0, 1, %d, %d), torch.sum(p, [1], True), alpha=down)"
                .formatted(target, visible(), first().width()));
        script.line("visibleBiases = torch.slice(%s1, 1, %d, %d)".formatted(target, rbm.hidden(), rbm.hidden() + 1));
        script.line("column = torch.new_ones(shown, [n, 1])");
        script.effect("torch.addmm_(visibleBiases, shown, column, beta=%s, alpha=up)".formatted(beta));
        script.effect("torch.add_(visibleBiases, torch.sum(v, [1], True), alpha=down)");
        script.effect("torch.copy_(torch.slice(%s1, 1, 0, %d), torch.transpose(weightRows, 0, 1))"
                .formatted(target, rbm.hidden()));
    }

    /** Writes what makes the weights of both layers equal to the bit after an update. */
    void tie() {
        script.effect("torch.copy_(torch.slice(W1, 1, 0, %d), torch.transpose(torch.slice(W0, 1, 0, %d), 0, 1))"
                .formatted(rbm.hidden(), visible()));
    }

    /** Makes the weights of the second layer those of the first, transposed. */
    static float[] tied(float[] parameters, Layout layout) {
        Layer first = layout.layers().getFirst();
        Layer second = layout.layers().getLast();
        float[] tied = parameters.clone();
        for (int j = 0; j < second.inputs(); j++) {
            for (int i = 0; i < first.inputs(); i++) {
                tied[second.offset() + i * second.width() + j] = parameters[first.offset() + j * first.width() + i];
            }
        }
        return tied;
    }
}
