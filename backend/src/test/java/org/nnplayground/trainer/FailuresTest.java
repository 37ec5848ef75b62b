package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/**
 * The classic failures of a training, each with its diagnosis and its first remedy: the same ones as on the page, whose
 * browser test {@code coach.test.ts} opens the same addresses and presses the remedy. Healthy trainings have none.
 */
class FailuresTest {

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();

    /** Epochs between two checks. */
    private static final int INTERVAL = 10;

    /** A diagnosis counts if so many checks in succession find it: about as long as the page waits. */
    private static final int CHECKS = 10;

    private static final int MAX_EPOCHS = 2000;

    private static final int EPOCHS_AFTER_REMEDY = 400;

    /** @param remedy the page's first one, in {@code diagnosis-fixes.ts} */
    private record Failure(String name, TrainingSpec spec, Type diagnosis, UnaryOperator<TrainingSpec> remedy) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The losses of a session after so many epochs. */
    private record Outcome(long epoch, List<Diagnosis> diagnosis, Losses losses) {}

    static Stream<Failure> failures() {
        return Stream.of(
                new Failure(
                        "xor without a hidden layer",
                        hidden(usual(Generator.XOR), Activation.TANH),
                        Type.LINEAR_MODEL,
                        spec -> hidden(spec, Activation.TANH, 8)),
                new Failure(
                        "circle with linear layers",
                        hidden(usual(Generator.CIRCLE), Activation.LINEAR, 8, 8, 8),
                        Type.LINEAR_MODEL,
                        FailuresTest::withTanh),
                new Failure(
                        "two gaussians in regression with a linear layer",
                        hidden(usual(Generator.GAUSSIANS), Activation.LINEAR, 8),
                        Type.LINEAR_MODEL,
                        FailuresTest::withTanh),
                new Failure(
                        "xor with features that say nothing",
                        features(usual(Generator.XOR), "x2"),
                        Type.MISSING_FEATURES,
                        spec -> features(spec, "x1", "x2")),
                new Failure(
                        "rate 10 with relu",
                        rate(hidden(usual(Generator.CIRCLE), Activation.RELU, 8, 8), 10),
                        Type.LEARNING_RATE_TOO_LARGE,
                        spec -> rate(spec, 0.03)),
                new Failure(
                        "batch 1 with rate 1",
                        batch(rate(usual(Generator.CIRCLE), 1), 1),
                        Type.LEARNING_RATE_TOO_LARGE,
                        spec -> rate(spec, 0.03)),
                new Failure(
                        "rate 0.00001",
                        rate(usual(Generator.CIRCLE), 0.00001),
                        Type.LEARNING_RATE_TOO_SMALL,
                        spec -> rate(spec, 0.03)),
                new Failure(
                        "weights of zero",
                        initializer(usual(Generator.CIRCLE), new Initializer.Zeros(1)),
                        Type.SYMMETRIC_UNITS,
                        spec -> initializer(spec, new Initializer.Uniform(0.5, 0.1, 1))),
                new Failure(
                        "six layers of sigmoid",
                        hidden(usual(Generator.CIRCLE), Activation.SIGMOID, 4, 4, 4, 4, 4, 4),
                        Type.VANISHING_GRADIENTS,
                        spec -> initializer(withHidden(spec, Activation.RELU), new Initializer.He(1))),
                new Failure(
                        "dead relu",
                        hidden(usual(Generator.XOR, 24), Activation.RELU, 4, 2),
                        Type.DEAD_UNITS,
                        spec -> initializer(withHidden(spec, Activation.LEAKY_RELU), new Initializer.He(24))),
                new Failure(
                        "large weights",
                        initializer(usual(Generator.CIRCLE), new Initializer.Normal(20, 0, 1)),
                        Type.SATURATED_UNITS,
                        spec -> initializer(spec, new Initializer.Xavier(1))),
                new Failure(
                        "too few units",
                        hidden(usual(Generator.CIRCLE), Activation.TANH, 1),
                        Type.LOSS_STUCK,
                        spec -> hidden(spec, Activation.TANH, 8)),
                new Failure(
                        "four layers of sigmoid",
                        hidden(usual(Generator.SPIRAL, 2), Activation.SIGMOID, 8, 8, 8, 8),
                        Type.LOSS_STUCK,
                        spec -> initializer(withHidden(spec, Activation.RELU), new Initializer.He(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void eachFailureIsDiagnosedByItsCauseAndItsRemedyHelps(Failure failure) {
        Outcome failed = diagnosed(failure.spec);

        Losses after = trained(failure.remedy.apply(failure.spec), EPOCHS_AFTER_REMEDY);

        assertThat(failed.diagnosis).extracting(Diagnosis::type).first().isEqualTo(failure.diagnosis);
        assertThat(after.test()).isLessThan(0.6 * failed.losses.test());
    }

    @ParameterizedTest
    @EnumSource(
            value = Generator.class,
            names = {"CIRCLE", "XOR", "GAUSS", "SPIRAL"})
    void regularizationShrinksTheGapOfOverfitting(Generator generator) {
        TrainingSpec spec = hidden(fewAndNoisy(generator), Activation.TANH, 8, 8, 8);
        Outcome failed = diagnosed(spec);

        Losses after = trained(regularized(spec, 0.03), failed.epoch);

        assertThat(failed.diagnosis).extracting(Diagnosis::type).first().isEqualTo(Type.OVERFITTING);
        assertThat(gap(after)).isLessThan(0.7 * gap(failed.losses));
        assertThat(after.test()).isLessThan(failed.losses.test());
    }

    static Stream<TrainingSpec> healthyTrainings() {
        Stream<TrainingSpec> usual = Stream.of(
                        Generator.CIRCLE, Generator.XOR, Generator.GAUSS, Generator.PLANE, Generator.GAUSSIANS)
                .map(FailuresTest::usual);
        Stream<TrainingSpec> others = Stream.of(
                features(usual(Generator.SPIRAL), "x1", "x2", "x1Squared", "x2Squared", "x1TimesX2", "sinX1", "sinX2"),
                hidden(usual(Generator.CIRCLE), Activation.RELU, 8, 8),
                hidden(features(usual(Generator.XOR), "x1TimesX2"), Activation.TANH),
                hidden(features(usual(Generator.CIRCLE), "x1Squared", "x2Squared"), Activation.TANH),
                hidden(usual(Generator.GAUSS), Activation.LINEAR, 4, 2),
                hidden(usual(Generator.THREE_BLOBS), Activation.TANH),
                rate(usual(Generator.CIRCLE), 0.3),
                rate(usual(Generator.CIRCLE), 0.003),
                noisy(Generator.GAUSS, 0.5));
        return Stream.concat(usual, others);
    }

    @ParameterizedTest
    @MethodSource("healthyTrainings")
    void healthyTrainingsHaveNoDiagnosis(TrainingSpec spec) {
        assertThat(everDiagnosed(spec, 600)).isEmpty();
    }

    private static double gap(Losses losses) {
        return losses.test() - losses.train();
    }

    // Trainings.

    /** Trains until a diagnosis lasts. */
    private static Outcome diagnosed(TrainingSpec spec) {
        var lasting = new int[Type.values().length];
        try (TrainingSession session = ENGINE.open(spec, SampleSource.samples(spec), null)) {
            var monitor = new DiagnosisMonitor(session, spec);
            for (int epoch = INTERVAL; epoch <= MAX_EPOCHS; epoch += INTERVAL) {
                List<Type> found = advance(session, monitor, epoch);
                for (Type type : Type.values()) {
                    lasting[type.ordinal()] = found.contains(type) ? lasting[type.ordinal()] + 1 : 0;
                }
                if (Arrays.stream(lasting).anyMatch(checks -> checks >= CHECKS)) {
                    return new Outcome(epoch, monitor.diagnosis(), session.losses());
                }
            }
            return new Outcome(MAX_EPOCHS, List.of(), session.losses());
        }
    }

    /** Every diagnosis of a training, with the epochs of its checks. */
    private static List<String> everDiagnosed(TrainingSpec spec, int epochs) {
        var all = new ArrayList<String>();
        try (TrainingSession session = ENGINE.open(spec, SampleSource.samples(spec), null)) {
            var monitor = new DiagnosisMonitor(session, spec);
            for (int epoch = INTERVAL; epoch <= epochs; epoch += INTERVAL) {
                int at = epoch;
                advance(session, monitor, epoch).forEach(type -> all.add(at + " " + type));
            }
        }
        return all;
    }

    private static List<Type> advance(TrainingSession session, DiagnosisMonitor monitor, int epoch) {
        monitor.beforeTraining();
        monitor.trained(session.advance(new Slice(epoch, Long.MAX_VALUE)).losses());
        monitor.check(session.metrics(), true);
        return monitor.diagnosis().stream().map(Diagnosis::type).toList();
    }

    private static Losses trained(TrainingSpec spec, long epochs) {
        try (TrainingSession session = ENGINE.open(spec, SampleSource.samples(spec), null)) {
            session.advance(new Slice(epochs, Long.MAX_VALUE));
            return session.losses();
        }
    }

    // Specs, each made from another by one change.

    /** The page's default spec for a data set. */
    private static TrainingSpec usual(Generator generator) {
        return usual(generator, 1);
    }

    private static TrainingSpec usual(Generator generator, long seed) {
        return new DefaultSpec(new SpecCatalog(Limits.STANDARD)).of(generator, seed);
    }

    private static TrainingSpec fewAndNoisy(Generator generator) {
        return withData(usual(generator), new Data.Generated(generator, 500, 0.5, 0.1, 0, 1));
    }

    private static TrainingSpec noisy(Generator generator, double noise) {
        return withData(usual(generator), new Data.Generated(generator, 500, noise, 0.5, 0, 1));
    }

    private static TrainingSpec withData(TrainingSpec usual, Data data) {
        return new TrainingSpec(usual.task(), data, usual.features(), usual.network(), usual.training());
    }

    private static TrainingSpec features(TrainingSpec spec, String... features) {
        return new TrainingSpec(spec.task(), spec.data(), List.of(features), spec.network(), spec.training());
    }

    private static TrainingSpec hidden(TrainingSpec spec, Activation activation, int... units) {
        Stream<Layer> layers = Arrays.stream(units).mapToObj(count -> new Dense(count, activation, true));
        Layer output = spec.network().layers().getLast();
        return spec.withNetwork(new Network(
                Stream.concat(layers, Stream.of(output)).toList(),
                spec.network().initializer()));
    }

    private static TrainingSpec withHidden(TrainingSpec spec, Activation activation) {
        List<Layer> layers = spec.network().layers();
        return hidden(
                spec,
                activation,
                layers.subList(0, layers.size() - 1).stream()
                        .mapToInt(Layer::units)
                        .toArray());
    }

    private static TrainingSpec withTanh(TrainingSpec spec) {
        return withHidden(spec, Activation.TANH);
    }

    private static TrainingSpec initializer(TrainingSpec spec, Initializer initializer) {
        return spec.withNetwork(new Network(spec.network().layers(), initializer));
    }

    private static TrainingSpec rate(TrainingSpec spec, double rate) {
        Training of = spec.training();
        return spec.withTraining(new Training(
                of.loss(),
                new Optimizer.Sgd(rate),
                of.schedule(),
                of.regularization(),
                of.batchSize(),
                of.shuffle(),
                of.seed()));
    }

    private static TrainingSpec batch(TrainingSpec spec, int size) {
        Training of = spec.training();
        return spec.withTraining(new Training(
                of.loss(), of.optimizer(), of.schedule(), of.regularization(), size, of.shuffle(), of.seed()));
    }

    private static TrainingSpec regularized(TrainingSpec spec, double rate) {
        Training of = spec.training();
        return spec.withTraining(new Training(
                of.loss(),
                of.optimizer(),
                of.schedule(),
                new Regularization(Regularization.Type.L2, rate),
                of.batchSize(),
                of.shuffle(),
                of.seed()));
    }
}
