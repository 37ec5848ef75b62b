package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.job.Control;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.Pace;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.redis.ControlJson.Answer;
import org.nnplayground.redis.ControlJson.Request;
import org.nnplayground.spec.Specs;

class ControlJsonTest {

    private final ControlJson json = new ControlJson(SpecFormats.api());

    static Stream<Control> controls() {
        return Stream.of(
                new Control.Play(),
                new Control.Pause(null),
                new Control.Pause(StopReason.IDLE),
                new Control.Advance(true, 3),
                new Control.Reset(null),
                new Control.Reset(new Control.Seeds(1L << 52, 7)),
                new Control.Restart(Specs.xorTable(), true),
                new Control.Patch(new JobPatch(0.1, null, 3, new Pace(12.5), new StopConditions(9L, null, 4L, 0.5))),
                new Control.Cancel(StopReason.CANCELLED),
                new Control.Save());
    }

    @ParameterizedTest
    @MethodSource("controls")
    void aControlIsReadAsItWasWritten(Control control) {
        var request = new Request("job", control);

        assertThat(json.request(json.write(request))).isEqualTo(request);
    }

    @Test
    void parametersKeepTheirBits() {
        float[][] weights = {{0.1f, -1e-38f, Float.MIN_VALUE}, {1 / 3f, 16_777_217, -0f}};
        var control = new Control.Replace(
                new Parameters(List.of(
                        new LayerParameters(weights, new float[] {0.2f, 3}),
                        new LayerParameters(weights, new float[0], 0.25f))),
                2);

        Control same = json.request(json.write(new Request("job", control))).control();
        var read = (Control.Replace) Objects.requireNonNull(same);

        assertThat(read).usingRecursiveComparison().isEqualTo(control);
        assertThat(Float.floatToRawIntBits(read.parameters().layers().getFirst().weights()[1][2]))
                .isEqualTo(Float.floatToRawIntBits(-0f));
    }

    @Test
    void aRefusalKeepsItsText() {
        var invalid = PlaygroundException.invalid("/batchSize", Message.of("stop.needs-test-set"));
        var later = new TryLaterException(
                ProblemType.QUEUE_FULL,
                Message.of("service.full", Message.of("things.live-jobs")),
                Duration.ofSeconds(10));

        PlaygroundException same = problem(invalid);
        PlaygroundException sameLater = problem(later);

        assertThat(same.type()).isEqualTo(invalid.type());
        assertThat(same.detail()).isEqualTo(invalid.detail());
        assertThat(same.violations()).isEqualTo(invalid.violations());
        assertThat(sameLater).isInstanceOfSatisfying(TryLaterException.class, read -> {
            assertThat(read.retryAfter()).isEqualTo(later.retryAfter());
            assertThat(read.detail()).isEqualTo(later.detail());
        });
    }

    private PlaygroundException problem(PlaygroundException refusal) {
        Answer read = json.answer(json.write(Answer.Refused.of(refusal)));
        return ((Answer.Refused) read).problem();
    }

    @Test
    void everyAnswerIsReadAsWritten() {
        for (Answer answer : List.of(new Answer.Done(), new Answer.NotOpen())) {
            assertThat(json.answer(json.write(answer))).isEqualTo(answer);
        }
    }
}
