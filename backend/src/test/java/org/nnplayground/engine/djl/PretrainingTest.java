package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.Training.Pretraining;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;

/** Pre-training layer by layer; {@link ReferenceTrainingsTest} compares the trainings after it with float64. */
class PretrainingTest {

    /** Ends a slice after one batch. */
    private static final Slice SHORT = new Slice(Long.MAX_VALUE, 1);

    /** A native call trains one batch. */
    private static final DjlTrainingEngine SHORT_CALLS = new DjlTrainingEngine(Duration.ofNanos(1));

    static List<ReferenceTraining> references() {
        return ReferenceTraining.all().stream()
                .filter(reference -> reference.spec().training().isPretrained())
                .toList();
    }

    static List<ReferenceTraining> oneOfEachType() {
        return references().stream()
                .filter(reference -> List.of("rbm-three-layers-unlabelled", "dae-tanh-unlabelled")
                        .contains(reference.name()))
                .toList();
    }

    private static TrainingSession open(TrainingSpec spec) {
        return SHORT_CALLS.open(spec, SampleSource.samples(spec), null);
    }

    private static float[] parameters(TrainingSession session) {
        return session.checkpoint().parameters();
    }

    @ParameterizedTest
    @MethodSource("references")
    void errorsAndWeightsAgreeWithNumPy(ReferenceTraining reference) {
        try (var session = open(reference.spec())) {
            double[][] errors = ReferenceTraining.matrix(reference.expected().get("reconstructionErrors"));
            int shown = 0;
            while (session.pretraining() != null) {
                session.advance(SHORT.withUpdates(1));
                var now = session.pretraining();
                if (now != null && now.epoch() > 0) {
                    agrees(Objects.requireNonNull(now.reconstructionError()), errors[now.layer()][now.epoch() - 1]);
                    shown++;
                }
            }

            assertThat(shown).isGreaterThanOrEqualTo(errors.length * errors[0].length - 1);
            JsonNode weights = reference.expected().get("pretrainedWeights");
            for (int l = 0; l < weights.size() - 1; l++) {
                double[][] expected = ReferenceTraining.matrix(weights.get(l));
                float[][] actual = session.parameters().layers().get(l).weights();
                for (int unit = 0; unit < expected.length; unit++) {
                    for (int input = 0; input < expected[unit].length; input++) {
                        agrees(actual[unit][input], expected[unit][input]);
                    }
                }
            }
        }
    }

    private static void agrees(double actual, double expected) {
        assertThat(Math.abs(actual - expected))
                .as("%s instead of %s", actual, expected)
                .isLessThanOrEqualTo(Math.max(1e-5, 1e-3 * Math.abs(expected)));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void slicesAndOtherSessionsDoNotChangeTheBits(ReferenceTraining reference) {
        try (var whole = Specs.open(reference.spec());
                var sliced = open(reference.spec());
                var other = open(reference.spec())) {
            whole.advance(new Slice(2, Long.MAX_VALUE));

            int slices = 0;
            while (sliced.position().epoch() < 2) {
                assertThat(sliced.advance(new Slice(2, 1)).divergence()).isNull();
                other.advance(SHORT);
                slices++;
            }

            assertThat(slices).isGreaterThan(20);
            assertThat(parameters(sliced)).isEqualTo(parameters(whole));
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void aPretrainingContinuesFromACheckpointWithTheSameBits(ReferenceTraining reference) {
        TrainingSpec spec = reference.spec();
        try (var undisturbed = Specs.open(spec)) {
            undisturbed.advance(new Slice(2, Long.MAX_VALUE));

            TrainingSession resumed = open(spec);
            while (resumed.position().epoch() < 2) {
                resumed.advance(new Slice(2, 1));
                var shown = resumed.pretraining();
                var checkpoint = resumed.checkpoint();
                resumed.close();
                resumed = SHORT_CALLS.open(spec, SampleSource.samples(spec), checkpoint);
                assertThat(resumed.pretraining()).isEqualTo(shown);
            }

            assertThat(parameters(resumed)).isEqualTo(parameters(undisturbed));
            resumed.close();
        }
    }

    @Test
    void noEpochIsCompletedAndTheOutputLayerStaysUntilThePretrainingIsComplete() {
        ReferenceTraining reference = oneOfEachType().getFirst();
        try (var session = open(reference.spec())) {
            float[][] output = session.parameters().layers().getLast().weights();
            float[][] first = session.parameters().layers().getFirst().weights();

            while (session.pretraining() != null) {
                var advance = session.advance(SHORT);
                if (session.pretraining() != null) {
                    assertThat(advance.losses()).isEmpty();
                    assertThat(session.position().epoch()).isZero();
                    assertThat(session.position().batch()).isZero();
                }
            }

            assertThat(session.parameters().layers().getFirst().weights()).isNotEqualTo(first);
            if (session.updates() == 0) {
                assertThat(session.parameters().layers().getLast().weights()).isEqualTo(output);
            }
        }
    }

    @Test
    void replacedParametersAreTrainedOn() {
        ReferenceTraining reference = oneOfEachType().getFirst();
        try (var session = open(reference.spec());
                var other = open(reference.spec())) {
            session.advance(SHORT);
            Parameters replaced = new Parameters(session.parameters().layers());
            other.advance(SHORT);
            other.advance(SHORT);

            other.replace(replaced);

            assertThat(other.parameters().layers().getFirst().weights())
                    .isEqualTo(replaced.layers().getFirst().weights());
            other.advance(SHORT);
            assertThat(other.parameters().layers().getFirst().weights())
                    .isNotEqualTo(replaced.layers().getFirst().weights());
        }
    }

    @Test
    void aPretrainingThatDivergesIsSetBackToTheInitialParameters() {
        TrainingSpec spec = oneOfEachType().getLast().spec();
        Training training = spec.training();
        TrainingSpec diverging = spec.withTraining(new Training(
                training.loss(),
                training.optimizer(),
                training.schedule(),
                training.regularization(),
                training.batchSize(),
                training.shuffle(),
                training.seed(),
                new Pretraining.DenoisingAutoencoder(1000, 500, 5, 0.1)));
        try (var session = Specs.open(diverging)) {
            float[] initial = parameters(session);

            var advance = session.advance(new Slice(1, Long.MAX_VALUE));

            assertThat(Objects.requireNonNull(advance.divergence()).epoch()).isZero();
            assertThat(parameters(session)).isEqualTo(initial);
            assertThat(session.pretraining()).isEqualTo(new TrainingSession.Pretraining(0, 0, null));
        }
    }
}
