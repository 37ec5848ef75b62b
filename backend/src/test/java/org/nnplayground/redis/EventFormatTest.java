package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Specs;
import org.nnplayground.store.History;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;

class EventFormatTest {

    /** A not-a-number with bits of its own. */
    private static final int ODD_NAN = 0x7fc12345;

    /** With all that arguments can be. */
    private static final Message WHAT_WENT_WRONG = Message.of(
            "store.unavailable", Message.of("things.live-jobs"), List.of("1", Message.of("things.batch-jobs")), 7);

    private final EventFormat format = new EventFormat(SpecFormats.api());

    @Test
    void aStateIsReadAsItWasWritten() {
        var losses = new Losses(0.1 + 0.2, Double.NaN, Double.MIN_VALUE);
        var change = new StateChanged(new Job(
                "id",
                "owner",
                Mode.BATCH,
                new Job.Description("名", Map.of("course", "ml"), RequestedDevice.GPU, "00-1-2-01", "3"),
                Specs.xorTable(),
                new StopConditions(7L, 0.25, null, 1.5),
                new Pace(12.5),
                new Job.Life(
                        JobState.FAILED,
                        StopReason.DIVERGED,
                        new Failure(ProblemType.TRAINING_DIVERGED, WHAT_WENT_WRONG),
                        Instant.parse("2026-11-24T01:02:03.123456789Z"),
                        Instant.EPOCH,
                        Instant.EPOCH.plusNanos(1),
                        null),
                new Job.Progress(
                        3,
                        4_000_000_000L,
                        5,
                        6,
                        losses,
                        0.3,
                        1e-7,
                        9L,
                        Device.GPU,
                        new Metrics.Regression(1, 2, 3, 4))));

        assertThat(format.read(format.write(change))).isEqualTo(change);
    }

    @Test
    void aFrameIsReadBitByBit() {
        var layers = List.of(
                new LayerParameters(
                        new float[][] {{1, Float.intBitsToFloat(ODD_NAN)}, {-0f, 3e-45f}}, new float[] {4, 5}, .25f),
                new LayerParameters(new float[][] {{6, 7}}, new float[0]));
        var frame = new Frame(
                new Position(4_000_000_000L, 1, 2),
                new Losses(0.1 + 0.2, Double.NaN, 3),
                0.03,
                new Parameters(layers),
                new Gradients(0.5, layers),
                List.of(new Boundary(10, List.of("x1", "x2"), new double[][] {{-6, 6}, {-5, 5}}, -1, 1, new float[][] {
                    {1, 2, 3}, {4, 5, 6}
                })),
                new Metrics.Classification(0.5, Double.NaN, new int[][] {{1, 2}, {3, 4}}, new int[0][]),
                List.of(
                        new Diagnosis(Diagnosis.Type.DEAD_UNITS, 1, List.of(0, 3)),
                        new Diagnosis(Diagnosis.Type.OVERFITTING, null, List.of())));
        var unkept = new History(2, 7, new float[] {1, 0.5f}, new float[] {Float.NaN, Float.NaN}, new float[] {3, 4});
        var made = new FrameMade("id", 2, 60.5, Instant.parse("2026-11-24T12:00:00.123456789Z"), frame)
                .withUnflushed(unkept);

        byte[] bytes = format.write(made);

        JobEvent read = format.read(bytes);
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(made);
        assertThat(format.write(read)).as("bit by bit").isEqualTo(bytes);
        float odd = Objects.requireNonNull(((FrameMade) read).frame().parameters())
                .layers()
                .getFirst()
                .weights()[0][1];
        assertThat(Float.floatToRawIntBits(odd)).isEqualTo(ODD_NAN);
    }

    @Test
    void aBareFrameIsReadAsItWasWritten() {
        var made = new FrameMade(
                "id",
                1,
                0,
                Instant.EPOCH,
                new Frame(new Position(0, 0, 1), new Losses(1, 2, 3), 0.1, null, null, List.of(), null, List.of()));

        assertThat(format.read(format.write(made))).usingRecursiveComparison().isEqualTo(made);
    }

    @Test
    void anotherVersionIsRefusedByNumberAndACutEventByItsDamage() {
        assertThatThrownBy(() -> format.read(new byte[] {9, 1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 9");
        assertThatThrownBy(() -> format.read(new byte[] {2, (byte) 0xbf, 0x62, 0x69}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short");
    }
}
