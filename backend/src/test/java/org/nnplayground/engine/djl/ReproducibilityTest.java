package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.model.Rbm;

/** The same spec gives the same bits under all circumstances. */
public class ReproducibilityTest {

    private static final int EPOCHS = 30;
    private static final DjlTrainingEngine BY_BATCH = new DjlTrainingEngine(Duration.ofNanos(1));
    private static final DjlTrainingEngine BY_EPOCH = new DjlTrainingEngine(Duration.ofNanos(200_000));

    public static List<TrainingSpec> specs() {
        var specs = new ArrayList<TrainingSpec>();
        List<Schedule> schedules = List.of(new Schedule.Plateau(0, 0.8, 3), new Schedule.Cosine(20, 0.001, 2));
        for (Optimizer optimizer : Optimizers.EXAMPLES) {
            Schedule schedule = schedules.get(specs.size() % 2);
            Regularization.Type penalty = Regularization.Type.values()[specs.size() % 3];
            specs.add(Specs.withLayers(
                            Specs.circle(),
                            new Dense(7, Activation.PRELU, true, 0.3),
                            new Dense(5, Activation.GELU, false, 0.2),
                            new Dense(1, Activation.TANH, true))
                    .withTraining(new Training(
                            Loss.SQUARED_ERROR,
                            optimizer,
                            schedule,
                            new Regularization(penalty, 0.001),
                            10,
                            Shuffle.EVERY_EPOCH,
                            7)));
        }
        for (Data.Corruption.Type type : Data.Corruption.Type.values()) {
            Training training = specs.get(specs.size() % 5).training();
            Shuffle shuffle = Shuffle.values()[specs.size() % 3];
            specs.add(Specs.corrupted(specs.getFirst(), type, 0.4)
                    .withTraining(new Training(
                            training.loss(),
                            training.optimizer(),
                            training.schedule(),
                            training.regularization(),
                            10,
                            shuffle,
                            7)));
        }
        specs.add(Specs.machine(new Rbm(5, 2), new Optimizer.Sgd(0.1, 0.9, true), Shuffle.EVERY_EPOCH));
        specs.add(Specs.machine(new Rbm(4, 1, true, 7), new Optimizer.Adam(0.01, 0.9, 0.999, 0), Shuffle.ONCE));
        return specs;
    }

    private static Checkpoint straight(TrainingSpec spec) {
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(EPOCHS, Long.MAX_VALUE));
            return session.checkpoint();
        }
    }

    /** Slices of every kind, looks inside, and now and then another engine that goes on from a checkpoint. */
    private static Checkpoint wandering(TrainingSpec spec, long seed) {
        var random = new Random(seed);
        Checkpoint checkpoint = null;
        while (true) {
            DjlTrainingEngine engine = random.nextBoolean() ? BY_BATCH : BY_EPOCH;
            try (TrainingSession session = engine.open(spec, SampleSource.samples(spec), checkpoint)) {
                for (int turn = 0; turn < 8; turn++) {
                    look(session, random);
                    Slice slice = new Slice(Math.min(EPOCHS, session.position().epoch() + 1 + random.nextInt(4)), 1);
                    session.advance(random.nextBoolean() ? slice : slice.withUpdates(1 + random.nextInt(20)));
                    if (session.position().epoch() == EPOCHS) {
                        return session.checkpoint();
                    }
                }
                checkpoint = session.checkpoint();
            }
        }
    }

    private static void look(TrainingSession session, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> session.gradientsOfBatch(random.nextInt(8));
            case 1 -> session.gradientsOfTrainSet();
            case 2 -> session.boundary(10, 0, 1, 0, 3);
            case 3 -> session.metrics();
            case 4 -> session.inactiveUnits();
            default -> session.losses();
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void threadsSlicesNeighboursAndCheckpointsDoNotChangeABit(TrainingSpec spec) throws Exception {
        Checkpoint alone = straight(spec);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var tasks = new ArrayList<Callable<Checkpoint>>();
            for (int i = 0; i < 6; i++) {
                long seed = i;
                tasks.add(() -> wandering(spec, seed));
            }
            for (Future<Checkpoint> beside : threads.invokeAll(tasks)) {
                assertThat(beside.get()).usingRecursiveComparison().isEqualTo(alone);
            }
        }
        assertThat(alone.updates()).isEqualTo(8 * EPOCHS);
        assertThat(alone.epoch()).isEqualTo(EPOCHS);
    }
}
