package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
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
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.Node;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.Events;
import org.nnplayground.stream.JobEvent.StateChanged;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** A job is trained on one node and followed on others, while Redis stops and restarts. */
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
    void followersOnAnotherNodeGetAppendedEvents() {
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
    void theTrainerKnowsTheInterestsOfAllFollowers() {
        var coarse = new Interest(new View(true, false, Set.of(View.Grid.of(25))), Duration.ofMillis(50));
        var fine = new Interest(
                new View(false, true, Set.of(View.Grid.of(100), View.Grid.of(50))), Duration.ofMillis(100));
        assertThat(trainer.interest("a")).isEmpty();

        Disposable here = web.follow("a", 0, coarse).subscribe();
        Disposable there = node().follow("a", 0, fine).subscribe();
        var both = new Interest(
                new View(true, true, Set.of(View.Grid.of(25), View.Grid.of(50), View.Grid.of(100))),
                Duration.ofMillis(50));
        await(() -> trainer.interest("a").equals(Optional.of(both)));

        here.dispose();
        await(() -> trainer.interest("a").equals(Optional.of(fine)));
        there.dispose();
        await(() -> trainer.interest("a").isEmpty());
    }

    @Test
    void aNewNodeLearnsExistingInterests() {
        web.follow("a", 0, EVERY_FRAME).subscribe();
        RedisEventLog late = node();
        await(() -> late.interest("a").equals(Optional.of(EVERY_FRAME)));
    }

    @Test
    void interestsOfADeadNodeExpire() {
        web.follow("a", 0, EVERY_FRAME).subscribe();
        await(() -> trainer.interest("a").isPresent());

        web.close();

        await(() -> trainer.interest("a").isEmpty());
    }

    @Test
    void everyNodeReceivesEveryEnding() {
        var heard = new CopyOnWriteArrayList<Job>();
        hearsEndings(trainer).subscribe(heard::add);
        hearsEndings(web).subscribe(heard::add);

        append(RUNNING);
        append(ENDED);

        await(() -> heard.size() == 2);
        assertThat(heard).containsExactly(ENDED, ENDED);
    }

    /** The endings of job a on a node that hears them from now on: it begins to listen when it is asked, soon. */
    private Flux<Job> hearsEndings(RedisEventLog node) {
        var heard = new CopyOnWriteArrayList<Job>();
        Flux<Job> endings = node.endedJobs().doOnNext(heard::add).publish().autoConnect(1);
        endings.subscribe();
        for (int i = 0; heard.isEmpty(); i++) {
            trainer.append(new StateChanged(Jobs.in(Jobs.queued("earlier" + i, Mode.BATCH), JobState.CANCELLED)));
            trainer.flush("earlier" + i).block(PATIENCE);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return endings.filter(job -> job.id().equals("a"));
    }

    @Test
    void anEndingIsReceivedEvenIfItsMessageWasLost() {
        var heard = new CopyOnWriteArrayList<Job>();
        hearsEndings(web).subscribe(heard::add);
        append(ENDED);
        await(() -> heard.size() == 1);

        server.ask(commands -> commands.eval(
                "local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]"
                        + " return redis.call('XADD', KEYS[1], '*', unpack(last[2]))",
                ScriptOutputType.STATUS,
                settings.prefix() + "events:endings"));

        await(() -> heard.size() == 2);
    }

    @Test
    void interestsAreCorrectAfterAShortOutage() {
        store.insert(Jobs.queued("b", Mode.LIVE)).block(PATIENCE);
        Disposable left = web.follow("b", 0, EVERY_FRAME).subscribe();
        await(() -> trainer.interest("b").isPresent());

        server.stop();
        left.dispose();
        web.follow("a", 0, EVERY_FRAME).subscribe();
        server.restart();

        await(() -> trainer.interest("a").equals(Optional.of(EVERY_FRAME)));
        await(() -> trainer.interest("b").isEmpty());
    }

    @Test
    void followersMissNoStateAfterARedisRestart() {
        append(RUNNING);
        var endings = new CopyOnWriteArrayList<Job>();
        hearsEndings(web).subscribe(endings::add);

        var told = new CopyOnWriteArrayList<String>();
        web.follow("a", 0, EVERY_FRAME).map(Events::told).subscribe(told::add);
        await(() -> told.size() == 2, told);

        server.stop();
        trainer.append(new StateChanged(keep(PAUSED)));
        trainer.append(new StateChanged(keep(RUNNING)));
        server.restart();
        await(() -> told.size() == 4, told);
        append(ENDED);

        await(() -> told.size() == 5, told);
        assertThat(told).containsExactly("queued", "running", "paused", "running", "cancelled");
        await(() -> !endings.isEmpty(), told);
        assertThat(endings).containsExactly(ENDED);
    }

    @Test
    void followersContinueAfterRedisLostAllData() {
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
    void followersReadLostEventsFromTheStore() {
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
    void newFollowersWorkAfterRedisLostAllData() {
        append(RUNNING);
        server.loseEverything();
        awaitConnection(trainer);

        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("running")
                .then(() -> trainer.append(Events.frame(1)))
                .expectNext("epoch 1")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void interestsAreRestoredAfterRedisLostAllData() {
        web.follow("a", 0, EVERY_FRAME).subscribe();
        await(() -> trainer.interest("a").isPresent());

        server.loseEverything();
        RedisEventLog late = node();

        await(() -> late.interest("a").isPresent() && trainer.interest("a").isPresent());
    }

    @Test
    void anUnsendableFrameIsDroppedAndTheNextOneArrives() {
        append(RUNNING);

        StepVerifier.create(web.follow("a", 0, EVERY_FRAME).map(Events::told))
                .expectNext("queued", "running")
                .then(() -> {
                    server.stop();
                    trainer.append(Events.frame(1));
                    trainer.flush("a").block(PATIENCE);
                    server.restart();
                    append(PAUSED);
                })
                .expectNext("paused")
                .thenCancel()
                .verify(PATIENCE);
    }

    private Job keep(Job job) {
        store.write(Moment.of(job)).block(PATIENCE);
        return job;
    }

    private void append(Job job) {
        trainer.append(new StateChanged(keep(job)));
        trainer.flush(job.id()).block(PATIENCE);
    }

    /** A frame that is made before is let go. */
    private static void awaitConnection(RedisEventLog node) {
        node.lastSequence("a")
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(10)))
                .block(PATIENCE);
    }

    private static void await(BooleanSupplier condition) {
        await(condition, "");
    }

    /** @param soFar what to print where it gives up */
    private static void await(BooleanSupplier condition, Object soFar) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (; !condition.getAsBoolean(); LockSupport.parkNanos(1_000_000)) {
            assertThat(System.nanoTime()).as("still waiting; so far: %s", soFar).isLessThan(deadline);
        }
    }
}
