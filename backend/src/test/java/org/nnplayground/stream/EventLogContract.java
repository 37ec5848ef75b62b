package org.nnplayground.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.View;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.Jobs;
import org.nnplayground.store.Mode;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import reactor.test.StepVerifier;

/** What every event log does; each adapter's test extends it. */
abstract class EventLogContract {

    private static final Interest EVERY_FRAME = new Interest(View.NOTHING, Duration.ZERO);
    private static final Job QUEUED = Jobs.queued("a", Mode.LIVE);
    private static final Job RUNNING = Jobs.in(QUEUED, JobState.RUNNING);
    private static final Job ENDED = Jobs.in(RUNNING, JobState.CANCELLED);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private EventLog log;

    abstract EventLog create();

    @BeforeEach
    void createLog() {
        log = create();
    }

    @Test
    void numbersTheEventsOfAJobFromOne() {
        log.append(new StateChanged(QUEUED));
        log.append(frame(1));

        assertThat(log.lastSequence("a")).isEqualTo(2);
        assertThat(log.lastSequence("b")).isZero();
    }

    @Test
    void tellsEveryJobThatEndsFromNowOn() {
        log.append(new StateChanged(Jobs.in(Jobs.queued("earlier", Mode.BATCH), JobState.CANCELLED)));

        StepVerifier.create(log.endings().take(1))
                .then(() -> {
                    log.append(new StateChanged(QUEUED));
                    log.append(new StateChanged(RUNNING));
                    log.append(new StateChanged(ENDED));
                })
                .expectNext(ENDED)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void replaysWhatHappenedAndEndsAfterATerminalState() {
        log.append(new StateChanged(QUEUED));
        log.append(new StateChanged(RUNNING));
        log.append(frame(1));
        log.append(new StateChanged(ENDED));

        StepVerifier.create(log.follow("a", 1, EVERY_FRAME).map(EventLogContract::told))
                .expectNext("running", "epoch 1", "cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void everyFollowerGetsWhatComesLater() {
        log.append(new StateChanged(QUEUED));
        var first = log.follow("a", 1, EVERY_FRAME).map(EventLogContract::told);
        var second = log.follow("a", 1, EVERY_FRAME).map(EventLogContract::told);

        StepVerifier.create(first.mergeWith(second).sort().collectList())
                .then(() -> log.append(new StateChanged(ENDED)))
                .expectNext(List.of("cancelled", "cancelled"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void aSlowFollowerSkipsFramesButNoState() {
        log.append(new StateChanged(QUEUED));

        StepVerifier.create(log.follow("a", 1, EVERY_FRAME).map(EventLogContract::told), 0)
                .then(() -> {
                    log.append(frame(1));
                    log.append(new StateChanged(RUNNING));
                    log.append(frame(2));
                    log.append(frame(3));
                    log.append(new StateChanged(ENDED));
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
    void framesComeNoMoreOftenThanAFollowerWants() {
        var onceAnHour = new Interest(View.NOTHING, Duration.ofHours(1));
        log.append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", 1, onceAnHour).map(EventLogContract::told))
                .then(() -> log.append(frame(1)))
                .expectNext("epoch 1")
                .then(() -> log.append(frame(2)))
                .expectNoEvent(Duration.ofMillis(50))
                .then(() -> log.append(frame(3)))
                .then(() -> log.append(new StateChanged(ENDED)))
                .expectNext("epoch 3", "cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void aFrameThatWasHeldBackComesWhenItsTimeHasCome() {
        var tenASecond = new Interest(View.NOTHING, Duration.ofMillis(100));
        log.append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", 1, tenASecond).map(EventLogContract::told))
                .then(() -> log.append(frame(1)))
                .expectNext("epoch 1")
                .then(() -> log.append(frame(2)))
                .expectNext("epoch 2")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void tellsWhatItsFollowersWantTogether() {
        log.append(new StateChanged(RUNNING));
        assertThat(log.interest("a")).isEmpty();

        var coarse = new Interest(new View(true, false, Set.of(25)), Duration.ofMillis(50));
        var fine = new Interest(new View(false, true, Set.of(100)), Duration.ofMillis(100));
        var followers = List.of(
                log.follow("a", 1, coarse).subscribe(), log.follow("a", 1, fine).subscribe());

        assertThat(log.interest("a"))
                .contains(new Interest(new View(true, true, Set.of(25, 100)), Duration.ofMillis(50)));
        followers.forEach(reactor.core.Disposable::dispose);
        assertThat(log.interest("a")).isEmpty();
    }

    @Test
    void givesTheStatesThatAClientMissed() {
        log.append(new StateChanged(QUEUED));
        log.append(frame(1));
        log.append(new StateChanged(RUNNING));

        assertThat(log.statesAfter("a", 1))
                .hasValueSatisfying(
                        states -> assertThat(states).containsExactly(new Entry(3, new StateChanged(RUNNING))));
        assertThat(log.statesAfter("a", 4)).as("a number that was never given").isEmpty();
        assertThat(log.statesAfter("b", 0)).as("an unknown job").isEmpty();
    }

    @Test
    void statesThatAreKeptNoLongerAreNotPassedOver() {
        for (int i = 0; i < 1000; i++) {
            log.append(new StateChanged(RUNNING));
        }

        assertThat(log.statesAfter("a", 1)).isEmpty();
        assertThat(log.statesAfter("a", 999)).isPresent();
    }

    @Test
    void aForgottenJobEndsItsFollowers() {
        log.append(new StateChanged(RUNNING));

        StepVerifier.create(log.follow("a", 1, EVERY_FRAME))
                .then(() -> log.forget("a"))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(log.lastSequence("a")).isZero();
    }

    private static FrameMade frame(long epoch) {
        var losses = new Losses(1, Double.NaN, 1);
        return new FrameMade(
                "a",
                1,
                60,
                Instant.EPOCH,
                new Frame(new Position(epoch, 0, 1), losses, 0.03, null, null, List.of(), null, List.of()));
    }

    private static String told(Entry entry) {
        return switch (entry.event()) {
            case StateChanged change -> change.now().state().wireName();
            case FrameMade made -> "epoch " + made.frame().position().epoch();
        };
    }
}
