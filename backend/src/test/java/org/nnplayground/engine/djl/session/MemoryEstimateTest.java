package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.View;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.shared.SharedMemoryEstimate;
import org.nnplayground.engine.djl.shared.SharedProgram;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

class MemoryEstimateTest {

    /** A million parameters with Adam. */
    private static TrainingSpec large() {
        return Specs.withLayers(
                        Specs.circle(),
                        Specs.layer(1000, Activation.RELU),
                        Specs.layer(1000, Activation.GELU),
                        Specs.layer(1, Activation.TANH))
                .withTraining(new Training(
                        Loss.SQUARED_ERROR,
                        new Optimizer.Adam(0.001, 0.9, 0.999, 0),
                        new Schedule.Constant(0),
                        new Regularization(Regularization.Type.NONE, 0),
                        50,
                        Shuffle.NEVER,
                        1));
    }

    /**
     * Prints what each of a few sessions takes, in bytes. In a process of its own, whose Java heap has one size and is
     * resident from the start: in one that has done other things, freed memory hides what is taken.
     */
    static final class Measurement {

        private static final int SESSIONS = 4;

        public static void main(String... arguments) throws IOException {
            var sessions = new ArrayList<TrainingSession>();
            long before = 0;
            for (int i = 0; i <= SESSIONS; i++) {
                TrainingSession session = Specs.open(large());
                session.advance(new Slice(1, Long.MAX_VALUE));
                session.gradientsOfTrainSet();
                sessions.add(session);
                System.gc(); // frees the buffers of values that were passed to PyTorch
                before = i == 0 ? resident() : before;
            }
            long taken = resident() - before;
            sessions.forEach(TrainingSession::close);
            System.out.println(taken / SESSIONS);
        }

        private static long resident() throws IOException {
            return 4096
                    * Long.parseLong(
                            Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
        }
    }

    /** Prints what each of a few programs of {@link SharedProgram#WIDTH_UNIT} networks takes, in bytes. */
    static final class SharedMeasurement {

        private static final int FAMILIES = 6;

        public static void main(String... arguments) throws IOException {
            var engine = new DjlTrainingEngine();
            var groups = new ArrayList<SessionGroup>();
            long before = 0;
            for (int family = 0; family <= FAMILIES; family++) {
                TrainingSpec spec = shared(10 + family);
                var turns = new ArrayList<SessionGroup.Turn>();
                var view = new View(true, true, Set.of(View.Grid.of(200)));
                for (int i = 0; i < SharedProgram.WIDTH_UNIT; i++) {
                    TrainingSession session = engine.open(
                            spec, Arithmetic.SHARED, SampleSource.samples(spec), null, ComputeContext.EXCLUSIVE_CPU);
                    turns.add(new SessionGroup.Turn(session, new Slice(3, Long.MAX_VALUE), view));
                }
                var shape = turns.getFirst().session().shape();
                SessionGroup group = engine.group(Objects.requireNonNull(shape).family(), ComputeContext.EXCLUSIVE_CPU);
                group.advance(turns);
                groups.add(group);
                System.gc();
                before = family == 0 ? Measurement.resident() : before;
            }
            long taken = Measurement.resident() - before;
            groups.forEach(SessionGroup::close);
            System.out.println(taken / FAMILIES);
        }
    }

    private static TrainingSpec shared(int batchSize) {
        return Specs.circle()
                .withTraining(Specs.training(0.03, Regularization.Type.L2, 0.1, batchSize, Shuffle.EVERY_EPOCH));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSharedProgramUsesAtMostItsEstimate() throws IOException {
        double measured = measured(SharedMeasurement.class);

        SessionMemory.Common common =
                SharedMemoryEstimate.of(shared(10)).ofSession().common();
        assertThat((double) Objects.requireNonNull(common).nativeBytes()).isBetween(measured, 3 * measured);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLargeSessionUsesItsEstimate() throws IOException {
        double measured = measured(Measurement.class);

        assertThat((double) MemoryEstimate.of(large()).permanent()).isBetween(0.9 * measured, 1.2 * measured);
    }

    /** The number that a program prints which measures its resident memory. */
    private static double measured(Class<?> program) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "--class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "65536"); // freed memory returns to the system
        Process process = builder.start();
        return process.inputReader()
                .lines()
                .filter(line -> line.matches("\\d+"))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    /** 100,000 samples of a network with few parameters. */
    private static TrainingSpec manySamples() {
        return Specs.withData(
                Specs.circle(),
                Task.CLASSIFICATION,
                new Data.Generated(Generator.CLUSTERS, 100_000, 0, 0.5, 0, 1, 10, 2),
                IntStream.rangeClosed(1, 10).mapToObj(column -> "x" + column).toArray(String[]::new));
    }

    /**
     * Prints the Java heap that the samples of a session take, then the size of a checkpoint within an epoch, in bytes.
     */
    static final class HeapMeasurement {

        public static void main(String... arguments) {
            long before = used();
            Samples samples = SampleSource.samples(manySamples());
            System.out.println(used() - before);
            System.out.println(samples.train().size());
            try (TrainingSession session = Specs.open(large())) {
                session.advance(new Slice(1, Long.MAX_VALUE).withUpdates(1));
                System.out.println(Float.BYTES * session.checkpoint().size());
            }
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    @Test
    void samplesAndCheckpointsUseTheirEstimateOfTheHeap() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HeapMeasurement.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Double> measured = process.inputReader()
                .lines()
                .filter(line -> line.matches("\\d+"))
                .map(Double::parseDouble)
                .toList();

        assertThat(measured).hasSize(3);
        assertThat((double) MemoryEstimate.of(manySamples()).heap())
                .isBetween(0.95 * measured.getFirst(), 1.3 * measured.getFirst());
        // The present state and the last finite one.
        assertThat(2.0 * MemoryEstimate.of(large()).state()).isEqualTo(measured.getLast());
    }

    @Test
    void moreSamplesGiveALargerEstimate() {
        List<String> features = List.of("x1", "x2", "x3");
        var data = new Data.Generated(Generator.CLUSTERS, 100_000, 0, 0.5, 0, 1, 3, 2);
        TrainingSpec many = Specs.withData(Specs.circle(), Task.CLASSIFICATION, data, features.toArray(String[]::new));
        TrainingSpec oneByOne = many.withTraining(Specs.training(0.01, Regularization.Type.NONE, 0, 1, Shuffle.NEVER));

        assertThat(MemoryEstimate.of(Specs.circle()).permanent()).isLessThan(150_000);
        assertThat(MemoryEstimate.of(many).permanent()).isBetween(3_200_000L, 15_000_000L);
        assertThat(MemoryEstimate.of(oneByOne).permanent()).isGreaterThan(60_000_000);
    }
}
