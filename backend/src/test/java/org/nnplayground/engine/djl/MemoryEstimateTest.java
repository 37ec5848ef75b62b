package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Activation;
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

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLargeSessionUsesItsEstimate() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "--class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Measurement.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "65536"); // freed memory returns to the system
        Process process = builder.start();
        double measured = process.inputReader()
                .lines()
                .filter(line -> line.matches("\\d+"))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();

        assertThat((double) MemoryEstimate.of(large()).permanent()).isBetween(0.9 * measured, 1.2 * measured);
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
