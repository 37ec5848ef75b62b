package org.nnplayground.engine.djl.script;

import java.util.function.IntConsumer;

/**
 * The program text of Gibbs steps of a restricted Boltzmann machine. Before and after it, v {@code [visible, n]} are
 * the visible units and p {@code [hidden, n]} the probabilities of the hidden units given v. Each step sets h = 1 where
 * a draw from U(0, 1) is below p and 0 elsewhere, then v = s(W' h + b), with the sigmoid function s, then p = s(W v +
 * c). It writes to v and p in place.
 *
 * @param hidden number of hidden units
 * @param hiddenSums text of W v + c
 * @param visibleSums text of W' h + b
 */
record GibbsText(Script script, int hidden, String hiddenSums, String visibleSums) {

    /**
     * Writes the steps.
     *
     * @param draw writes the line that sets {@code taken} to the next draws, {@code [rows, n]}
     * @param sampledVisible number of visible units if v is sampled, too; 0 if v are probabilities
     */
    void steps(int steps, IntConsumer draw, int sampledVisible) {
        script.begin("for s in range(%d)".formatted(steps));
        draw.accept(hidden);
        script.line("h = torch.type_as(torch.lt(taken, p), p)");
        script.effect("torch.copy_(v, torch.sigmoid(%s))".formatted(visibleSums));
        if (sampledVisible > 0) {
            draw.accept(sampledVisible);
            script.effect("torch.copy_(v, torch.type_as(torch.lt(taken, v), v))");
        }
        script.effect("torch.copy_(p, torch.sigmoid(%s))".formatted(hiddenSums));
        script.end();
    }
}
