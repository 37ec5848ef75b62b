package org.nnplayground.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.JobStore.Page;
import org.nnplayground.store.JobStore.Query;
import org.nnplayground.store.JournalEntry.Cause;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The behaviour of every job store; the test of each adapter extends it. */
public abstract class JobStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /** A new, empty store for each test. */
    @SuppressWarnings("NullAway.Init")
    protected JobStore store;

    protected abstract JobStore create();

    /** Claims a job after the end of the process that has held it. @return the number of the lease */
    protected abstract long claim(String job);

    @BeforeEach
    void createStore() {
        store = create();
    }

    @Test
    void findsTheLatestVersionOfAJob() {
        Job queued = Jobs.queued("a", Mode.BATCH);
        Job running = Jobs.in(queued, JobState.RUNNING);

        store.insert(queued, Integer.MAX_VALUE).block();
        write(Moment.of(running));

        assertThat(store.find("a").block()).isEqualTo(running);
    }

    @Test
    void keepsTheArithmeticOfAJobAndThatOfItsRequest() {
        Job shared = Jobs.withArithmetic(Jobs.queued("a", Mode.LIVE), Arithmetic.SHARED, Arithmetic.SHARED);
        Job solo = Jobs.withArithmetic(Jobs.queued("b", Mode.LIVE), null, Arithmetic.SOLO);
        store.insert(shared, Integer.MAX_VALUE).block();
        store.insert(solo, Integer.MAX_VALUE).block();

        Job later = Jobs.withArithmetic(solo, null, Arithmetic.SHARED);
        write(Moment.of(later));
        store.flush("b").block();

        assertThat(store.find("a").block()).isEqualTo(shared);
        assertThat(store.find("b").block()).isEqualTo(later);
    }

    @Test
    void insertsSeveralJobsOrNone() {
        List<Job> three = Stream.of("a", "b", "c")
                .map(id -> Jobs.by("class", Jobs.queued(id, Mode.BATCH)))
                .toList();

        assertThatThrownBy(() -> store.insertAll(three, 2).block()).isInstanceOf(TryLaterException.class);
        assertThat(store.unfinished().collectList().block()).isEmpty();

        store.insertAll(three, 3).block();
        assertThat(store.unfinished().map(Job::id).collectList().block()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> store.insert(Jobs.by("class", Jobs.queued("d", Mode.BATCH)), 3)
                        .block())
                .isInstanceOf(TryLaterException.class);
    }

    @Test
    void isEmptyForAnUnknownJob() {
        assertThat(store.find("a").block()).isNull();
        assertThat(store.history("a", -1, 10).block()).isNull();
        assertThat(store.checkpoint("a").block()).isNull();
        assertThat(store.delete("a").block()).isFalse();
    }

    @Test
    void aDeletionWinsOverALaterUpdate() {
        Job job = Jobs.queued("a", Mode.BATCH);
        store.insert(job, Integer.MAX_VALUE).block();

        assertThat(store.delete("a").block()).isTrue();
        write(Moment.of(Jobs.in(job, JobState.RUNNING)));
        append("a", 1, 0, losses(1));

        assertThat(store.find("a").block()).isNull();
        assertThat(store.history("a", -1, 10).block()).isNull();
    }

    @Test
    void listsAnOwnersJobsNewestFirstAndPageByPage() {
        for (String id : List.of("a", "b", "c", "d")) {
            store.insert(Jobs.queued(id, Mode.BATCH, "school", Map.of()), Integer.MAX_VALUE)
                    .block();
        }
        store.insert(Jobs.queued("x", Mode.BATCH, "other", Map.of()), Integer.MAX_VALUE)
                .block();

        Page first = list(new Query("school", null, 3, null, Map.of()));
        Page second = list(new Query("school", first.next(), 3, null, Map.of()));

        assertThat(first.jobs()).extracting(Job::id).containsExactly("d", "c", "b");
        assertThat(second.jobs()).extracting(Job::id).containsExactly("a");
        assertThat(second.next()).isNull();
    }

    @Test
    void aListContinuesAfterItsPreviousPageIsDeleted() {
        for (String id : List.of("a", "b", "c")) {
            store.insert(Jobs.queued(id, Mode.BATCH, "school", Map.of()), Integer.MAX_VALUE)
                    .block();
        }

        Page first = list(new Query("school", null, 1, null, Map.of()));
        store.delete("c").block();

        assertThat(list(new Query("school", first.next(), 5, null, Map.of())).jobs())
                .extracting(Job::id)
                .containsExactly("b", "a");
    }

    @Test
    void aPageWithLargeSpecsEndsEarlyAndTheNextOneContinuesThere() {
        for (String id : List.of("a", "b", "c")) {
            store.insert(large(id), Integer.MAX_VALUE).block();
        }

        Page first = list(new Query("school", null, 3, null, Map.of()));
        Page second = list(new Query("school", first.next(), 3, null, Map.of()));

        assertThat(first.jobs()).extracting(Job::id).containsExactly("c", "b");
        assertThat(second.jobs()).extracting(Job::id).containsExactly("a");
        assertThat(second.next()).isNull();
    }

    /** A job whose samples consist of 300,000 numbers. */
    private static Job large(String id) {
        var sample = new Data.Sample(new double[29], new double[] {1});
        Job job = Jobs.queued(id, Mode.BATCH, "school", Map.of());
        TrainingSpec spec = job.spec();
        var data = new Data.Inline(Collections.nCopies(10_000, sample), List.of(), List.of());
        return job.with(new TrainingSpec(spec.task(), data, spec.features(), spec.network(), spec.training()));
    }

    @Test
    void listsByStateAndByLabels() {
        Job red = Jobs.queued("red", Mode.BATCH, "school", Map.of("colour", "red", "size", "s"));
        store.insert(red, Integer.MAX_VALUE).block();
        store.insert(Jobs.queued("blue", Mode.BATCH, "school", Map.of("colour", "blue")), Integer.MAX_VALUE)
                .block();
        write(Moment.of(Jobs.in(red, JobState.RUNNING)));

        assertThat(ids(new Query("school", null, 9, JobState.RUNNING, Map.of())))
                .containsExactly("red");
        assertThat(ids(new Query("school", null, 9, null, Map.of("colour", "blue"))))
                .containsExactly("blue");
        assertThat(ids(new Query("school", null, 9, null, Map.of("colour", "blue", "size", "s"))))
                .isEmpty();
    }

    @Test
    void aListByStateIncludesUnflushedStates() {
        Job job = Jobs.queued("a", Mode.BATCH, "school", Map.of());
        store.insert(job, Integer.MAX_VALUE).block();
        store.open("a", 0).block();
        write(Moment.of(Jobs.in(job, JobState.RUNNING)));

        assertThat(ids(new Query("school", null, 9, JobState.RUNNING, Map.of())))
                .containsExactly("a");
        assertThat(ids(new Query("school", null, 9, JobState.QUEUED, Map.of()))).isEmpty();
    }

    @Test
    void labelsCanContainAnyCharacter() {
        var labels = Map.of("a\0b", "\0", "色", "☃\t\n'%");
        store.insert(Jobs.queued("a", Mode.BATCH, "school", labels), Integer.MAX_VALUE)
                .block();

        assertThat(list(new Query("school", null, 9, null, labels)).jobs())
                .extracting(job -> job.description().labels())
                .containsExactly(labels);
    }

    @Test
    void readsTheHistoryInPiecesWithoutGap() {
        begin("a");
        append("a", 1, 0, losses(1));
        append("a", 1, 1, losses(700));

        History first = historyOf(store.history("a", -1, 500));
        History second = historyOf(store.history("a", first.lastEpoch(), 500));

        assertThat(first.fromEpoch()).isZero();
        assertThat(first.size()).isEqualTo(500);
        assertThat(second.fromEpoch()).isEqualTo(500);
        assertThat(second.lastEpoch()).isEqualTo(700);
        assertThat(second.train()[200]).isEqualTo(699f);
    }

    @Test
    void anEmptyPieceFollowsTheEndOfTheHistory() {
        begin("a");
        append("a", 1, 0, losses(5));

        History rest = historyOf(store.history("a", 4, 10));

        assertThat(rest.size()).isZero();
        assertThat(rest.lastEpoch()).isEqualTo(4);
    }

    @Test
    void aNewRunDropsTheHistoryOfTheEarlierOne() {
        begin("a");
        append("a", 1, 0, losses(5));

        append("a", 2, 0, losses(2));

        History history = historyOf(store.history("a", -1, 10));
        assertThat(history.run()).isEqualTo(2);
        assertThat(history.size()).isEqualTo(2);
    }

    @Test
    void refusesAGapInTheHistory() {
        begin("a");
        append("a", 1, 0, losses(5));

        Job later = Jobs.in(Jobs.inRun(Jobs.queued("a", Mode.BATCH), 1), JobState.RUNNING);
        assertThatThrownBy(() -> write(Moment.of(later).withLosses(6, losses(1)).withCheckpoint(at(6))))
                .hasMessageContaining("expected losses from epoch 5, not 6");
        assertThat(found("a").state()).as("nothing of it is written").isEqualTo(JobState.QUEUED);
        assertThat(store.checkpoint("a").blockOptional()).isEmpty();
    }

    @Test
    void readsTheLastCheckpointWithAllItsFields() {
        begin("a");
        Checkpoint finite = new Checkpoint(2, 0, new float[] {1, 2}, new float[] {3, 4, 5, 6});
        var later = new RunCheckpoint(
                1,
                new Checkpoint(
                        2,
                        3,
                        1,
                        new float[] {7, Float.MIN_VALUE},
                        new float[] {-0.0f, 9, Float.MAX_VALUE, 1e-30f},
                        123,
                        new Schedule.Progress(0.25, 3, 0.5),
                        new Checkpoint.Retuned(
                                new Training(
                                        Loss.HUBER,
                                        new Optimizer.Adam(0.1, 0.9, 0.999, 0),
                                        new Schedule.Plateau(3, 0.5, 2),
                                        new Regularization(Regularization.Type.L2, 0.1),
                                        7,
                                        Shuffle.ONCE,
                                        (1L << 53) - 1,
                                        new Training.Pretraining.Rbm(20, 0.1, 20, 1)),
                                true),
                        finite,
                        new Checkpoint.Best(1, 0.125, new float[] {1, 2, 3, 4, 5, 6}),
                        new Checkpoint.Pretraining(1, 7, 3, 0.5, 0.25, new float[] {-1, 1e-30f})),
                new StopConditions(5L, null, 3L, 1.5),
                987_654_321L,
                NOON);

        checkpoint("a", at(1));
        checkpoint("a", later);
        store.flush("a").block();

        assertThat(store.checkpoint("a").block()).usingRecursiveComparison().isEqualTo(later);
    }

    @Test
    void oneWriteReplacesTheJobAddsLossesAndReplacesTheCheckpoint() {
        begin("a");
        append("a", 1, 0, losses(1));
        Job running = Jobs.in(Jobs.inRun(Jobs.queued("a", Mode.BATCH), 1), JobState.RUNNING);
        Job ended = Jobs.in(running, JobState.SUCCEEDED);

        write(Moment.of(ended).withLosses(1, losses(3)).withCheckpoint(at(3)));
        store.flush("a").block();

        assertThat(store.find("a").block()).isEqualTo(ended);
        assertThat(historyOf(store.history("a", -1, 9)).train()).containsExactly(0, 0, 1, 2);
        assertThat(store.checkpoint("a").block()).usingRecursiveComparison().isEqualTo(at(3));
        assertThat(store.parameters("a", 3).block()).containsExactly(3);
    }

    @Test
    void theParameterPathIsThinnedButKeepsItsFirstEpoch() {
        begin("a");
        for (int epoch = 0; epoch <= 1000; epoch++) {
            checkpoint("a", at(epoch));
            if (epoch == 500) {
                store.flush("a").block();
            }
        }
        store.flush("a").block();

        List<Long> epochs = Objects.requireNonNull(
                store.path("a").map(KeptEpoch::epoch).collectList().block());

        assertThat(epochs).hasSizeBetween(99, 199).startsWith(0L).isSorted().doesNotHaveDuplicates();
        assertThat(epochs.getLast()).isGreaterThan(990);
        assertThat(epochs)
                .allSatisfy(epoch ->
                        assertThat(store.parameters("a", epoch).block()).containsExactly(epoch));
        assertThat(store.parameters("a", 501).block()).isNull();
    }

    @Test
    void theLastCheckpointIsAllThatIsKeptOfALargeNetwork() {
        begin("a");
        var megabyte = new float[262_144];
        checkpoint("a", new RunCheckpoint(1, new Checkpoint(1, 0, megabyte, megabyte), StopConditions.NEVER, 0, NOON));
        assertThat(store.path("a").map(KeptEpoch::epoch).collectList().block()).containsExactly(1L);

        var larger = new float[262_145];
        checkpoint("a", new RunCheckpoint(2, new Checkpoint(1, 0, larger, larger), StopConditions.NEVER, 0, NOON));

        assertThat(store.path("a").collectList().block()).isEmpty();
        assertThat(Objects.requireNonNull(store.checkpoint("a").block()).run()).isEqualTo(2);
    }

    @Test
    void eachRunHasItsOwnPathWithOneEntryPerEpoch() {
        begin("a");
        checkpoint("a", at(5));
        store.flush("a").block();

        append("a", 2, 0, losses(1));
        checkpoint("a", checkpoint(2, 0, 1.5f));
        checkpoint("a", checkpoint(2, 0, 2.5f));
        store.flush("a").block();

        assertThat(store.path("a").map(KeptEpoch::run).collectList().block()).containsExactly(2);
        assertThat(store.parameters("a", 0).block()).containsExactly(2.5f);
        assertThat(store.parameters("a", 5).block()).isNull();
    }

    @Test
    void restoredParametersAreStoredAtTheirOwnEpoch() {
        begin("a");
        checkpoint("a", at(5));
        checkpoint("a", at(9));
        var restored =
                new Checkpoint(9, 0, 7, new float[] {7}, new float[0], 90, Schedule.Progress.START, null, null, null);

        checkpoint("a", new RunCheckpoint(1, restored, StopConditions.NEVER, 0, NOON));
        store.flush("a").block();

        assertThat(store.path("a").map(KeptEpoch::epoch).collectList().block()).containsExactly(5L, 7L, 9L);
        assertThat(store.parameters("a", 7).block()).containsExactly(7);
        assertThat(store.parameters("a", 9).block()).containsExactly(9);
    }

    @Test
    void aReopenedJobContinuesFromItsCheckpoint() {
        begin("a");
        append("a", 1, 0, losses(8));
        checkpoint("a", at(7));
        append("a", 1, 8, losses(3));

        var opened = Objects.requireNonNull(store.open("a", 0).block());

        assertThat(Objects.requireNonNull(opened.checkpoint()).checkpoint().epoch())
                .isEqualTo(7);
        append("a", 1, 8, losses(4));
        assertThat(historyOf(store.history("a", -1, 99)).lastEpoch()).isEqualTo(11);
    }

    @Test
    void theJournalIsOfTheMomentOfTheCheckpointAndDeletedWithTheJob() {
        begin("a");
        Job job = Jobs.inRun(Jobs.queued("a", Mode.LIVE), 1);
        var patch = new JobPatch(0.5, null, 7, null, null);
        Journal journal = Journal.EMPTY
                .retuned(job, new Position(3, 1, 4), patch)
                .restarted(job, Cause.REPLACED_PARAMETERS, at(9).checkpoint())
                .runStarted(job, job, Cause.KEPT_PARAMETERS, null);
        write(Moment.of(job).withCheckpoint(at(9)).withJournal(journal));
        store.flush("a").block();

        Journal stored = Objects.requireNonNull(store.open("a", 0).block()).journal();

        assertThat(stored.entries()).usingRecursiveComparison().isEqualTo(journal.entries());
        assertThat(store.journal("a").block()).isEqualTo(stored);
        store.delete("a").block();
        assertThat(store.journal("a").blockOptional().orElse(Journal.EMPTY)).isEqualTo(Journal.EMPTY);
    }

    @Test
    void aLaterJournalReplacesWhatItHasForgotten() {
        begin("a");
        Job job = Jobs.inRun(Jobs.queued("a", Mode.LIVE), 1);
        Journal first = Journal.EMPTY.restarted(job, Cause.REPLACED_PARAMETERS, at(1).checkpoint());
        write(Moment.of(job).withCheckpoint(at(1)).withJournal(first));
        store.flush("a").block();
        Journal later = first.restarted(job, Cause.REPLACED_PARAMETERS, at(2).checkpoint());
        Journal forgotten = new Journal(later.entries().subList(2, 3));

        write(Moment.of(job).withCheckpoint(at(2)).withJournal(forgotten));
        store.flush("a").block();

        assertThat(Objects.requireNonNull(store.open("a", 0).block()).journal().entries())
                .usingRecursiveComparison()
                .isEqualTo(forgotten.entries());
    }

    @Test
    void aNewJobCanBeginAtACheckpointWithAHistory() {
        Job job = Jobs.queued("a", Mode.BATCH);
        var history = new History(1, 0, new float[] {3, 2, 1}, nothing(3), nothing(3));
        Journal journal = Journal.branched(job.spec(), job.arithmetic(), at(2).checkpoint());

        store.insert(job, Integer.MAX_VALUE, new Beginning(at(2), history, journal))
                .block();

        var opened = Objects.requireNonNull(store.open("a", 0).block());
        assertThat(Objects.requireNonNull(opened.checkpoint()).checkpoint().epoch())
                .isEqualTo(2);
        assertThat(opened.journal().entries()).usingRecursiveComparison().isEqualTo(journal.entries());
        append("a", 1, 3, losses(1));
        assertThat(historyOf(store.history("a", -1, 99)).train()).containsExactly(3, 2, 1, 0);
    }

    private static float[] nothing(int epochs) {
        var none = new float[epochs];
        Arrays.fill(none, Float.NaN);
        return none;
    }

    @Test
    void aCallerHasALimitedNumberOfUnfinishedJobsPerMode() {
        store.insert(of("anna", "a", Mode.BATCH), 2).block();
        store.insert(of("anna", "b", Mode.BATCH), 2).block();

        assertThatThrownBy(() -> store.insert(of("anna", "c", Mode.BATCH), 2).block())
                .isInstanceOfSatisfying(TryLaterException.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                    assertThat(refusal.retryAfter()).isPositive();
                });
        assertThat(store.find("c").blockOptional()).as("the refused job").isEmpty();
        store.insert(of("anna", "live", Mode.LIVE), 2).block();
        store.insert(of("ben", "other", Mode.BATCH), 2).block();
        assertThat(unfinished()).containsExactly("a", "b", "live", "other");
    }

    @Test
    void anEndedJobDoesNotCountForItsCaller() {
        Job job = of("anna", "a", Mode.BATCH);
        store.insert(job, 1).block();
        write(Moment.of(Jobs.in(job, JobState.CANCELLED)));

        store.insert(of("anna", "b", Mode.BATCH), 1).block();

        assertThat(unfinished()).containsExactly("b");
    }

    @Test
    void jobsWithoutACallerAreUnlimited() {
        store.insert(Jobs.queued("a", Mode.BATCH), 1).block();
        store.insert(Jobs.queued("b", Mode.BATCH), 1).block();

        assertThat(unfinished()).containsExactly("a", "b");
    }

    @Test
    void jobsThatACallerSubmitsAtTheSameTimeDoNotExceedTheLimit() {
        assertThat(insertAtTheSameTime(List.of(store), "anna", 5)).isEqualTo(5);
        assertThat(unfinished()).hasSize(5);
    }

    /**
     * Submits 30 jobs of one caller.
     *
     * @param stores that are used alternately
     * @return number of jobs that were not refused
     */
    protected static long insertAtTheSameTime(List<JobStore> stores, String caller, int limit) {
        Mono<Long> accepted = Flux.range(0, 30)
                .flatMap(
                        number -> stores.get(number % stores.size())
                                .insert(of(caller, caller + number, Mode.BATCH), limit)
                                .thenReturn(true)
                                .onErrorResume(
                                        PlaygroundException.class,
                                        refusal -> refusal.type() == ProblemType.TOO_MANY_REQUESTS
                                                ? Mono.just(false)
                                                : Mono.error(refusal))
                                .subscribeOn(Schedulers.boundedElastic()),
                        30)
                .filter(isAccepted -> isAccepted)
                .count();
        return Objects.requireNonNull(accepted.block(PATIENCE));
    }

    @Test
    void announcesNewJobsAndChangesOfState() {
        List<JobAnnouncement> heard = listen(store);
        Job queued = Jobs.inRun(Jobs.queued("a", Mode.BATCH), 1);
        Job running = Jobs.in(queued, JobState.RUNNING);

        begin("a");
        write(Moment.of(queued).withLosses(0, losses(1)).withCheckpoint(at(0)));
        store.flush("a").block();
        write(Moment.of(running).withLosses(1, losses(1)).withCheckpoint(at(1)));
        store.flush("a").block();
        write(Moment.of(running).withLosses(2, losses(1)).withCheckpoint(at(2)));
        store.flush("a").block();
        store.insert(Jobs.queued("b", Mode.BATCH), Integer.MAX_VALUE).block();
        write(Moment.of(Jobs.in(Jobs.queued("b", Mode.BATCH), JobState.CANCELLED)));

        var last = new JobAnnouncement("b", JobState.CANCELLED);
        await(() -> heard.contains(last));
        assertThat(heard)
                .containsExactly(
                        new JobAnnouncement("a", JobState.QUEUED),
                        new JobAnnouncement("a", JobState.RUNNING),
                        new JobAnnouncement("b", JobState.QUEUED),
                        last);
    }

    @Test
    void aRefusedJobIsNotAnnounced() {
        List<JobAnnouncement> heard = listen(store);
        store.insert(of("anna", "a", Mode.BATCH), 1).block();

        store.insert(of("anna", "b", Mode.BATCH), 1).onErrorComplete().block();

        var last = new JobAnnouncement("c", JobState.QUEUED);
        store.insert(Jobs.queued("c", Mode.BATCH), 1).block();
        await(() -> heard.contains(last));
        assertThat(heard).containsExactly(new JobAnnouncement("a", JobState.QUEUED), last);
    }

    /** The announcements from now on, without those of the jobs that it stores until the first one is received. */
    protected final List<JobAnnouncement> listen(JobStore listening) {
        var heard = new CopyOnWriteArrayList<JobAnnouncement>();
        var isListening = new AtomicBoolean();
        listening
                .announcements()
                .doOnNext(any -> isListening.set(true))
                .filter(announcement -> !announcement.id().startsWith("probe"))
                .subscribe(heard::add);
        var probes = new AtomicInteger();
        await(() -> {
            store.insert(Jobs.queued("probe" + probes.incrementAndGet(), Mode.BATCH), Integer.MAX_VALUE)
                    .block();
            return isListening.get();
        });
        return heard;
    }

    @Test
    void aJobIsOpenFromItsOpeningToItsEnd() {
        store.insert(Jobs.queued("a", Mode.BATCH), Integer.MAX_VALUE).block();
        assertThat(store.isOpen("a")).as("while it waits").isFalse();
        assertThat(store.isOpen("b")).as("an unknown job").isFalse();

        store.open("a", 0).block();
        assertThat(store.isOpen("a")).isTrue();

        Job running = Jobs.in(Jobs.inRun(Jobs.queued("a", Mode.BATCH), 1), JobState.RUNNING);
        write(Moment.of(running).withLosses(0, losses(1)).withCheckpoint(at(0)));
        store.flush("a").block();
        assertThat(store.isOpen("a")).as("while it trains").isTrue();
        write(Moment.of(Jobs.in(running, JobState.SUCCEEDED)));
        await(() -> !store.isOpen("a"));
    }

    @Test
    void anAbandonedOrDeletedJobIsNotOpen() {
        begin("a");
        begin("b");

        store.abandon("a", 0).block();
        store.delete("b").block();

        assertThat(store.isOpen("a")).isFalse();
        assertThat(store.isOpen("b")).isFalse();
    }

    @Test
    void abandoningAnEarlierLeaseLeavesTheJobOpenUnderTheLaterOne() {
        store.insert(Jobs.queued("a", Mode.BATCH), Integer.MAX_VALUE).block();
        long earlier = claim("a");
        store.open("a", earlier).block();
        long later = claim("a");
        store.open("a", later).block();

        store.abandon("a", earlier).block();
        assertThat(store.isOpen("a")).isTrue();
        append("a", 1, 0, losses(3));
        assertThat(historyOf(store.history("a", -1, 9)).size()).isEqualTo(3);

        store.abandon("a", later).block();
        assertThat(store.isOpen("a")).isFalse();
    }

    @Test
    void listsUnfinishedJobsOldestFirst() {
        store.insert(Jobs.queued("b", Mode.BATCH), Integer.MAX_VALUE).block();
        store.insert(Jobs.queued("a", Mode.LIVE), Integer.MAX_VALUE).block();
        store.insert(Jobs.queued("c", Mode.BATCH), Integer.MAX_VALUE).block();
        write(Moment.of(Jobs.in(Jobs.queued("c", Mode.BATCH), JobState.CANCELLED)));

        assertThat(unfinished()).containsExactly("b", "a");
    }

    @Test
    void listsExpiredJobs() {
        store.insert(Jobs.queued("past", Mode.BATCH).withExpiry(NOON.minusSeconds(1)), Integer.MAX_VALUE)
                .block();
        store.insert(Jobs.queued("now", Mode.BATCH).withExpiry(NOON), Integer.MAX_VALUE)
                .block();
        store.insert(Jobs.queued("later", Mode.BATCH).withExpiry(NOON.plusSeconds(1)), Integer.MAX_VALUE)
                .block();
        store.insert(Jobs.queued("never", Mode.BATCH), Integer.MAX_VALUE).block();

        assertThat(store.expired(NOON).map(Job::id).collectList().block()).containsExactlyInAnyOrder("past", "now");
    }

    @Test
    void anEndedJobGetsALaterExpiry() {
        store.insert(Jobs.queued("a", Mode.BATCH), Integer.MAX_VALUE).block();
        Job ended = Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.CANCELLED).withExpiry(NOON);
        write(Moment.of(ended));
        store.flush("a").block();

        store.write(Moment.of(ended.withExpiry(NOON.plusSeconds(60)))).block();
        store.flush("a").block();

        assertThat(Objects.requireNonNull(store.find("a").block()).life().expiresAt())
                .isEqualTo(NOON.plusSeconds(60));
        assertThat(store.expired(NOON).map(Job::id).collectList().block()).isEmpty();
        assertThat(store.expired(NOON.plusSeconds(60))
                        .map(Job::id)
                        .collectList()
                        .block())
                .containsExactly("a");
    }

    private List<String> unfinished() {
        return Objects.requireNonNull(
                store.unfinished().map(Job::id).collectList().block());
    }

    /** A job that counts against the quota of a caller. */
    private static Job of(String caller, String id, Mode mode) {
        Job job = Jobs.queued(id, mode);
        return new Job(
                id,
                job.owner(),
                mode,
                job.description().withCaller(caller),
                job.spec(),
                job.arithmetic(),
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    protected static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    protected final void write(Moment moment) {
        store.write(moment).block();
    }

    /** Writes losses of a job in a run. */
    protected final void append(String id, int run, long fromEpoch, Losses... losses) {
        write(Moment.of(Jobs.inRun(Jobs.queued(id, Mode.BATCH), run)).withLosses(fromEpoch, losses));
    }

    /** Writes a checkpoint of a job in the checkpoint's run. */
    protected final void checkpoint(String id, RunCheckpoint checkpoint) {
        write(Moment.of(Jobs.inRun(Jobs.queued(id, Mode.BATCH), checkpoint.run()))
                .withCheckpoint(checkpoint));
    }

    private Job found(String id) {
        return Objects.requireNonNull(store.find(id).block());
    }

    protected static History historyOf(Mono<History> history) {
        return Objects.requireNonNull(history.block());
    }

    private Page list(Query query) {
        return Objects.requireNonNull(store.list(query).block());
    }

    private List<String> ids(Query query) {
        return list(query).jobs().stream().map(Job::id).toList();
    }

    protected static Losses[] losses(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> new Losses(i, Double.NaN, i + 0.5))
                .toArray(Losses[]::new);
    }

    protected final void begin(String id) {
        store.insert(Jobs.queued(id, Mode.BATCH), Integer.MAX_VALUE).block();
        store.open(id, 0).block();
    }

    /** A checkpoint of run 1; its only parameter is the epoch. */
    protected static RunCheckpoint at(long epoch) {
        return checkpoint(1, epoch, epoch);
    }

    private static RunCheckpoint checkpoint(int run, long epoch, float parameter) {
        return new RunCheckpoint(
                run, new Checkpoint(epoch, 0, new float[] {parameter}, new float[0]), StopConditions.NEVER, 0, NOON);
    }
}
