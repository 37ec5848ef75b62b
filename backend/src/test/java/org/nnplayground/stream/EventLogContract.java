package org.nnplayground.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.View;
import org.nnplayground.job.Attention;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent.AttentionMoved;
import org.nnplayground.stream.JobEvent.StateChanged;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What every event log does; each adapter's test extends it. */
public abstract class EventLogContract {

    private static final Interest EVERY_FRAME = new Interest(View.NOTHING, Duration.ZERO);
    private static final Job QUEUED = Jobs.queued("a", Mode.LIVE);
    private static final Job RUNNING = Jobs.in(QUEUED, JobState.RUNNING);
    private static final Job ENDED = Jobs.in(RUNNING, JobState.CANCELLED);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Executor PARALLEL = Schedulers.parallel()::schedule;

    private EventLog log;

    /** A new log. */
    protected abstract EventLog create();

    @BeforeEach
    void createLog() {
        log = create();
        log.open("a", 1);
    }

    @Test
    void numbersTheEventsOfAJob() {
        long nothing = last("a");
        long first = append(new StateChanged(QUEUED));
        long second = append(Events.frame(1));

        assertThat(first).isGreaterThan(nothing);
        assertThat(second).isGreaterThan(first);
        assertThat(last("a")).isEqualTo(second);
        assertThat(last("b")).as("a job that is not open").isZero();
    }

    @Test
    void theEventsOfALaterLeaseHaveGreaterNumbers() {
        long before = append(new StateChanged(RUNNING));

        log.open("a", 2);
        long queued = append(new StateChanged(QUEUED));

        assertThat(queued).isGreaterThan(before);
        assertThat(log.statesAfter("a", before)).contains(List.of(new Entry(queued, new StateChanged(QUEUED))));
    }

    @Test
    void ignoresEventsOfAJobThatIsNotOpen() {
        log.append(new StateChanged(Jobs.queued("b", Mode.LIVE)));

        assertThat(log.isOpen("b")).isFalse();
        assertThat(log.statesAfter("b", 0)).contains(List.of());
    }

    @Test
    void tellsWhenTheEventsOfAJobAreOpen() {
        StepVerifier.create(log.opened("b"))
                .expectSubscription()
                .then(() -> log.open("other", 1))
                .expectNoEvent(Duration.ofMillis(20))
                .then(() -> log.open("b", 1))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(log.opened("a")).expectComplete().verify(PATIENCE);
    }

    @Test
    void replaysEventsAndCompletesAfterATerminalState() {
        long queued = append(new StateChanged(QUEUED));
        append(new StateChanged(RUNNING));
        append(Events.frame(1));
        append(new StateChanged(ENDED));

        StepVerifier.create(log.follow("a", queued, EVERY_FRAME, PARALLEL).map(Events::told))
                .expectNext("running", "epoch 1", "cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void aFollowerGetsTheNewestAttentionBetweenTheStates() {
        long queued = append(new StateChanged(QUEUED));
        append(new AttentionMoved("a", new Attention.Unit(0, 1)));
        append(new AttentionMoved("a", new Attention.Input(2)));
        append(Events.frame(1));
        append(new StateChanged(ENDED));

        StepVerifier.create(log.follow("a", queued, EVERY_FRAME, PARALLEL).map(Events::told))
                .expectNext("Input[index=2]", "epoch 1", "cancelled")
                .expectComplete()
                .verify(PATIENCE);
        assertThat(log.statesAfter("a", queued).orElseThrow().stream().map(Events::told))
                .as("an attention is not a state that a client catches up on")
                .containsExactly("cancelled");
    }

    @Test
    void everyFollowerReceivesLaterEvents() {
        long queued = append(new StateChanged(QUEUED));
        var first = log.follow("a", queued, EVERY_FRAME, PARALLEL).map(Events::told);
        var second = log.follow("a", queued, EVERY_FRAME, PARALLEL).map(Events::told);

        StepVerifier.create(first.mergeWith(second).sort().collectList())
                .then(() -> append(new StateChanged(ENDED)))
                .expectNext(List.of("cancelled", "cancelled"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void aSlowFollowerSkipsFramesButNoState() {
        long queued = append(new StateChanged(QUEUED));

        StepVerifier.create(log.follow("a", queued, EVERY_FRAME, PARALLEL).map(Events::told), 0)
                .then(() -> {
                    append(Events.frame(1));
                    append(new StateChanged(RUNNING));
                    append(Events.frame(2));
                    append(Events.frame(3));
                    append(new StateChanged(ENDED));
                    // Now all followers have received the end.
                    log.follow("a", queued, EVERY_FRAME, PARALLEL).blockLast(PATIENCE);
                })
                .thenRequest(1)
                .expectNext("running")
                .thenRequest(1)
                .expectNext("epoch 3")
                .thenRequest(1)
                .expectNext("cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void limitsFramesToTheFollowersIntervalFromTheStart() {
        var onceAnHour = new Interest(View.NOTHING, Duration.ofHours(1));
        long running = append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", running, onceAnHour, PARALLEL).map(Events::told))
                .expectSubscription()
                .then(() -> log.append(Events.frame(1)))
                .expectNoEvent(Duration.ofMillis(50))
                .then(() -> log.append(Events.frame(2)))
                .expectNoEvent(Duration.ofMillis(50))
                .then(() -> log.append(Events.frame(3)))
                .then(() -> append(new StateChanged(ENDED)))
                .expectNext("epoch 3", "cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void sendsAHeldBackFrameWhenItsIntervalHasPassed() {
        var tenASecond = new Interest(View.NOTHING, Duration.ofMillis(100));
        long running = append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", running, tenASecond, PARALLEL).map(Events::told))
                .then(() -> log.append(Events.frame(1)))
                .expectNext("epoch 1")
                .then(() -> log.append(Events.frame(2)))
                .expectNext("epoch 2")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void aFollowerEmitsInTasksOfItsExecutor() {
        var tasks = new ArrayDeque<Runnable>();
        var seen = new ArrayList<String>();
        long running = append(new StateChanged(RUNNING));

        var follower = log.follow("a", running, EVERY_FRAME, tasks::add)
                .map(Events::told)
                .subscribe(seen::add);
        append(Events.frame(1));
        append(new StateChanged(QUEUED));
        assertThat(seen).isEmpty();
        assertThat(tasks).as("one at a time").hasSize(1);
        tasks.remove().run();

        assertThat(seen).containsExactly("epoch 1", "queued");
        assertThat(tasks).isEmpty();
        follower.dispose();
    }

    @Test
    void aFollowerWhoseExecutorIsShutDownLeaves() {
        Executor shutDown = task -> {
            throw new RejectedExecutionException();
        };

        var follower = log.follow("a", 1, EVERY_FRAME, shutDown).subscribe();

        assertThat(log.interest("a")).isEmpty();
        follower.dispose();
    }

    @Test
    void mergesTheInterestsOfFollowers() {
        append(new StateChanged(RUNNING));
        assertThat(log.interest("a")).isEmpty();

        var coarse = new Interest(new View(true, false, Set.of(View.Grid.of(25))), Duration.ofMillis(50));
        var fine = new Interest(new View(false, true, Set.of(View.Grid.of(100))), Duration.ofMillis(100));
        var followers = List.of(
                log.follow("a", 1, coarse, PARALLEL).subscribe(),
                log.follow("a", 1, fine, PARALLEL).subscribe());

        assertThat(log.interest("a"))
                .contains(new Interest(
                        new View(true, true, Set.of(View.Grid.of(25), View.Grid.of(100))), Duration.ofMillis(50)));
        followers.forEach(reactor.core.Disposable::dispose);
        assertThat(log.interest("a")).isEmpty();
    }

    @Test
    void readsTheStatesThatAClientMissed() {
        long queued = append(new StateChanged(QUEUED));
        append(Events.frame(1));
        long running = append(new StateChanged(RUNNING));

        assertThat(statesAfter("a", queued)).contains(List.of(new Entry(running, new StateChanged(RUNNING))));
        assertThat(statesAfter("a", running)).as("nothing since").contains(List.of());
        assertThat(statesAfter("a", running + 1))
                .as("a sequence number that was not reached")
                .isEmpty();
    }

    @Test
    void isEmptyIfSomeStatesAreNoLongerStored() {
        long first = append(new StateChanged(RUNNING));
        for (int i = 0; i < 300; i++) {
            log.append(new StateChanged(RUNNING));
        }
        long last = append(new StateChanged(RUNNING));

        assertThat(statesAfter("a", first)).isEmpty();
        assertThat(statesAfter("a", last - 1)).isPresent();
    }

    @Test
    void closingAJobCompletesItsFollowers() {
        long running = append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", running, EVERY_FRAME, PARALLEL))
                .then(() -> log.close("a"))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(log.isOpen("a")).isFalse();
        assertThat(log.statesAfter("a", running)).contains(List.of());
    }

    @Test
    void aSlowFollowerOfAClosedJobStillGetsTheLastFrame() {
        long running = append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", running, EVERY_FRAME, PARALLEL).map(Events::told), 0)
                .then(() -> {
                    append(Events.frame(1));
                    log.close("a");
                })
                .thenRequest(1)
                .expectNext("epoch 1")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void keepsTheStatesOfAClosedJobWithoutItsFrame() {
        long queued = append(new StateChanged(QUEUED));
        long running = append(new StateChanged(RUNNING));
        append(Events.frame(1));
        log.close("a");

        StepVerifier.create(log.follow("a", queued, EVERY_FRAME, PARALLEL).map(Events::told))
                .expectNext("running")
                .expectComplete()
                .verify(PATIENCE);
        assertThat(statesAfter("a", queued)).contains(List.of(new Entry(running, new StateChanged(RUNNING))));
    }

    @Test
    void aFrameIsDroppedWhenTheLastFollowerOfAClosedJobLeaves() {
        long running = append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", running, EVERY_FRAME, PARALLEL).map(Events::told), 0)
                .then(() -> {
                    append(Events.frame(1));
                    log.close("a");
                })
                .thenCancel()
                .verify(PATIENCE);

        StepVerifier.create(log.follow("a", running, EVERY_FRAME, PARALLEL))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void followingAJobThatIsNotOpenCompletesAtOnce() {
        StepVerifier.create(log.follow("b", 0, EVERY_FRAME, PARALLEL))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void storesEventsInTheOrderOfTheCalls() {
        for (int i = 0; i < 20; i++) {
            log.append(new StateChanged(i % 2 == 0 ? QUEUED : RUNNING));
        }
        append(new StateChanged(ENDED));

        List<String> states = log.follow("a", 0, EVERY_FRAME, PARALLEL)
                .map(Events::told)
                .collectList()
                .block(PATIENCE);

        assertThat(states).hasSize(21).startsWith("queued", "running", "queued").endsWith("running", "cancelled");
    }

    /** @return its sequence number */
    private long append(JobEvent event) {
        log.append(event);
        return last(event.job());
    }

    private long last(String job) {
        return log.lastSequence(job);
    }

    private Optional<List<Entry>> statesAfter(String job, long sequence) {
        return log.statesAfter(job, sequence);
    }
}
