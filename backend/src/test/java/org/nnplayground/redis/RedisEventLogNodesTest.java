package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.View;
import org.nnplayground.job.Node;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Jobs;
import org.nnplayground.store.Mode;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.Events;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.nnplayground.web.SpecFormats;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** A job is trained on one node and followed on others, while Redis comes and goes. */
class RedisEventLogNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Interest EVERY_FRAME = new Interest(View.NOTHING, Duration.ZERO);
    private static final Job QUEUED = Jobs.queued("a", Mode.LIVE);
    private static final Job RUNNING = Jobs.in(QUEUED, JobState.RUNNING);
    private static final Job PAUSED = Jobs.in(RUNNING, JobState.PAUSED);
    private static final Job ENDED = Jobs.in(RUNNING, JobState.CANCELLED);

    private final RedisServer server = RedisServer.start();
    private final RedisSettings settings = server.settings();

    /** As PostgreSQL is, the same for all. */
    private final JobStore store = new InMemoryJobStore(Long.MAX_VALUE);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final RedisEventLog trainer = node();
    private final RedisEventLog web = node();

    private RedisEventLog node() {
        RedisConnections redis = RedisConnections.open(settings);
        var log = new RedisEventLog(redis, Node.random(), store, SpecFormats.api());
        open.addFirst(redis);
        open.addFirst(log);
        return log;
    }

    @BeforeEach
    void begin() {
        store.insert(QUEUED).block(PATIENCE);
        append(QUEUED);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    @Test
    void whatOneNodeAppendsFollowersOnAnotherGet() {
        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("queued")
                .then(() -> append(RUNNING))
                .expectNext("running")
                .then(() -> trainer.append(Events.frame(1)))
                .expectNext("epoch 1")
                .then(() -> append(ENDED))
                .expectNext("cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void whatFollowersWantIsKnownWhereTheJobIsTrained() {
        var coarse = new Interest(new View(true, false, Set.of(25)), Duration.ofMillis(50));
        var fine = new Interest(new View(false, true, Set.of(100, 50)), Duration.ofMillis(100));
        assertThat(trainer.interest("a")).isEmpty();

        Disposable here = web.follow("a", 0, coarse).subscribe();
        Disposable there = node().follow("a", 0, fine).subscribe();
        var both = new Interest(new View(true, true, Set.of(25, 50, 100)), Duration.ofMillis(50));
        await(() -> trainer.interest("a").equals(Optional.of(both)));

        here.dispose();
        await(() -> trainer.interest("a").equals(Optional.of(fine)));
        there.dispose();
        await(() -> trainer.interest("a").isEmpty());
    }

    @Test
    void aNodeThatComesLaterLearnsWhatFollowersWant() {
        web.follow("a", 0, EVERY_FRAME).subscribe();

        RedisEventLog late = node();

        await(() -> late.interest("a").equals(Optional.of(EVERY_FRAME)));
    }

    @Test
    void whatFollowersOfADeadNodeWantedIsForgotten() {
        web.follow("a", 0, EVERY_FRAME).subscribe();
        await(() -> trainer.interest("a").isPresent());

        web.close();

        await(() -> trainer.interest("a").isEmpty());
    }

    @Test
    void everyNodeHearsOfEveryEnding() {
        var heard = new CopyOnWriteArrayList<Job>();
        trainer.endings().subscribe(heard::add);
        web.endings().subscribe(heard::add);

        append(RUNNING);
        append(ENDED);

        await(() -> heard.size() == 2);
        assertThat(heard).containsExactly(ENDED, ENDED);
    }

    @Test
    void followersGoOnAfterARestartOfRedisAndMissNoState() {
        append(RUNNING);
        var endings = new CopyOnWriteArrayList<Job>();
        web.endings().subscribe(endings::add);

        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("queued", "running")
                .then(() -> {
                    server.stop();
                    trainer.append(new StateChanged(keep(PAUSED)));
                    trainer.append(new StateChanged(keep(RUNNING)));
                    server.restart();
                })
                .expectNext("paused", "running")
                .then(() -> append(ENDED))
                .expectNext("cancelled")
                .expectComplete()
                .verify(PATIENCE);
        await(() -> endings.equals(List.of(ENDED)));
    }

    @Test
    void followersGoOnWhenRedisHasLostEverything() {
        append(RUNNING);
        var seen = new CopyOnWriteArrayList<Entry>();
        web.follow("a", 0, EVERY_FRAME).subscribe(seen::add);
        await(() -> seen.size() == 2);

        server.loseEverything();
        append(ENDED);

        await(() -> !seen.isEmpty() && Events.told(seen.getLast()).equals("cancelled"));
        assertThat(seen).extracting(Entry::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(web.statesAfter("a", seen.get(1).sequence()).blockOptional(PATIENCE))
                .as("some may be missing")
                .isEmpty();
    }

    @Test
    void whatRedisHasLostForGoodFollowersLearnFromTheStore() {
        append(RUNNING);

        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("queued", "running")
                .then(() -> {
                    keep(ENDED);
                    server.loseEverything();
                })
                .expectNext("cancelled")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void whoComesWhenRedisHasLostEverythingFollowsAllTheSame() {
        append(RUNNING);
        server.loseEverything();

        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("running")
                .then(() -> trainer.append(Events.frame(1)))
                .expectNext("epoch 1")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void whatFollowersWantIsKnownAgainWhenRedisHasLostEverything() {
        web.follow("a", 0, EVERY_FRAME).subscribe();
        await(() -> trainer.interest("a").isPresent());

        server.loseEverything();
        RedisEventLog late = node();

        await(() -> late.interest("a").isPresent() && trainer.interest("a").isPresent());
    }

    @Test
    void aFrameThatCannotBeSentIsLetGoAndTheNextOneComes() {
        append(RUNNING);

        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("queued", "running")
                .then(() -> {
                    server.stop();
                    trainer.append(Events.frame(1));
                    trainer.settle("a").block(PATIENCE);
                    server.restart();
                    append(PAUSED);
                })
                .expectNext("paused")
                .thenCancel()
                .verify(PATIENCE);
    }

    private Job keep(Job job) {
        store.update(job).block(PATIENCE);
        return job;
    }

    private void append(Job job) {
        trainer.append(new StateChanged(keep(job)));
        trainer.settle(job.id()).block(PATIENCE);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
