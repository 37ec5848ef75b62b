package org.nnplayground.web.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nnplayground.sweep.TestSweeps.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.JobState;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.sweep.InMemorySweepStore;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepRequest;
import org.nnplayground.sweep.SweepStore;
import org.nnplayground.sweep.Sweeps;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Sweeps with the stores in memory and a trainer. */
@TestPropertySource(
        properties = {
            "playground.jobs.max-queued=20",
            "playground.callers.job-burst=25",
            "playground.callers.jobs-per-second=1"
        })
class SweepsTest extends ServerTest {

    private static final String BODY = "{" + XOR + ", 'axes': [{'seeds': SEEDS}], 'stop': {'epochs': 20}}";

    @Autowired
    private JobService jobs;

    @Autowired
    private JobStore jobStore;

    @Autowired
    private SweepRequestReader reader;

    private final SweepStore store = new InMemorySweepStore();
    private Instant now = Instant.now();

    private Sweeps sweeps() {
        return new Sweeps(store, jobs, jobStore, () -> now);
    }

    private Sweep creates(int seeds) {
        String id = jobs.newId();
        SweepRequest request = reader.read(json(BODY.replace("SEEDS", "" + seeds)), id);
        return Objects.requireNonNull(
                sweeps().create(id, request, null, Integer.MAX_VALUE).block());
    }

    @Test
    void aSweepFinishesWithItsJobsAndSaysSoOnce() {
        Sweep sweep = creates(3);
        sweep.jobs().forEach(job -> jobs.awaitEnd(job).block());
        var sweeps = sweeps();
        List<String> told = new CopyOnWriteArrayList<>();
        sweeps.endings().subscribe(told::add);

        assertThat(sweeps.finishEnded().collectList().block()).containsExactly(sweep.id());
        assertThat(sweeps.finishEnded().collectList().block()).isEmpty();

        Sweep finished = Objects.requireNonNull(sweeps.find(sweep.id()).block());
        assertThat(told).containsExactly(sweep.id());
        assertThat(finished.finishedAt()).isNotNull();
        assertThat(finished.expiresAt()).isAfter(finished.finishedAt());
        assertThat(sweeps.progress(finished)
                        .map(progress -> progress.count(JobState.SUCCEEDED))
                        .block())
                .isEqualTo(3);
    }

    @Test
    void anExpiredSweepIsDeleted() {
        Sweep sweep = creates(1);
        jobs.awaitEnd(sweep.jobs().getFirst()).block();
        sweeps().finishEnded().blockLast();

        sweeps().deleteExpired().blockLast();
        assertThat(sweeps().findIfAny(sweep.id()).block()).isNotNull();
        now = now.plus(Duration.ofDays(2));
        sweeps().deleteExpired().blockLast();

        assertThatThrownBy(() -> sweeps().find(sweep.id()).block())
                .isInstanceOf(PlaygroundException.class)
                .hasMessageContaining(sweep.id());
    }

    @Test
    void aSweepWhoseJobsWereNeverStoredIsDeletedAfterAMinute() {
        Sweep sweep = new Sweep(
                jobs.newId(),
                null,
                null,
                json("{}"),
                List.of(),
                StopConditions.NEVER,
                List.of(jobs.newId()),
                now,
                null,
                null);
        store.insert(sweep).block();

        assertThat(sweeps().finishEnded().collectList().block()).isEmpty();
        assertThat(sweeps().findIfAny(sweep.id()).block()).isNotNull();
        now = now.plusSeconds(61);
        sweeps().finishEnded().blockLast();

        assertThat(sweeps().findIfAny(sweep.id()).block()).isNull();
    }

    @Test
    void aSweepThatTheQueueCannotTakeLeavesNothing() {
        assertThatThrownBy(() -> creates(21)).isInstanceOf(TryLaterException.class);

        assertThat(store.unfinished().collectList().block()).isEmpty();
        Answer full = client.sends("POST", "/api/v1/sweeps", BODY.replace("SEEDS", "21"));
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.json().get("type").stringValue()).isEqualTo("/problems/queue-full");
        assertThat(jobStore.unfinished().collectList().block()).isEmpty();
    }

    @Test
    void theJobsOfASweepCountAgainstTheRateOfNewJobsOfItsCaller() {
        String body = BODY.replace("SEEDS", "20");

        Answer made = client.sends("POST", "/api/v1/sweeps", body, "Authorization", school);
        Answer refused = client.sends("POST", "/api/v1/sweeps", body, "Authorization", school);

        assertThat(made.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).contains("\"jobs\"");
        client.sends("DELETE", String.valueOf(made.header("Location")), null, "Authorization", school);
    }

    @Test
    void deletingASweepDeletesItsJobs() {
        Sweep sweep = creates(4);

        sweeps().delete(sweep).block();

        assertThat(sweeps().findIfAny(sweep.id()).block()).isNull();
        assertThat(sweep.jobs())
                .allSatisfy(job -> assertThat(jobStore.find(job).block()).isNull());
    }
}
