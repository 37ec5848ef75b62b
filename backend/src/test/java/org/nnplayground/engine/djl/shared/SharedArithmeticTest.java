package org.nnplayground.engine.djl.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.View;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/** A network's bits in shared arithmetic depend on its spec only. */
class SharedArithmeticTest {

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();
    private static final int EPOCHS = 11;
    private static final View VIEW = new View(true, true, Set.of(View.Grid.of(25)));

    static List<Named<TrainingSpec>> specs() {
        var specs = new ArrayList<Named<TrainingSpec>>();
        Layer[] tanh = {layer(4, Activation.TANH), layer(2, Activation.TANH), layer(1, Activation.TANH)};
        specs.add(named("sgd", new Optimizer.Sgd(0.03), Regularization.Type.NONE, Shuffle.NEVER, 10, tanh));
        specs.add(named("sgd, L2", new Optimizer.Sgd(0.03), Regularization.Type.L2, Shuffle.ONCE, 7, tanh));
        specs.add(named(
                "momentum, L1",
                new Optimizer.Sgd(0.03, 0.9, false),
                Regularization.Type.L1,
                Shuffle.EVERY_EPOCH,
                10,
                tanh));
        specs.add(named(
                "nesterov",
                new Optimizer.Sgd(0.03, 0.9, true),
                Regularization.Type.NONE,
                Shuffle.EVERY_EPOCH,
                64,
                tanh));
        specs.add(named("adagrad", new Optimizer.Adagrad(0.03), Regularization.Type.L2, Shuffle.NEVER, 10, tanh));
        specs.add(named("rmsprop", new Optimizer.Rmsprop(0.01, 0.9), Regularization.Type.NONE, Shuffle.ONCE, 10, tanh));
        specs.add(named(
                "adam",
                new Optimizer.Adam(0.01, 0.9, 0.999, 0.01),
                Regularization.Type.L2,
                Shuffle.EVERY_EPOCH,
                10,
                tanh));
        specs.add(named(
                "adamw with dropout",
                new Optimizer.Adamw(0.01, 0.9, 0.999, 0.01),
                Regularization.Type.NONE,
                Shuffle.EVERY_EPOCH,
                60,
                new Dense(6, Activation.RELU, true, 0.3),
                layer(1, Activation.TANH)));
        for (Activation activation : Activation.values()) {
            if (activation != Activation.SOFTMAX && activation != Activation.PRELU) {
                specs.add(named(
                        activation.wireName(),
                        new Optimizer.Sgd(0.02, 0.5, false),
                        Regularization.Type.NONE,
                        Shuffle.EVERY_EPOCH,
                        10,
                        layer(3, activation),
                        new Dense(3, activation, false),
                        layer(1, Activation.LINEAR)));
            }
        }
        return specs;
    }

    private static Layer layer(int units, Activation activation) {
        return new Dense(units, activation, true);
    }

    private static Named<TrainingSpec> named(
            String name,
            Optimizer optimizer,
            Regularization.Type type,
            Shuffle shuffle,
            int batchSize,
            Layer... layers) {
        var training = new Training(
                Loss.SQUARED_ERROR,
                optimizer,
                new Schedule.Step(3, 0.5, 2),
                new Regularization(type, type == Regularization.Type.NONE ? 0 : 0.01),
                batchSize,
                shuffle,
                7);
        TrainingSpec circle = Specs.withLayers(Specs.circle(), layers);
        return Named.of(name, circle.withTraining(training));
    }

    private static TrainingSession open(TrainingSpec spec) {
        return open(spec, null);
    }

    private static TrainingSession open(TrainingSpec spec, @Nullable Checkpoint checkpoint) {
        return ENGINE.open(
                spec, Arithmetic.SHARED, SampleSource.samples(spec), checkpoint, ComputeContext.EXCLUSIVE_CPU);
    }

    private static SessionGroup group(TrainingSpec spec) {
        try (TrainingSession session = open(spec)) {
            return ENGINE.group(Objects.requireNonNull(session.shape()).family(), ComputeContext.EXCLUSIVE_CPU);
        }
    }

    /** Every bit of a training. */
    private record Bits(List<Losses> losses, int state, int outputs, int picture, int gradient) {

        static Bits of(TrainingSession session, List<Losses> losses) {
            return new Bits(
                    losses,
                    Arrays.hashCode(session.checkpoint().state()),
                    Arrays.deepHashCode(session.boundary(View.Grid.of(25)).values()),
                    Arrays.hashCode(session.picture(View.Grid.of(25)).values()),
                    session.gradientsOfTrainSet().layers().stream()
                            .mapToInt(layer ->
                                    31 * Arrays.deepHashCode(layer.weights()) + Arrays.hashCode(layer.biases()))
                            .sum());
        }
    }

    private static Bits alone(TrainingSpec spec) {
        try (TrainingSession session = open(spec)) {
            Losses[] losses = session.advance(new Slice(EPOCHS, Long.MAX_VALUE)).losses();
            return Bits.of(session, List.of(losses));
        }
    }

    /** Another number of units in the hidden layers, of the same family. */
    private static TrainingSpec reshaped(TrainingSpec spec, int seed) {
        List<Layer> layers = spec.network().layers();
        var changed = new ArrayList<Layer>();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            int least = layer.units() > 4 ? 5 : 1;
            int units = l == layers.size() - 1 ? layer.units() : least + (seed + l) % 4;
            changed.add(new Dense(units, layer.activation(), layer.bias(), layer.dropout()));
        }
        return Specs.withLayers(spec, changed.toArray(Layer[]::new));
    }

    /** The same structure with other data, parameters, rate and penalty, and every third time another shape. */
    private static TrainingSpec neighbour(TrainingSpec like, int seed) {
        TrainingSpec spec = seed % 3 == 0 ? reshaped(like, seed) : like;
        Training training = spec.training();
        var data = new Data.Generated(Generator.XOR, 150, 0.3, 0.5, 0.2, seed);
        return new TrainingSpec(spec.task(), data, spec.features(), spec.network(), spec.training())
                .withTraining(new Training(
                        training.loss(),
                        training.optimizer(),
                        new Schedule.Exponential(seed % 2 == 0 ? 0.5 : 0.99, 0),
                        training.regularization(),
                        training.batchSize(),
                        training.shuffle(),
                        seed));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theBitsDependNeitherOnSlotNorNeighboursNorWidthNorCuts(TrainingSpec spec) {
        Bits expected = alone(spec);
        for (int company : new int[] {1, 3, 63, 64, 130}) {
            var random = new Random(company);
            SessionGroup group = group(spec);
            var sessions = new ArrayList<TrainingSession>();
            for (int i = 0; i < company; i++) {
                sessions.add(open(neighbour(spec, i + 1)));
            }
            int slot = random.nextInt(company + 1);
            TrainingSession watched = open(spec);
            sessions.add(slot, watched);
            var losses = new ArrayList<Losses>();

            while (watched.position().epoch() < EPOCHS) {
                var turns = new ArrayList<SessionGroup.Turn>();
                for (TrainingSession session : sessions) {
                    if (session == watched || random.nextInt(4) > 0) {
                        long epoch = session.position().epoch();
                        long until = Math.min(epoch + random.nextInt(4), session == watched ? EPOCHS : 1000);
                        turns.add(new SessionGroup.Turn(
                                session, new Slice(until, Long.MAX_VALUE), random.nextBoolean() ? VIEW : null));
                    }
                }
                List<TrainingSession.Advance> advances = group.advance(turns);
                for (int i = 0; i < turns.size(); i++) {
                    if (turns.get(i).session() == watched) {
                        losses.addAll(List.of(advances.get(i).losses()));
                    }
                }
            }

            group.inspect(sessions);
            assertThat(Bits.of(watched, losses)).as("beside %d others", company).isEqualTo(expected);
            group.close();
        }
    }

    @Test
    void networksWithValuesThatAreNotFiniteChangeNothing() {
        TrainingSpec spec = specs().getFirst().getPayload();
        Bits expected = alone(spec);
        SessionGroup group = group(spec);
        TrainingSession watched = open(spec);
        TrainingSession huge = open(neighbour(spec, 3));
        Parameters parameters = huge.parameters();
        parameters.layers().forEach(layer -> Arrays.stream(layer.weights()).forEach(row -> Arrays.fill(row, 3e38f)));
        huge.replace(parameters);
        var losses = new ArrayList<Losses>();

        while (watched.position().epoch() < EPOCHS) {
            losses.addAll(List.of(group.advance(List.of(
                            new SessionGroup.Turn(huge, new Slice(1000, 1), VIEW),
                            new SessionGroup.Turn(watched, new Slice(EPOCHS, 1), VIEW)))
                    .getLast()
                    .losses()));
        }

        assertThat(huge.losses().train()).isInfinite();
        assertThat(Bits.of(watched, losses)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aCheckpointContinuesWithTheSameBits(TrainingSpec spec) {
        Bits expected = alone(spec);
        var losses = new ArrayList<Losses>();
        Checkpoint middle;
        try (TrainingSession session = open(spec)) {
            losses.addAll(List.of(session.advance(new Slice(4, Long.MAX_VALUE)).losses()));
            losses.addAll(List.of(
                    session.advance(new Slice(5, Long.MAX_VALUE).withUpdates(2)).losses()));
            middle = session.checkpoint();
        }
        try (TrainingSession session = open(spec, middle)) {
            losses.addAll(
                    List.of(session.advance(new Slice(EPOCHS, Long.MAX_VALUE)).losses()));

            assertThat(Bits.of(session, losses)).isEqualTo(expected);
        }
    }

    @Test
    void whatWasEvaluatedBeforeAnotherBatchSizeIsNotShownAfterIt() {
        TrainingSpec spec = specs().getFirst().getPayload();
        Training smaller = Specs.training(
                0.03, Regularization.Type.NONE, 0, 5, spec.training().shuffle());
        try (TrainingSession session = open(spec)) {
            session.advance(new Slice(1, Long.MAX_VALUE));
            byte[] before = session.picture(View.Grid.of(25)).values();

            session.retune(smaller, false);
            session.advance(new Slice(2, Long.MAX_VALUE));

            assertThat(session.picture(View.Grid.of(25)).values()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aTraceShowsTheParametersAfterTheRealStep(TrainingSpec spec) {
        try (TrainingSession session = open(spec)) {
            session.advance(new Slice(2, Long.MAX_VALUE));
            Trace trace = session.traceOfBatch(0);

            session.advance(new Slice(3, Long.MAX_VALUE).withUpdates(1));

            assertThat(Objects.requireNonNull(trace.step()).updated())
                    .usingRecursiveComparison()
                    .isEqualTo(session.parameters());
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theNumbersAgreeWithThoseOfASoloProgram(TrainingSpec spec) {
        try (TrainingSession shared = open(spec);
                TrainingSession solo = Specs.open(spec)) {
            Losses[] expected = solo.advance(new Slice(3, Long.MAX_VALUE)).losses();
            Losses[] losses = shared.advance(new Slice(3, Long.MAX_VALUE)).losses();

            for (int e = 0; e < 3; e++) {
                assertThat(losses[e].train()).isCloseTo(expected[e].train(), offset(1e-5));
                assertThat(losses[e].test()).isCloseTo(expected[e].test(), offset(1e-5));
            }
            assertThat(shared.checkpoint().state())
                    .containsExactly(solo.checkpoint().state(), offset(2e-5f));
            assertThat(shared.metrics()).usingRecursiveComparison().isEqualTo(solo.metrics());
            assertThat(shared.inactiveUnits()).isEqualTo(solo.inactiveUnits());
            byte[] picture = shared.picture(View.Grid.of(25)).values();
            byte[] expectedPicture =
                    shared.boundary(View.Grid.of(25)).quantised().values();
            for (int i = 0; i < picture.length; i++) {
                assertThat((picture[i] & 255) - (expectedPicture[i] & 255)).isBetween(-1, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hiddenUnits")
    void unitsThatStartEqualStayEqual(int units) {
        TrainingSpec spec =
                Specs.withLayers(Specs.circle(), layer(units, Activation.SIGMOID), layer(1, Activation.TANH));
        try (TrainingSession session = open(spec)) {
            Parameters parameters = session.parameters();
            parameters.layers().forEach(layer -> {
                Arrays.stream(layer.weights()).forEach(row -> Arrays.fill(row, 0));
                Arrays.fill(layer.biases(), 0);
            });
            session.replace(parameters);

            session.advance(new Slice(EPOCHS, Long.MAX_VALUE));

            float[][] weights = session.parameters().layers().getFirst().weights();
            assertThat(Arrays.asList(weights)).allSatisfy(row -> assertThat(row).isEqualTo(weights[0]));
        }
    }

    static List<Integer> hiddenUnits() {
        return List.of(2, 3, 4, 6, 8);
    }
}
