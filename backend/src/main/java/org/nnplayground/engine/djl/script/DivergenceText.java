package org.nnplayground.engine.djl.script;

import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
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
public record DivergenceText(Script script, Layout layout, Rbm rbm, LossText loss) implements GradientText {

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

    /**
     * The caller's alpha is for the mean of a loss over samples and outputs; here it becomes one over samples. The
     * difference of the phases is computed before it is scaled: where they are equal it is exactly 0, which optimizers
     * that scale each derivative would not make of a rounding error.
     */
    @Override
    public void addTo(String target, String beta, String alpha) {
        int visible = visible();
        int hidden = rbm.hidden();
        script.line("mean = torch.mul(%s, %s)".formatted(alpha, layout.outputs() / loss.derivativeFactor()));
        script.line("share = torch.div(n, chainCount)");
        script.line("free = torch.mul(torch.mm(p, torch.transpose(v, 0, 1)), share)");
        script.line("ofWeights = torch.addmm(free, p0, torch.transpose(shown, 0, 1), beta=1, alpha=-1)");
        String first = target + "0";
        String second = target + "1";
        add("torch.slice(%s, 1, 0, %d)".formatted(first, visible), "ofWeights", beta);
        add("torch.slice(%s, 1, %d, %d)".formatted(first, visible, visible + 1), difference("p", "p0"), beta);
        add("torch.slice(%s, 1, 0, %d)".formatted(second, hidden), "torch.transpose(ofWeights, 0, 1)", beta);
        add("torch.slice(%s, 1, %d, %d)".formatted(second, hidden, hidden + 1), difference("v", "shown"), beta);
    }

    private static String difference(String free, String clamped) {
        return "torch.sub(torch.mul(torch.sum(%s, [1], True), share), torch.sum(%s, [1], True))"
                .formatted(free, clamped);
    }

    private void add(String into, String what, String beta) {
        script.line("part = " + into);
        if (Double.parseDouble(beta) == 0) {
            script.effect("torch.copy_(part, torch.mul(%s, mean))".formatted(what));
        } else {
            script.effect("torch.add_(torch.mul_(part, %s), %s, alpha=mean)".formatted(beta, what));
        }
    }

    /** Writes what makes the weights of both layers equal to the bit after an update. */
    void tie() {
        script.effect("torch.copy_(torch.slice(W1, 1, 0, %d), torch.transpose(torch.slice(W0, 1, 0, %d), 0, 1))"
                .formatted(rbm.hidden(), visible()));
    }
}
