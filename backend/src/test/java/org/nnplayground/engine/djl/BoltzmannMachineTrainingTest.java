package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.session.MemoryEstimate;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.model.Rbm;

/**
 * The training of restricted Boltzmann machines; {@link ReferenceTrainingsTest} compares it with float64, and
 * {@link ReproducibilityTest} its bits with each other.
 */
class BoltzmannMachineTrainingTest {

    static List<ReferenceTraining> machines() {
        return ReferenceTraining.all().stream()
                .filter(reference -> reference.spec().isRbm())
                .toList();
    }

    private static ReferenceTraining machine(String name) {
        return machines().stream()
                .filter(reference -> reference.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTied(List<LayerParameters> layers) {
        float[][] down = layers.get(0).weights();
        float[][] up = layers.get(1).weights();
        assertThat(up).hasDimensions(down[0].length, down.length);
        for (int j = 0; j < down.length; j++) {
            for (int i = 0; i < up.length; i++) {
                assertThat(up[i][j]).isEqualTo(down[j][i]);
            }
        }
    }

    @Test
    void thereAreTenReferences() {
        assertThat(machines()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theWeightsOfBothDirectionsStayEqualToTheBit(ReferenceTraining reference) {
        try (var session = Specs.open(reference.spec())) {
            for (int epoch = 0; epoch <= 3; epoch++) {
                session.advance(new Slice(epoch, Long.MAX_VALUE));

                assertTied(session.parameters().layers());
                assertTied(session.gradientsOfBatch(0).layers());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aGradientChangesNothing(ReferenceTraining reference) {
        try (var session = Specs.open(reference.spec());
                var undisturbed = Specs.open(reference.spec())) {
            undisturbed.advance(new Slice(2, Long.MAX_VALUE));

            Gradients first = session.gradientsOfBatch(0);
            Gradients again = session.gradientsOfBatch(0);
            session.gradientsOfTrainSet();
            session.advance(new Slice(2, Long.MAX_VALUE));

            assertThat(again).usingRecursiveComparison().isEqualTo(first);
            assertThat(session.checkpoint()).usingRecursiveComparison().isEqualTo(undisturbed.checkpoint());
        }
    }

    @Test
    void theGradientOfTheTrainSetIsTheMeanOverTheBatches() {
        try (var session = Specs.open(machine("machine-one-step").spec())) {
            float ofAll = session.gradientsOfTrainSet().layers().get(0).weights()[1][2];

            double mean = 0;
            int[] sizes = {5, 5, 4};
            for (int b = 0; b < sizes.length; b++) {
                mean += session.gradientsOfBatch(b).layers().get(0).weights()[1][2] * sizes[b] / 14.0;
            }
            assertThat((double) ofAll).isCloseTo(mean, within(1e-6));
        }
    }

    @Test
    void persistentChainsAreAPartOfTheCheckpoint() {
        ReferenceTraining reference = machine("machine-persistent");
        try (TrainingSession session = Specs.open(reference.spec())) {
            session.advance(new Slice(1, Long.MAX_VALUE));

            float[] chains = session.checkpoint().optimizerState();

            assertThat(chains).hasSize(6 * 5);
            for (float state : chains) {
                assertThat(state).isIn(0f, 1f);
            }
        }
    }

    @Test
    void theMemoryEstimateCountsChainsAndDraws() {
        var descent = new Optimizer.Sgd(0.1);
        SessionMemory plain = MemoryEstimate.of(Specs.machine(new Rbm(30, 1), descent, Shuffle.NEVER))
                .ofSession();
        SessionMemory persistent = MemoryEstimate.of(Specs.machine(new Rbm(30, 1, true, 1000), descent, Shuffle.NEVER))
                .ofSession();
        SessionMemory drawing = MemoryEstimate.of(Specs.machine(new Rbm(4000, 100, true, 1000), descent, Shuffle.NEVER))
                .ofSession();

        assertThat(plain.stateBytes()).isEqualTo(4 * (30 * 3 + 2 * 31));
        assertThat(persistent.stateBytes() - plain.stateBytes()).isEqualTo(4 * 2 * 1000);
        assertThat(persistent.nativeBytes()).isGreaterThan(plain.nativeBytes() + 8000);
        assertThat(drawing.nativeBytes()).isGreaterThan(4L * 100 * 4002 * 1000);
    }

    @Test
    void replacedParametersAreTrainedOnWithBothDirectionsEqual() {
        ReferenceTraining reference = machine("machine-persistent");
        try (var session = Specs.open(reference.spec());
                var other = Specs.open(reference.spec())) {
            session.advance(new Slice(2, Long.MAX_VALUE));

            other.replace(new Parameters(session.parameters().layers()));

            assertTied(other.parameters().layers());
            assertThat(other.parameters().layers().get(0).weights())
                    .isEqualTo(session.parameters().layers().get(0).weights());
            assertThat(other.losses().train()).isEqualTo(session.losses().train());
        }
    }
}
