package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.Job;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.InMemoryJobStore;
import reactor.core.publisher.Mono;

class SubmissionsTest {

    private static final String UUID = "0b7e3a52-9d2f-4c1e-8f52-3f6a1f0d9c11";
    private static final Caller NOBODY = new Caller(null, "192.0.2.1");
    private static final Caller SCHOOL = client("school");

    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private final InMemoryJobStore jobs = new InMemoryJobStore(1_000_000);
    private final SubmissionStore store = new InMemorySubmissionStore();
    private final Submissions submissions = new Submissions(store, jobs, () -> now);
    private final List<String> made = new ArrayList<>();

    private static Caller client(String owner) {
        return new Caller(new ApiKey("0123456789abcdef", owner, "", Instant.EPOCH, null), "192.0.2.1");
    }

    private Mono<Job> make(String id) {
        Job job = Jobs.queued(id, Mode.BATCH);
        made.add(id);
        return jobs.insert(job, Integer.MAX_VALUE).thenReturn(job);
    }

    private @Nullable String submit(Caller caller, @Nullable String key, String body, String id) {
        return submissions.once(caller, key, body, id, this::make).map(Job::id).block();
    }

    @Test
    void theSameKeyAndBodyReturnTheSameJob() {
        assertThat(submit(SCHOOL, "k", "{}", "1")).isEqualTo("1");
        assertThat(submit(SCHOOL, "k", "{}", "2")).isEqualTo("1");
        assertThat(submit(SCHOOL, "\"k\"", "{}", "3")).isEqualTo("1");
        assertThat(made).containsExactly("1");
    }

    @Test
    void anotherBodyIsRefused() {
        submit(SCHOOL, "k", "{}", "1");

        assertRefused(() -> submit(SCHOOL, "k", "{\"a\":1}", "2"), ProblemType.KEY_REUSED);
    }

    @Test
    void keysAreScopedToTheirOwner() {
        assertThat(submit(SCHOOL, UUID, "{}", "1")).isEqualTo("1");
        assertThat(submit(client("other"), UUID, "{}", "2")).isEqualTo("2");
        assertThat(submit(NOBODY, UUID, "{}", "3")).isEqualTo("3");
        assertThat(submit(new Caller(null, "198.51.100.1"), UUID, "{}", "4")).isEqualTo("3");
    }

    @Test
    void withoutKeyEveryRequestCreatesAJob() {
        assertThat(submit(SCHOOL, null, "{}", "1")).isEqualTo("1");
        assertThat(submit(SCHOOL, null, "{}", "2")).isEqualTo("2");
    }

    @Test
    void guessableOrMalformedKeysAreRefused() {
        assertRefused(() -> submit(NOBODY, "k", "{}", "1"), ProblemType.INVALID_REQUEST);
        assertRefused(() -> submit(SCHOOL, "", "{}", "1"), ProblemType.INVALID_REQUEST);
        assertRefused(() -> submit(SCHOOL, "k".repeat(256), "{}", "1"), ProblemType.INVALID_REQUEST);
        assertThat(made).isEmpty();
    }

    @Test
    void aRepetitionDuringTheCreationIsRefused() {
        Mono<Job> first = submissions.once(SCHOOL, "k", "{}", "1", id -> Mono.never());
        var pending = first.subscribe();

        assertRefused(() -> submit(SCHOOL, "k", "{}", "2"), ProblemType.KEY_IN_USE);
        pending.dispose();
    }

    @Test
    void anInterruptedCreationIsCompletedByTheNextRequest() {
        var broken =
                submissions.once(SCHOOL, "k", "{}", "1", id -> Mono.never()).subscribe();
        broken.dispose();
        now = now.plusSeconds(61);

        assertThat(submit(SCHOOL, "k", "{}", "2")).isEqualTo("2");
        assertThat(submit(SCHOOL, "k", "{}", "3")).isEqualTo("2");
    }

    @Test
    void aJobCreatedBeforeACrashIsReturned() {
        var broken = submissions
                .once(SCHOOL, "k", "{}", "1", id -> make(id).then(Mono.never()))
                .subscribe();
        broken.dispose();

        assertThat(submit(SCHOOL, "k", "{}", "2")).isEqualTo("1");
    }

    @Test
    void aRefusedRequestMayBeRepeated() {
        assertThatThrownBy(() -> submissions
                        .once(SCHOOL, "k", "{}", "1", id -> Mono.error(new IllegalStateException("full")))
                        .block())
                .hasMessage("full");

        assertThat(submit(SCHOOL, "k", "{}", "2")).isEqualTo("2");
    }

    @Test
    void aDeletedJobIsNotCreatedAgain() {
        submit(SCHOOL, "k", "{}", "1");
        jobs.delete("1").block();
        now = now.plusSeconds(3600);

        assertRefused(() -> submit(SCHOOL, "k", "{}", "2"), ProblemType.NOT_FOUND);
        assertThat(made).containsExactly("1");
    }

    @Test
    void aKeyExpiresAfterADay() {
        submit(SCHOOL, "k", "{}", "1");
        now = now.plusSeconds(24 * 3600 + 1);

        submissions.expire();

        assertThat(submit(SCHOOL, "k", "{\"a\":1}", "2")).isEqualTo("2");
    }

    private static void assertRefused(Runnable call, ProblemType type) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
