package org.nnplayground.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.Node;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.View;
import org.nnplayground.job.ChangePendingException;
import org.nnplayground.job.ControlRule;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.InMemoryJobQueue;
import org.nnplayground.queue.Turns;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Specs;
import org.nnplayground.store.History;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.trainer.CountingEngine;
import org.nnplayground.trainer.JobControls;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.OpenJobs;
import org.nnplayground.trainer.Trainer;
import org.nnplayground.trainer.TrainerSessions;
import org.nnplayground.trainer.TrainingListener;
import org.nnplayground.trainer.TrainingRecorder;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class JobServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(2);

    private final CountingEngine engine = new CountingEngine();
    private final AtomicBoolean storeRejectsWrites = new AtomicBoolean();
    private final AtomicBoolean storeRejectsFlushes = new AtomicBoolean();
    private final AtomicBoolean storeKnowsThatWritesFail = new AtomicBoolean();
    private final InMemoryJobStore memory = new InMemoryJobStore(Long.MAX_VALUE);
    private final JobStore store = breakable(memory);
    private final EventLog events = new InMemoryEventLog();
    private JobSettings settings = new JobSettings(
            2, 3, 2, PATIENCE, PATIENCE, Duration.ofHours(1), LEASE, TURN, 86_400, 2, PATIENCE, PATIENCE);
    private Limits limits = Limits.STANDARD;
    private TrainerSessions sessions;
    private Trainer trainer;
    private JobService jobs;

    private JobStore breakable(JobStore sound) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    boolean isRejected = (storeRejectsWrites.get() && name.startsWith("write"))
                            || (storeRejectsFlushes.get() && name.equals("flushChange"));
                    if (isRejected) {
                        return Mono.error(TryLaterException.storeUnavailable());
                    }
                    return storeKnowsThatWritesFail.get() && name.equals("isWritable")
                            ? false
                            : method.invoke(sound, arguments);
                });
    }

    @BeforeEach
    void start() {
        var queue = new InMemoryJobQueue(memory, Node.random(), new Turns(2));
        var recorder = new TrainingRecorder(store, events, Limits.STANDARD, TrainingListener.NONE);
        var open = new OpenJobs();
        var starts = new StartEstimate(Flux.empty());
        sessions = new TrainerSessions(engine, SampleSource::samples, limits, settings.threads());
        trainer = new Trainer(queue, open, sessions, store, events, recorder, settings);
        trainer.start();
        var controls = new JobControls(open, store);
        var looks = new JobInspector(open, sessions, store, recorder);
        jobs = new JobService(
                queue,
                store,
                events,
                controls,
                sessions,
                looks,
                starts,
                settings,
                ControlRule.NONE,
                (spec, job, pointer) -> Mono.empty(),
                true);
    }

    @AfterEach
    void stop() {
        trainer.stop();
        assertThat(engine.overlaps).hasValue(0);
        assertThat(engine.openSessions).hasValue(0);
        assertThat(sessions.admission().reserved().bytes()).isZero();
    }

    @Test
    void aBatchJobTrainsToItsStopConditionAndClosesItsSession() {
        Job submitted = submit(Mode.BATCH, StopConditions.afterEpochs(1234), Pace.FULL);

        Job ended = get(jobs.awaitEnd(submitted.id()));

        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.life().reason()).isEqualTo(StopReason.EPOCHS);
        assertThat(ended.progress().epoch()).isEqualTo(1234);
        assertThat(ended.life().expiresAt()).isNotNull();
        History history = get(store.history(ended.id(), -1, 10_000));
        assertThat(history.size()).isEqualTo(1235);
        assertThat(history.train()[1234]).isEqualTo((float) (1 / 1235.0));
    }

    @Test
    void theParametersOfABatchJobCanBeReadAfterItsEnd() {
        Job ended = get(jobs.awaitEnd(
                submit(Mode.BATCH, StopConditions.afterEpochs(50), Pace.FULL).id()));

        var parameters = get(jobs.inspect(ended.id(), (job, session) -> session.parameters()));

        assertThat(parameters.layers().getFirst().weights()[0][0]).isEqualTo(50);
    }

    @Test
    void aLiveJobThatNoTrainerOpensIsRefusedAndLeavesNothing() {
        stop();
        settings = new JobSettings(
                2,
                3,
                2,
                PATIENCE,
                PATIENCE,
                Duration.ofHours(1),
                LEASE,
                TURN,
                86_400,
                2,
                Duration.ofMillis(100),
                PATIENCE);
        start();
        trainer.stop();

        assertThatThrownBy(this::live).isInstanceOf(TryLaterException.class);

        assertThat(sessions.admission().reserved().bytes()).isZero();
        assertThat(get(store.unfinished().hasElements())).isFalse();
    }

    @Test
    void aLiveJobThatTakesLongToOpenIsReturnedAsItIs() {
        stop();
        settings = new JobSettings(
                2,
                3,
                2,
                PATIENCE,
                PATIENCE,
                Duration.ofHours(1),
                LEASE,
                TURN,
                86_400,
                2,
                Duration.ofMillis(100),
                PATIENCE);
        start();
        engine.evaluatesForever = true;

        Job job = live();

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(get(jobs.cancel(job.id())).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aBatchJobCanOnlyBeCancelled() {
        Job job = submit(Mode.BATCH, StopConditions.afterEpochs(1_000_000), Pace.FULL);

        assertRefused(jobs.play(job.id()), ProblemType.ILLEGAL_STATE);
        assertThat(get(jobs.cancel(job.id())).state()).isEqualTo(JobState.CANCELLED);
        assertThat(get(jobs.cancel(job.id())).state()).as("cancelled again").isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aLiveJobOpensPausedAtEpochZeroWithItsLosses() {
        Job job = live();

        assertThat(job.state()).isEqualTo(JobState.PAUSED);
        assertThat(job.progress().run()).isEqualTo(1);
        assertThat(job.progress().epoch()).isZero();
        assertThat(Objects.requireNonNull(job.progress().losses()).train()).isEqualTo(1);
    }

    @Test
    void playAndPauseChangeTheStateAndRepeatingThemChangesNothing() {
        Job job = live();

        assertThat(get(jobs.play(job.id())).state()).isEqualTo(JobState.RUNNING);
        long sequence = events.lastSequence(job.id());
        assertThat(get(jobs.play(job.id())).state()).isEqualTo(JobState.RUNNING);
        assertThat(events.lastSequence(job.id())).isEqualTo(sequence);
        awaitEpoch(job.id(), 20);
        Job paused = get(jobs.pause(job.id()));
        assertThat(paused.state()).isEqualTo(JobState.PAUSED);
        assertThat(paused.life().reason()).isNull();
        assertThat(get(jobs.pause(job.id()))).isEqualTo(paused);
    }

    @Test
    void stepTrainsExactlyTheRequestedEpochs() {
        Job job = live();

        assertThat(get(jobs.step(job.id(), false, 1)).progress().epoch()).isEqualTo(1);
        Job later = get(jobs.step(job.id(), false, 41));

        assertThat(later.progress().epoch()).isEqualTo(42);
        assertThat(later.state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void aStopConditionPausesALiveJobAndPlayContinues() {
        Job job = submit(Mode.LIVE, StopConditions.afterEpochs(30), Pace.FULL);
        get(jobs.play(job.id()));
        awaitState(job.id(), JobState.PAUSED);

        Job paused = get(jobs.find(job.id()));
        assertThat(paused.progress().epoch()).isEqualTo(30);
        assertThat(paused.life().reason()).isEqualTo(StopReason.EPOCHS);
        get(jobs.play(job.id()));
        awaitEpoch(job.id(), 31);
    }

    @Test
    void resetStartsANewRunAndDropsTheHistory() {
        Job job = live();
        get(jobs.step(job.id(), false, 25));

        Job reset = get(jobs.reset(job.id(), false));

        assertThat(reset.progress().run()).isEqualTo(2);
        assertThat(reset.progress().epoch()).isZero();
        assertThat(reset.spec()).isEqualTo(job.spec());
        assertThat(get(store.history(job.id(), -1, 100)).size()).isEqualTo(1);
    }

    @Test
    void resetWithNewSeedsChangesTheSpecButNotTheData() {
        Job job = live();

        Job reset = get(jobs.reset(job.id(), true));

        assertThat(reset.spec().network().initializer().seed())
                .isNotEqualTo(job.spec().network().initializer().seed());
        assertThat(reset.spec().training().seed())
                .isNotEqualTo(job.spec().training().seed());
        assertThat(reset.spec().data()).isEqualTo(job.spec().data());
    }

    @Test
    void aNewSpecStartsANewRunOfTheSameJob() {
        Job job = live();
        get(jobs.play(job.id()));

        Job changed = get(jobs.replaceSpec(job.id(), Specs.xorTable(7), false));

        assertThat(changed.id()).isEqualTo(job.id());
        assertThat(changed.state()).isEqualTo(JobState.PAUSED);
        assertThat(changed.progress().run()).isEqualTo(2);
        assertThat(changed.spec()).isEqualTo(Specs.xorTable(7));
    }

    @Test
    void aPatchKeepsFieldsThatItDoesNotContain() {
        Job job = submit(Mode.LIVE, StopConditions.afterEpochs(99), new Pace(60));

        Job patched = get(jobs.patch(job.id(), new JobPatch(0.5, null, 2, null, null)));

        assertThat(patched.progress().learningRate()).isEqualTo(0.5);
        assertThat(patched.spec().training().batchSize()).isEqualTo(2);
        assertThat(patched.spec().training().shuffle())
                .isEqualTo(job.spec().training().shuffle());
        assertThat(patched.stop()).isEqualTo(StopConditions.afterEpochs(99));
        assertThat(patched.pace()).isEqualTo(new Pace(60));
    }

    @Test
    void divergencePausesALiveJobAtItsLastFiniteEpochAndNamesTheNext() {
        engine.lastFiniteEpoch = 17;
        Job job = live();

        get(jobs.play(job.id()));
        awaitState(job.id(), JobState.PAUSED);

        Job paused = get(jobs.find(job.id()));
        assertThat(paused.progress().epoch()).isEqualTo(17);
        assertThat(paused.life().reason()).isEqualTo(StopReason.DIVERGED);
        var failure = Objects.requireNonNull(paused.life().failure());
        assertThat(failure.type()).isEqualTo(ProblemType.TRAINING_DIVERGED);
        assertThat(failure.detail().toString()).contains("Epoch 18").contains("0.0555556");
        assertThat(get(store.history(job.id(), -1, 100)).lastEpoch()).isEqualTo(17);
        assertThat(get(jobs.reset(job.id(), false)).life().failure()).isNull();
    }

    @Test
    void divergenceFailsABatchJob() {
        engine.lastFiniteEpoch = 17;

        Job ended = get(jobs.awaitEnd(
                submit(Mode.BATCH, StopConditions.afterEpochs(100), Pace.FULL).id()));

        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.progress().epoch()).isEqualTo(17);
    }

    @Test
    void anEngineErrorFailsOnlyItsJob() {
        engine.breaks = true;
        Job broken = get(jobs.awaitEnd(
                submit(Mode.BATCH, StopConditions.afterEpochs(100), Pace.FULL).id()));
        engine.breaks = false;
        Job fine = get(jobs.awaitEnd(
                submit(Mode.BATCH, StopConditions.afterEpochs(100), Pace.FULL).id()));

        assertThat(broken.state()).isEqualTo(JobState.FAILED);
        assertThat(Objects.requireNonNull(broken.life().failure()).type()).isEqualTo(ProblemType.INTERNAL);
        assertThat(fine.state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void rejectsLiveJobsWhileTheOpenOnesAreTooSlow() {
        stop();
        var lessThanAnyDelay = Duration.ofNanos(-1);
        settings = new JobSettings(
                2, 3, 2, PATIENCE, PATIENCE, Duration.ofHours(1), LEASE, TURN, 86_400, 2, PATIENCE, lessThanAnyDelay);
        start();

        assertThatThrownBy(this::live).hasMessageContaining("busy");
        Job batch = submit(Mode.BATCH, StopConditions.afterEpochs(1), Pace.FULL);
        assertThat(get(jobs.awaitEnd(batch.id())).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void rejectsJobsWhenTheServiceIsFull() {
        for (int i = 0; i < settings.maxLive(); i++) {
            live();
        }

        assertRefused(
                jobs.submit(jobs.newId(), request(Mode.LIVE, StopConditions.NEVER, Pace.FULL), null, Integer.MAX_VALUE),
                ProblemType.QUEUE_FULL);
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertRefused(jobs.find("nonsense"), ProblemType.NOT_FOUND);
        assertRefused(jobs.play("nonsense"), ProblemType.NOT_FOUND);
        assertRefused(jobs.delete("nonsense"), ProblemType.NOT_FOUND);
    }

    @Test
    void deletingAJobClosesItsSession() {
        Job job = live();
        get(jobs.play(job.id()));

        jobs.delete(job.id()).block(PATIENCE);

        assertRefused(jobs.find(job.id()), ProblemType.NOT_FOUND);
        assertThat(engine.openSessions).hasValue(0);
    }

    @Test
    void anIdleLiveJobPausesThenEnds() {
        stop();
        settings = new JobSettings(
                2,
                3,
                2,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofHours(1),
                LEASE,
                TURN,
                86_400,
                2,
                PATIENCE,
                PATIENCE);
        start();
        Job job = live();
        get(jobs.play(job.id()));

        await(() -> {
            trainer.sweep();
            return get(store.find(job.id())).state().isTerminal();
        });
        await(() -> lives(job.id()).getLast().state().isTerminal());
        assertThat(lives(job.id()))
                .extracting(Job.Life::state, Job.Life::reason)
                .endsWith(tuple(JobState.PAUSED, StopReason.IDLE), tuple(JobState.CANCELLED, StopReason.EXPIRED));
    }

    /** The states in the job's events; a follower would keep the job from being idle. */
    private List<Job.Life> lives(String job) {
        return events.statesAfter(job, 0).orElseThrow().stream()
                .map(entry -> ((JobEvent.StateChanged) entry.event()).now().life())
                .toList();
    }

    @Test
    void framesShowWhatFollowersWantAndTheLastOnePrecedesThePause() {
        Job job = live();
        var seen = new CopyOnWriteArrayList<JobEvent>();
        var interest = new Interest(new View(true, false, Set.of(View.Grid.of(25))), Duration.ofMillis(1));
        var follower = events.follow(job.id(), events.lastSequence(job.id()), interest, Runnable::run)
                .subscribe(entry -> seen.add(entry.event()));

        get(jobs.step(job.id(), false, 35));

        await(() -> !seen.isEmpty()
                && seen.getLast() instanceof JobEvent.StateChanged change
                && change.now().state() == JobState.PAUSED);
        var last = (JobEvent.FrameMade) seen.get(seen.size() - 2);
        assertThat(last.frame().position().epoch()).isEqualTo(35);
        assertThat(last.frame().parameters()).isNotNull();
        assertThat(last.frame().boundaries()).hasSize(1);
        follower.dispose();
    }

    @Test
    void manyPacedJobsAllKeepTheirPace() {
        settings = new JobSettings(
                2, 50, 2, PATIENCE, PATIENCE, Duration.ofHours(1), LEASE, TURN, 86_400, 2, PATIENCE, PATIENCE);
        stop();
        start();
        var ids = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> submit(Mode.LIVE, StopConditions.afterEpochs(40), new Pace(200))
                        .id())
                .toList();
        ids.forEach(id -> get(jobs.play(id)));

        ids.forEach(id -> awaitState(id, JobState.PAUSED));

        ids.forEach(id -> assertThat(get(jobs.find(id)).progress().epoch()).isEqualTo(40));
    }

    /** The test loss of epoch 0 is 2; a target is reached at or below it. */
    @Test
    void aTargetLossThatTheUntrainedNetworkReachesStopsAtOnce() {
        StopConditions easy = new StopConditions(100L, 2.0, null, null);
        Job batch = get(jobs.awaitEnd(submit(Mode.BATCH, easy, Pace.FULL).id()));
        Job live = submit(Mode.LIVE, easy, Pace.FULL);

        assertThat(batch.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(batch.life().reason()).isEqualTo(StopReason.TARGET_TEST_LOSS);
        assertThat(batch.progress().epoch()).isZero();

        get(jobs.play(live.id()));
        awaitState(live.id(), JobState.PAUSED);
        assertThat(get(jobs.find(live.id())).life().reason()).isEqualTo(StopReason.TARGET_TEST_LOSS);
        assertThat(get(jobs.find(live.id())).progress().epoch()).isZero();

        get(jobs.play(live.id()));
        awaitEpoch(live.id(), 100);
        awaitState(live.id(), JobState.PAUSED);
        assertThat(get(jobs.find(live.id())).life().reason()).isEqualTo(StopReason.EPOCHS);
    }

    // Memory

    /** A service with memory for this many of the tests' jobs. */
    private void startWithRoomFor(int sessions) {
        stop();
        long each = engine.estimate(Specs.xorTable(), Arithmetic.SOLO).nativeBytes();
        limits = Limits.STANDARD.withMemory(each, sessions * each);
        start();
    }

    @Test
    void rejectsAJobAboveTheMemoryLimitWithEstimateAndLimit() {
        stop();
        limits = Limits.STANDARD.withMemory(
                engine.estimate(Specs.xorTable(), Arithmetic.SOLO).nativeBytes() - 1, Long.MAX_VALUE);
        start();

        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> submit(mode, StopConditions.afterEpochs(1), Pace.FULL))
                    .isInstanceOfSatisfying(PlaygroundException.class, refusal -> {
                        assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                        assertThat(refusal.violations().getFirst().pointer()).isEqualTo("/spec");
                        assertThat(refusal.violations().getFirst().detail().toString())
                                .contains("the estimate is 1 MiB", "the limit is 1 MiB");
                    });
        }
    }

    @Test
    void aJobThatWasAcceptedWithMoreMemoryFailsAndOthersGoOn() {
        stop();
        limits = Limits.STANDARD.withHeap(1, 1);
        Job large = Jobs.queued(jobs.newId(), Mode.BATCH);
        store.insert(large, Integer.MAX_VALUE).block();
        start();

        awaitState(large.id(), JobState.FAILED);
        assertThat(Objects.requireNonNull(get(jobs.find(large.id())).life().failure())
                        .type())
                .isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(sessions.admission().reserved().bytes()).isZero();
    }

    @Test
    void largeResponsesNeedMemoryAndSmallOnesDoNot() {
        stop();
        limits = Limits.STANDARD.withHeap(1 << 20, 1 << 20);
        start();
        Disposable first = jobs.reserveResponse(16_000);

        assertThatThrownBy(() -> jobs.reserveResponse(16_000))
                .isInstanceOfSatisfying(
                        TryLaterException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.QUEUE_FULL));
        assertThat(jobs.reserveResponse(10_000).isDisposed()).isTrue();

        first.dispose();
        jobs.reserveResponse(16_000).dispose();
    }

    @Test
    void rejectsALiveJobUntilMemoryIsFree() {
        startWithRoomFor(1);
        Job first = live();

        assertThatThrownBy(this::live).isInstanceOfSatisfying(TryLaterException.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(ProblemType.QUEUE_FULL);
            assertThat(refusal.retryAfter()).isPositive();
        });

        get(jobs.cancel(first.id()));
        assertThat(live().state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void aBatchJobWaitsUntilMemoryIsFree() {
        startWithRoomFor(1);
        Job live = live();
        Job batch = submit(Mode.BATCH, StopConditions.afterEpochs(10), Pace.FULL);
        Job behind = submit(Mode.BATCH, StopConditions.afterEpochs(10), Pace.FULL);
        trainer.lookForWork();
        assertThat(get(jobs.find(batch.id())).state()).isEqualTo(JobState.QUEUED);

        get(jobs.cancel(live.id()));

        awaitState(batch.id(), JobState.SUCCEEDED);
        awaitState(behind.id(), JobState.SUCCEEDED);
    }

    @Test
    void cancellingAWaitingJobReleasesItsMemory() {
        startWithRoomFor(1);
        Job live = live();
        Job batch = submit(Mode.BATCH, StopConditions.afterEpochs(10), Pace.FULL);

        assertThat(get(jobs.cancel(batch.id())).state()).isEqualTo(JobState.CANCELLED);

        assertThat(sessions.admission().reserved().nativeBytes())
                .isEqualTo(engine.estimate(Specs.xorTable(), Arithmetic.SOLO).nativeBytes());
        get(jobs.cancel(live.id()));
    }

    @Test
    void aCancellationThatCannotBeStoredCanBeRepeated() {
        startWithRoomFor(1);
        Job live = live();
        Job batch = submit(Mode.BATCH, StopConditions.afterEpochs(10), Pace.FULL);

        storeRejectsWrites.set(true);
        assertRefused(jobs.cancel(batch.id()), ProblemType.STORE_UNAVAILABLE);
        storeRejectsWrites.set(false);

        assertThat(get(jobs.find(batch.id())).state()).isEqualTo(JobState.QUEUED);
        assertThat(get(jobs.cancel(batch.id())).state()).isEqualTo(JobState.CANCELLED);
        get(jobs.cancel(live.id()));
    }

    @Test
    void aControlIsRefusedAndNeverAppliedWhileTheStoreRejectsWrites() {
        Job job = live();

        storeKnowsThatWritesFail.set(true);
        assertRefused(jobs.play(job.id()), ProblemType.STORE_UNAVAILABLE);
        storeKnowsThatWritesFail.set(false);

        assertThat(get(jobs.current(job.id())).state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void anAppliedControlThatIsNotDurableIsPending() {
        Job job = live();

        storeRejectsFlushes.set(true);
        assertThatThrownBy(() -> get(jobs.play(job.id()))).isInstanceOf(ChangePendingException.class);
        storeRejectsFlushes.set(false);

        assertThat(get(jobs.current(job.id())).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aNewSpecThatFindsNoMemoryChangesNothing() {
        startWithRoomFor(1);
        Job job = live();

        assertRefused(jobs.replaceSpec(job.id(), Specs.xorTable(7), false), ProblemType.QUEUE_FULL);
        assertThat(get(jobs.find(job.id())).spec()).isEqualTo(Specs.xorTable());
        get(jobs.cancel(job.id()));

        startWithRoomFor(2);
        Job other = live();
        assertThat(get(jobs.replaceSpec(other.id(), Specs.xorTable(7), false)).spec())
                .isEqualTo(Specs.xorTable(7));
        assertThat(sessions.admission().reserved().nativeBytes())
                .isEqualTo(engine.estimate(Specs.xorTable(), Arithmetic.SOLO).nativeBytes());
    }

    @Test
    void aJobHasTheRequestedAndTheActualDevice() {
        for (RequestedDevice asked : RequestedDevice.values()) {
            var request = new JobRequest(
                    Specs.xorTable(),
                    Mode.LIVE,
                    StopConditions.NEVER,
                    Pace.FULL,
                    new Job.Description(null, Map.of(), asked, null, null, null),
                    null);

            Job job = get(jobs.submit(jobs.newId(), request, null, Integer.MAX_VALUE));

            assertThat(job.description().requestedDevice()).isEqualTo(asked);
            assertThat(job.progress().device()).isEqualTo(asked == RequestedDevice.GPU ? Device.GPU : Device.CPU);
        }
    }

    @Test
    void aGpuJobCanBeInspectedOnAMachineWithoutGpu() {
        engine.devices = List.of(Device.CPU);
        var request = new JobRequest(
                Specs.xorTable(),
                Mode.BATCH,
                StopConditions.afterEpochs(10),
                Pace.FULL,
                new Job.Description(null, Map.of(), RequestedDevice.GPU, null, null, null),
                null);
        Job job = get(jobs.submit(jobs.newId(), request, null, Integer.MAX_VALUE));

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        Device device = get(jobs.inspect(job.id(), (same, session) -> session.device()));
        assertThat(device).isEqualTo(Device.CPU);
    }

    private Job live() {
        return submit(Mode.LIVE, StopConditions.NEVER, Pace.FULL);
    }

    private Job submit(Mode mode, StopConditions stop, Pace pace) {
        return get(jobs.submit(jobs.newId(), request(mode, stop, pace), null, Integer.MAX_VALUE));
    }

    private static JobRequest request(Mode mode, StopConditions stop, Pace pace) {
        return new JobRequest(
                Specs.xorTable(),
                mode,
                stop,
                pace,
                new Job.Description(null, Map.of(), RequestedDevice.AUTO, null, null, null),
                null);
    }

    private static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    private static void assertRefused(Mono<?> answer, ProblemType type) {
        assertThatThrownBy(() -> answer.block(PATIENCE))
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    private void awaitState(String id, JobState state) {
        await(() -> get(jobs.find(id)).state() == state);
    }

    private void awaitEpoch(String id, long epoch) {
        await(() -> get(jobs.find(id)).progress().epoch() >= epoch);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        var deadline = new AtomicLong(System.nanoTime() + PATIENCE.toNanos());
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline.get());
            Thread.onSpinWait();
        }
    }
}
