package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.cluster.Node;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.queue.InMemoryJobQueue;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.queue.Turns;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Limits;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.stream.JobEvent.StateChanged;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Trainers over one queue and one store, as those of several processes are. */
class TrainerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofMillis(30);
    private static final Duration TURN = Duration.ofSeconds(2);

    /** Less than any delay. */
    private static final Duration ALWAYS_BUSY = Duration.ofNanos(-1);

    private final InMemoryJobStore store = new InMemoryJobStore(Long.MAX_VALUE);
    private final JobQueue queue = withClaims(new InMemoryJobQueue(store, Node.random(), new Turns(2)));
    private final EventLog events = new InMemoryEventLog();
    private final CountingEngine engine = new CountingEngine();

    /** What the queue says about the claims of a job without progress; 1 if it has none here. */
    private final Map<String, Integer> claims = new ConcurrentHashMap<>();

    private final List<String> claimed = new CopyOnWriteArrayList<>();
    private final List<String> crashed = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final List<Trainer> started = new CopyOnWriteArrayList<>();

    private JobQueue withClaims(JobQueue inMemory) {
        return (JobQueue) Proxy.newProxyInstance(
                JobQueue.class.getClassLoader(), new Class<?>[] {JobQueue.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(inMemory, arguments);
                    return switch (answer) {
                        case Flux<?> claimed -> claimed.map(this::withClaims);
                        case Mono<?> one when method.getName().equals("claim") -> one.map(this::withClaims);
                        default -> answer;
                    };
                });
    }

    private Lease withClaims(Object lease) {
        Lease first = (Lease) lease;
        return new Lease(first.job(), first.queue(), first.number(), claims.getOrDefault(first.job(), first.claims()));
    }

    /** A trainer with a GPU, with its threads and open jobs. */
    private final class Process {
        final OpenJobs open = new OpenJobs();
        final TrainerSessions sessions;
        final Trainer trainer;

        Process(int threads) {
            this(threads, TURN, PATIENCE);
        }

        Process(int threads, Duration turn, Duration maxDelay) {
            var settings = new JobSettings(
                    threads,
                    100,
                    100,
                    PATIENCE,
                    PATIENCE,
                    Duration.ofHours(1),
                    LEASE,
                    turn,
                    86_400,
                    2,
                    PATIENCE,
                    maxDelay);
            var recorder = new TrainingRecorder(store, events, Limits.STANDARD, new Watch());
            sessions = new TrainerSessions(engine, SampleSource::samples, Limits.STANDARD, settings.threads());
            trainer = new Trainer(queue, open, sessions, store, events, recorder, settings);
            trainer.start();
            started.add(trainer);
        }

        OpenJob job(String id) {
            await(() -> open.find(id).isPresent());
            return open.find(id).orElseThrow();
        }
    }

    private final class Watch implements TrainingListener {
        @Override
        public void claimed(Job job, boolean resumes) {
            claimed.add(job.id());
        }

        @Override
        public void trained(Job job, int epochs) {}

        @Override
        public void crashed(Job job) {
            crashed.add(job.id());
        }

        @Override
        public void lost(Job job) {
            lost.add(job.id());
        }

        @Override
        public void released(Job job) {}
    }

    @AfterEach
    void stop() {
        started.stream().filter(Trainer::isRunning).forEach(Trainer::stop);
    }

    @Test
    void aTrainerWithAGpuClaimsGpuJobsFirst() {
        for (int i = 0; i < 3; i++) {
            submit(batch("any" + i, RequestedDevice.AUTO));
            submit(batch("gpu" + i, RequestedDevice.GPU));
        }

        new Process(1);

        await(() -> claimed.size() == 6);
        assertThat(claimed).containsExactly("gpu0", "gpu1", "gpu2", "any0", "any1", "any2");
    }

    @Test
    void losingAJobDuringATurnDoesNotDelayOtherLeases() {
        submit(Jobs.queued("stuck", Mode.LIVE));
        submit(Jobs.queued("other", Mode.LIVE));
        var process = new Process(2);
        Lease stuck = process.job("stuck").lease();
        Lease other = process.job("other").lease();
        var inTurn = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        process.job("stuck").ask(training -> {
            inTurn.countDown();
            return uninterrupted(goOn);
        });
        uninterrupted(inTurn);

        queue.requeue(stuck).block(PATIENCE);
        await(() -> {
            process.trainer.sweep();
            return !lost.isEmpty();
        });

        assertThat(get(queue.leases())).containsEntry("other", other);
        goOn.countDown();
        await(() -> claimed.size() == 3);
        assertThat(claimed).last().isEqualTo("stuck");
        assertThat(lost).containsExactly("stuck");
    }

    @Test
    void aJobThatEndedThreeTrainersWithoutProgressFails() {
        claims.put("poison", 4);
        claims.put("last try", 3);
        submit(batch("poison", RequestedDevice.AUTO));
        submit(batch("last try", RequestedDevice.AUTO));
        submit(batch("other", RequestedDevice.AUTO));

        var process = new Process(1);
        await(() -> hasEnded("poison") && hasEnded("last try") && hasEnded("other"));

        Job poison = get(store.find("poison"));
        assertThat(poison.state()).isEqualTo(JobState.FAILED);
        assertThat(Objects.requireNonNull(poison.life().failure()).type()).isEqualTo(ProblemType.JOB_CRASHED_TRAINER);
        assertThat(poison.life().expiresAt()).isNotNull();
        assertThat(crashed).containsExactly("poison");
        assertThat(claimed).containsExactlyInAnyOrder("last try", "other");
        assertThat(get(store.find("last try")).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(get(store.find("other")).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(process.sessions.admission().reserved().bytes()).isZero();
    }

    private boolean hasEnded(String id) {
        return get(store.find(id)).state().isTerminal();
    }

    @Test
    void aBatchJobYieldsToAnotherCallerButNotToItsOwn() {
        submit(Jobs.by("a", batch("endless", Long.MAX_VALUE / 2, Pace.FULL)));
        var process = new Process(1, Duration.ZERO, PATIENCE);
        await(() -> epoch("endless") > 0);
        submit(Jobs.by("a", batch("later", 5, Pace.FULL)));
        for (int i = 0; i < 100; i++) {
            process.trainer.sweep();
        }
        submit(Jobs.by("b", batch("other", 5, Pace.FULL)));

        await(() -> {
            process.trainer.sweep();
            return hasEnded("other");
        });

        long epoch = epoch("endless");
        await(() -> epoch("endless") > epoch && get(store.find("endless")).state() == JobState.RUNNING);
        assertThat(claimed).containsExactly("endless", "other", "endless");
        assertThat(statesOf("endless")).containsExactly(JobState.RUNNING);
        assertThat(get(store.find("later")).state()).isEqualTo(JobState.QUEUED);
        assertThat(lost).isEmpty();
    }

    @Test
    void aBatchJobDoesNotYieldToACallerWithAsManyPlaces() {
        submitEndless("a", "a1");
        submitEndless("b", "b1", "b2");
        var process = new Process(2, Duration.ZERO, PATIENCE);
        List<OpenJob> open = List.of(process.job("a1"), process.job("b1"));

        process.trainer.sweep();

        assertThat(open).noneMatch(OpenJob::isYieldRequested);
        submit(Jobs.by("c", batch("c1", 5, Pace.FULL)));
        process.trainer.sweep();
        assertThat(open)
                .as("for a caller without a place")
                .filteredOn(OpenJob::isYieldRequested)
                .hasSize(1);
        await(() -> {
            process.trainer.sweep();
            return hasEnded("c1");
        });
    }

    @Test
    void theCallerWithTheMostPlacesYieldsToTheOneWithTheFewest() {
        submitEndless("b", "b1", "b2");
        submitEndless("a", "a1", "a2");
        submitEndless("c", "c1");
        for (String id : List.of("b2", "c1")) {
            queue.postpone(get(queue.claim(id)), Duration.ofHours(1)).block(PATIENCE);
        }
        var process = new Process(3, Duration.ZERO, PATIENCE);
        OpenJob b1 = process.job("b1");
        List<OpenJob> ofA = List.of(process.job("a1"), process.job("a2"));
        for (String id : List.of("b2", "c1")) {
            endPostponement(id);
        }

        process.trainer.sweep();
        process.trainer.sweep();

        assertThat(b1.isYieldRequested()).isFalse();
        assertThat(ofA).filteredOn(OpenJob::isYieldRequested).hasSize(1);
    }

    @Test
    void jobsYieldToEachOfSeveralCallersWithoutAPlace() {
        submitEndless("a", "a1", "a2");
        var process = new Process(2, Duration.ZERO, PATIENCE);
        List<OpenJob> open = List.of(process.job("a1"), process.job("a2"));
        submitEndless("b", "b1");
        submitEndless("c", "c1");
        submitEndless("d", "d1");

        process.trainer.sweep();

        assertThat(open).allMatch(OpenJob::isYieldRequested);
        await(() -> {
            process.trainer.sweep();
            return claimed.containsAll(List.of("b1", "c1", "d1"));
        });
    }

    private void submitEndless(String caller, String... ids) {
        for (String id : ids) {
            submit(Jobs.by(caller, batch(id, Long.MAX_VALUE / 2, Pace.FULL)));
        }
    }

    @Test
    void soloJobsThatAreClaimedWithoutAPlaceReturnToTheQueueInOrder() {
        List.of("s1", "s2", "s3").forEach(id -> submit(endless(id, Arithmetic.SHARED)));
        List.of("b1", "b2", "b3", "b4").forEach(id -> submit(endless(id, Arithmetic.SOLO)));

        new Process(1).job("b1");

        await(() -> get(queue.leases()).size() == 4);
        assertThat(claimed).containsExactly("s1", "s2", "s3", "b1");
        assertThat(get(queue.position("b2"))).isEqualTo(0);
        assertThat(get(queue.position("b4"))).isEqualTo(2);
    }

    private static Job endless(String id, Arithmetic arithmetic) {
        Job job = batch(id, Long.MAX_VALUE / 2, Pace.FULL);
        return new Job(
                id,
                null,
                Mode.BATCH,
                job.description(),
                job.spec(),
                arithmetic,
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    @Test
    void aBatchJobThatWaitsForItsPaceHoldsNoPlace() {
        submit(Jobs.by("a", batch("slow", 1000, new Pace(0.0001))));
        submit(Jobs.by("a", batch("slowest", 1000, new Pace(Double.MIN_VALUE))));
        var process = new Process(1);
        submit(Jobs.by("b", batch("other", 5, Pace.FULL)));

        await(() -> hasEnded("other") && isPostponed("slow") && isPostponed("slowest"));
        assertThat(epoch("slow")).isZero();
        assertThat(epoch("slowest")).isZero();
        assertThat(get(store.find("slow")).state()).isEqualTo(JobState.QUEUED);
        assertThat(process.sessions.admission().reserved().bytes()).isZero();
    }

    @Test
    void whenAPostponedJobIsClaimedAgainItTrainsOneEpochAtOnce() {
        submit(batch("slow", 2, new Pace(0.0001)));
        var process = new Process(1);
        await(() -> isPostponed("slow"));

        endPostponement("slow");
        process.trainer.sweep();
        await(() -> epoch("slow") == 1 && isPostponed("slow"));
        endPostponement("slow");
        process.trainer.sweep();

        await(() -> hasEnded("slow"));
        assertThat(get(store.find("slow")).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(epoch("slow")).isEqualTo(2);
    }

    private boolean isPostponed(String id) {
        return get(queue.countWaiting(QueueName.BATCH)) > 0
                && get(store.find(id)).progress().run() == 1
                && queue.holder(id).blockOptional().isEmpty()
                && queue.position(id).blockOptional().isEmpty();
    }

    /** Lets a job wait as if its time had come. */
    private void endPostponement(String id) {
        queue.requeue(get(queue.claim(id))).block(PATIENCE);
    }

    @Test
    void aRunningLiveJobContinuesAtTheNextTrainer() {
        submit(Jobs.queued("a", Mode.LIVE));
        var first = new Process(2);
        first.job("a").ask(new Control.Play()).join();
        await(() -> epoch("a") > 20);

        first.trainer.stop();
        long left = epoch("a");
        long sequence = events.lastSequence("a");
        new Process(2);

        await(() -> epoch("a") > left + 20);
        assertThat(statesAfter(sequence)).containsOnly(JobState.RUNNING);
    }

    @Test
    void aPausedLiveJobStaysPausedAtTheNextTrainer() {
        submit(Jobs.queued("a", Mode.LIVE));
        var first = new Process(2);
        first.job("a").ask(new Control.Play()).join();
        await(() -> epoch("a") > 20);
        Job paused = first.job("a").ask(new Control.Pause(null)).join();

        first.trainer.stop();
        Job later = new Process(2).job("a").ask(LiveTraining::evaluated).join();

        assertThat(later.state()).isEqualTo(JobState.PAUSED);
        assertThat(later.progress().epoch()).isEqualTo(paused.progress().epoch());
    }

    @Test
    void aRunContinuesInItsArithmeticAndTheNextOneGetsTheDefault() {
        submit(Jobs.queued("a", Mode.LIVE));
        var first = new Process(2);
        Job stepped = first.job("a").ask(new Control.Advance(false, 5)).join();
        first.trainer.stop();
        Lease lease = get(queue.claim("a"));
        store.writeClosed(Jobs.withArithmetic(stepped, null, Arithmetic.SOLO), lease.number())
                .block(PATIENCE); // as before jobs had an arithmetic
        queue.unclaim(lease).block(PATIENCE);

        OpenJob later = new Process(2).job("a");
        Job continued = later.ask(new Control.Advance(false, 5)).join();
        Job reset = later.ask(new Control.Reset(null)).join();

        assertThat(stepped.arithmetic()).isEqualTo(Arithmetic.SHARED);
        assertThat(continued.progress().epoch()).isEqualTo(10);
        assertThat(continued.progress().run()).isEqualTo(1);
        assertThat(continued.arithmetic()).isEqualTo(Arithmetic.SOLO);
        assertThat(reset.arithmetic()).isEqualTo(Arithmetic.SHARED);
    }

    @Test
    void aStepEndsWhenItsTrainerStops() {
        submit(Jobs.queued("a", Mode.LIVE));
        var first = new Process(2);
        first.job("a").ask(new Control.Advance(false, Long.MAX_VALUE / 2));
        await(() -> epoch("a") > 20);

        first.trainer.stop();

        assertThat(get(store.find("a")).state()).isEqualTo(JobState.PAUSED);
        Job later = new Process(2).job("a").ask(LiveTraining::evaluated).join();
        assertThat(later.state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void aJobThatIsHeldButNotOpenReturnsToTheQueue() {
        submit(batch("a", RequestedDevice.AUTO));
        get(queue.claim("a"));

        Trainer trainer = new Process(1).trainer;

        await(() -> {
            trainer.sweep();
            return claimed.contains("a");
        });
        assertThat(claimed).containsExactly("a");
    }

    @Test
    void aBusyTrainerClaimsStartedLiveJobsOnly() {
        submit(Jobs.inRun(Jobs.queued("started", Mode.LIVE), 1));
        submit(Jobs.queued("new", Mode.LIVE));
        submit(batch("batch", RequestedDevice.AUTO));

        new Process(2, TURN, ALWAYS_BUSY);

        await(() -> claimed.contains("batch"));
        assertThat(claimed).containsExactly("started", "batch");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aJobIsCancelledWhileItsFirstLossesAreComputed(Mode mode) {
        engine.evaluatesForever = true;
        submit(Jobs.queued("a", mode));
        var process = new Process(2);

        Job cancelled = process.job("a").ask(cancel()).join();

        assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
        assertThat(get(store.find("a")).state()).isEqualTo(JobState.CANCELLED);
        assertThat(engine.openSessions).hasValue(0);
    }

    @Test
    void aJobThatIsCancelledWhileItOpensAgainKeepsItsCheckpoint() {
        submit(Jobs.queued("a", Mode.LIVE));
        var first = new Process(2);
        Job paused = first.job("a").ask(new Control.Advance(false, 20)).join();
        first.trainer.stop();
        engine.evaluatesForever = true;

        new Process(2).job("a").ask(cancel()).join();

        assertThat(get(store.find("a")).progress().epoch())
                .isEqualTo(paused.progress().epoch());
        assertThat(get(store.checkpoint("a")).checkpoint().epoch())
                .isEqualTo(paused.progress().epoch());
    }

    @Test
    void aJobThatIsCancelledWhileItStartsARunKeepsTheRunBefore() {
        submit(Jobs.queued("a", Mode.LIVE));
        OpenJob job = new Process(2).job("a");
        Job paused = job.ask(new Control.Advance(false, 20)).join();
        engine.evaluatesForever = true;
        var reset = job.ask(new Control.Reset(null));

        Job cancelled = job.ask(cancel()).join();

        assertThat(reset).isCompletedExceptionally();
        assertThat(cancelled.progress().run()).isEqualTo(paused.progress().run());
        assertThat(cancelled.progress().epoch()).isEqualTo(paused.progress().epoch());
    }

    private static Control cancel() {
        return new Control.Cancel(StopReason.CANCELLED);
    }

    private static Job batch(String id, long epochs, Pace pace) {
        return batch(id, RequestedDevice.AUTO)
                .with(StopConditions.afterEpochs(epochs))
                .with(pace);
    }

    private static Job batch(String id, RequestedDevice device) {
        Job job = Jobs.queued(id, Mode.BATCH);
        return new Job(
                id,
                null,
                Mode.BATCH,
                new Job.Description(null, Map.of(), device, null, null, null),
                job.spec(),
                job.arithmetic(),
                StopConditions.afterEpochs(5),
                job.pace(),
                job.life(),
                job.progress());
    }

    private void submit(Job job) {
        store.insert(job, Integer.MAX_VALUE).block(PATIENCE);
    }

    private long epoch(String id) {
        return get(store.find(id)).progress().epoch();
    }

    private List<JobState> statesOf(String id) {
        return statesAfter(id, 0);
    }

    private List<JobState> statesAfter(long sequence) {
        return statesAfter("a", sequence);
    }

    private List<JobState> statesAfter(String id, long sequence) {
        return events.statesAfter(id, sequence).orElseThrow().stream()
                .map(entry -> ((StateChanged) entry.event()).now().state())
                .toList();
    }

    private static boolean uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
