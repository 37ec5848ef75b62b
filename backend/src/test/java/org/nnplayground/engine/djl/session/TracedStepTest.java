package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.TrainingSpec;

/**
 * A traced step, done once more by its optimizer's rule in float64, from nothing but the numbers that the trace shows.
 */
class TracedStepTest {

    static List<TrainingSpec> specs() {
        return TraceTest.cases().stream().map(each -> each.getPayload()).toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theTracedUpdateFollowsTheOptimizersFormula(TrainingSpec spec) {
        try (var session = TraceTest.inMidEpoch(spec)) {
            Trace trace = session.traceOfBatch(2);
            Trace.Step step = Objects.requireNonNull(trace.step());

            assertThat(step.number()).isEqualTo(8);
            assertThat(step.optimizerState())
                    .hasSize(spec.training().optimizer().slots());
            for (int l = 0; l < trace.parametersBefore().layers().size(); l++) {
                assertIsRule(spec, session, trace, step, l);
            }
        }
    }

    private static void assertIsRule(TrainingSpec spec, TrainingSession session, Trace trace, Trace.Step step, int l) {
        LayerParameters before = trace.parametersBefore().layers().get(l);
        LayerParameters gradient = trace.gradients().layers().get(l);
        LayerParameters after = step.updated().layers().get(l);
        List<LayerParameters> kept =
                step.optimizerState().stream().map(each -> each.layers().get(l)).toList();
        Optimizer optimizer = spec.training().optimizer();
        double rate = session.learningRate();
        Regularization penalty = spec.training().regularization();
        for (int u = 0; u < before.weights().length; u++) {
            for (int k = 0; k < before.weights()[u].length; k++) {
                int unit = u;
                int input = k;
                double[] state = kept.stream()
                        .mapToDouble(each -> each.weights()[unit][input])
                        .toArray();
                double w = before.weights()[u][k];
                boolean l2 = penalty.type() == Regularization.Type.L2;
                double moved = Optimizers.update(
                        optimizer,
                        w,
                        gradient.weights()[u][k] + (l2 ? penalty.rate() * w : 0),
                        state,
                        rate,
                        step.number());
                double shrunk = penalty.type() == Regularization.Type.L1
                        ? Math.signum(moved) * Math.max(Math.abs(moved) - rate * penalty.rate(), 0)
                        : moved;
                assertThat((double) after.weights()[u][k]).isCloseTo(shrunk, within(1e-6));
            }
        }
        for (int u = 0; u < before.biases().length; u++) {
            int unit = u;
            double[] state =
                    kept.stream().mapToDouble(each -> each.biases()[unit]).toArray();
            assertThat((double) after.biases()[u])
                    .isCloseTo(
                            Optimizers.update(
                                    optimizer, before.biases()[u], gradient.biases()[u], state, rate, step.number()),
                            within(1e-6));
        }
    }
}
