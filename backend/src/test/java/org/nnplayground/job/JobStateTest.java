package org.nnplayground.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JobStateTest {

    @Test
    void noTransitionLeavesATerminalState() {
        var terminal = Arrays.stream(JobState.values()).filter(JobState::isTerminal);

        assertThat(terminal).containsExactly(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED);
    }

    @Test
    void rejectsATransitionThatTheStateDoesNotAllow() {
        Job cancelled = Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.CANCELLED);

        assertThatThrownBy(() -> Jobs.in(cancelled, JobState.RUNNING))
                .hasMessage("a cancelled job cannot become running");
    }

    @Test
    void keepsTheTimesOfTheFirstStartAndOfTheEnd() {
        Instant start = Instant.EPOCH.plusSeconds(5);
        Job running = Jobs.queued("a", Mode.LIVE).become(JobState.RUNNING, null, null, start);

        Job again = running.become(JobState.PAUSED, null, null, start.plusSeconds(1))
                .become(JobState.RUNNING, null, null, start.plusSeconds(2));
        Job ended = again.become(JobState.CANCELLED, StopReason.CANCELLED, null, start.plusSeconds(3));

        assertThat(again.life().startedAt()).isEqualTo(start);
        assertThat(again.life().finishedAt()).isNull();
        assertThat(ended.life().finishedAt()).isEqualTo(start.plusSeconds(3));
    }
}
