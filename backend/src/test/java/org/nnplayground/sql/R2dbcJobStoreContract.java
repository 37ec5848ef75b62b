package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.Node;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.database.Database;
import org.nnplayground.database.DatabaseAddress;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.Turns;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.sql.PieceTable.Leftover;
import org.nnplayground.sql.PieceTable.Piece;
import org.nnplayground.sql.PieceTable.PieceSet;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.JobStoreContract;
import org.nnplayground.store.Journal;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;
import org.springframework.util.unit.DataSize;

/** What a store in a database does beyond {@link JobStoreContract}: its data outlives the process. */
abstract class R2dbcJobStoreContract extends JobStoreContract {

    /** Size of {@link #large} checkpoints. */
    static final int LARGE_BYTES = 6_000_000;

    private static final int LARGE_ROWS = 92;

    private static final DataSize WRITE_BUFFER = DataSize.ofMegabytes(1);

    private final List<ConnectionPool> pools = new ArrayList<>();
    private final List<R2dbcJobStore> stores = new ArrayList<>();
    private @Nullable DatabaseAddress address;
    private @Nullable Database database;

    /** The address of a new, empty database. */
    abstract DatabaseAddress newAddress();

    @Override
    protected JobStore create() {
        address = newAddress();
        return another();
    }

    /** A store of the same database, as a later process would open it. */
    final R2dbcJobStore another() {
        return another(WRITE_BUFFER);
    }

    private R2dbcJobStore another(DataSize writeBuffer) {
        DatabaseAddress same = Objects.requireNonNull(address);
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(same.r2dbc()))
                .initialSize(1)
                .maxSize(4)
                .build());
        pools.add(pool);
        database = Database.open(same, pool);
        var store = new R2dbcJobStore(
                database,
                SpecFormats.api(),
                new SqlSettings(Duration.ofSeconds(2), writeBuffer, DataSize.ofKilobytes(100), DataSize.ofMegabytes(5)),
                new Turns(2));
        stores.add(store);
        return store;
    }

    @Override
    protected final long claim(String job) {
        Database same = Objects.requireNonNull(database);
        same.write(client -> client.sql("update jobs set holder = null").then()).block();
        var queue = new R2dbcJobQueue(same, Node.random(), new Turns(2));
        return Objects.requireNonNull(queue.claim(job).block()).number();
    }

    @AfterEach
    void close() {
        stores.forEach(R2dbcJobStore::close);
        pools.forEach(ConnectionPool::dispose);
    }

    @Test
    void aLaterProcessSeesTheFlushedMomentAndNothingAfterIt() {
        begin("a");
        Job running = Jobs.in(Jobs.inRun(Jobs.queued("a", Mode.BATCH), 1), JobState.RUNNING);
        write(Moment.of(running).withLosses(0, losses(70_001)).withCheckpoint(at(70_000)));
        store.flush("a").block();
        append("a", 1, 70_001, losses(500));

        JobStore later = another();

        assertThat(later.find("a").block()).isEqualTo(running);
        History history = historyOf(later.history("a", -1, 1_000_000));
        assertThat(history.size()).isEqualTo(70_001);
        assertThat(history.train()[70_000]).isEqualTo(70_000f);
        assertThat(history.test()[40_000]).isEqualTo(40_000.5f);
        assertThat(history.validation()[3]).isNaN();
        var opened = Objects.requireNonNull(later.open("a", 0).block());
        assertThat(Objects.requireNonNull(opened.checkpoint()).checkpoint().epoch())
                .isEqualTo(70_000);
        later.write(Moment.of(running).withLosses(70_001, losses(2))).block();
        assertThat(historyOf(later.history("a", 69_998, 10)).size()).isEqualTo(4);
    }

    @Test
    void aRowWithoutArithmeticIsSoloAndALaterProcessKeepsTheOthers() {
        Job old = Jobs.withArithmetic(Jobs.queued("old", Mode.LIVE), null, Arithmetic.SHARED);
        Job shared = Jobs.withArithmetic(Jobs.queued("new", Mode.LIVE), Arithmetic.SHARED, Arithmetic.SHARED);
        store.insert(old, Integer.MAX_VALUE).block();
        store.insert(shared, Integer.MAX_VALUE).block();
        rewriteDetails(
                "old",
                details ->
                        details.replace(",\"arithmetic\":\"SHARED\"", "").replace(",\"requestedArithmetic\":null", ""));

        JobStore later = another();

        assertThat(later.find("old").block()).isEqualTo(Jobs.withArithmetic(old, null, Arithmetic.SOLO));
        assertThat(later.find("new").block()).isEqualTo(shared);
    }

    private void rewriteDetails(String job, UnaryOperator<String> change) {
        Database same = Objects.requireNonNull(database);
        String details =
                Objects.requireNonNull(same.readOne(client -> client.sql("select details from jobs where id = :id")
                                .bind("id", job)
                                .mapValue(String.class)
                                .one())
                        .block());
        String changed = change.apply(details);
        assertThat(changed).doesNotContainIgnoringCase("arithmetic");
        same.write(client -> client.sql("update jobs set details = :details where id = :id")
                        .bind("details", changed)
                        .bind("id", job)
                        .then())
                .block();
    }

    /** A job with more than 2 MB of samples. */
    private static Job withManySamples(String id) {
        var samples = new ArrayList<Data.Sample>();
        for (int i = 0; i < 40_000; i++) {
            samples.add(new Data.Sample(new double[] {i / 7.0, -i / 3.0}, new double[] {i % 2}));
        }
        Job small = Jobs.queued(id, Mode.BATCH);
        return small.with(new TrainingSpec(
                small.spec().task(),
                new Data.Inline(samples, List.of(), List.of()),
                small.spec().features(),
                small.spec().network(),
                small.spec().training()));
    }

    @Test
    void rejectsALargeSpecWhileUnfinishedJobsUseTheSpace() {
        store.insert(withManySamples("a"), Integer.MAX_VALUE).block();
        store.insert(withManySamples("b"), Integer.MAX_VALUE).block();

        assertThatThrownBy(() ->
                        store.insert(withManySamples("c"), Integer.MAX_VALUE).block())
                .isInstanceOfSatisfying(TryLaterException.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.QUEUE_FULL);
                    assertThat(refusal.retryAfter()).isPositive();
                });
        assertThat(store.find("c").blockOptional()).isEmpty();
        store.insert(Jobs.queued("small", Mode.BATCH), Integer.MAX_VALUE).block();

        write(Moment.of(Jobs.in(withManySamples("a"), JobState.CANCELLED)));
        store.insert(withManySamples("c"), Integer.MAX_VALUE).block();
        assertThat(store.find("c").blockOptional()).isPresent();
    }

    /** A checkpoint that is written in six pieces. */
    static RunCheckpoint large(long epoch) {
        var random = new SplittableRandom(epoch);
        var values = new float[LARGE_BYTES / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RunCheckpoint(
                1, new Checkpoint(epoch, 0, values, new float[0]), StopConditions.NEVER, 0, Instant.EPOCH);
    }

    /** Without a recursive comparison, which takes seconds for so many numbers. */
    private static void assertLarge(JobStore store, long epoch) {
        Checkpoint stored =
                Objects.requireNonNull(store.checkpoint("a").block()).checkpoint();
        assertThat(stored.epoch()).isEqualTo(epoch);
        assertThat(Arrays.equals(stored.parameters(), large(epoch).checkpoint().parameters()))
                .as("the parameters of epoch %d", epoch)
                .isTrue();
    }

    private long count(String table) {
        return Objects.requireNonNull(Objects.requireNonNull(database)
                .readOne(client -> client.sql("select count(*) from " + table)
                        .mapValue(Long.class)
                        .one())
                .block());
    }

    /** Writes a piece as the writer with this number; returns whether it was rejected. */
    private boolean write(Piece piece) {
        var rejected = new AtomicBoolean();
        Objects.requireNonNull(database)
                .write(client -> PieceTable.write(client, piece, () -> rejected.set(true), () -> {}))
                .block();
        return rejected.get();
    }

    private Leftover leftover(PieceSet set) {
        return Objects.requireNonNull(Objects.requireNonNull(database)
                .read(PieceTable::leftovers)
                .filter(leftover -> leftover.number() == set.number())
                .blockFirst());
    }

    @Test
    void aSetThatBecomesTheLastCheckpointAfterItWasFoundAsALeftoverIsKept() {
        begin("a");
        var set = PieceSet.of("a", 0, large(1));
        for (int index = 0; index < set.pieces(); index++) {
            write(new Piece(set, index));
        }
        Leftover found = leftover(set);
        Objects.requireNonNull(database)
                .write(client ->
                        client.sql("update jobs set pieces = " + set.number()).then())
                .block();

        var kept = new AtomicBoolean();
        database.write(client -> PieceTable.delete(client, found, () -> kept.set(true)))
                .block();

        assertThat(kept).isTrue();
        assertThat(count("checkpoint_pieces")).isEqualTo(LARGE_ROWS);
    }

    @Test
    void aSetWhoseDeletionHasBegunGetsNoMorePiecesAndNoJob() {
        begin("a");
        var set = PieceSet.of("a", 0, large(1));
        write(new Piece(set, 0));
        write(new Piece(set, 1));
        Leftover found = leftover(set);
        Database same = Objects.requireNonNull(database);
        same.write(client -> PieceTable.delete(client, found, () -> {})).block();

        var lostPiece = new AtomicBoolean();
        same.write(client -> PieceTable.write(client, new Piece(set, 2), () -> {}, () -> lostPiece.set(true)))
                .block();
        Job job = Objects.requireNonNull(store.find("a").block());
        var batch = new WriteBatch(
                new WriteBatch.State(1, job, 1, 0, 0, 1, large(1), Journal.EMPTY),
                1,
                0L,
                false,
                true,
                false,
                false,
                null,
                History.EMPTY,
                large(1),
                set,
                List.of(),
                List.of());
        var lostJobs = new ArrayList<String>();
        var tables = new JobTables(SpecFormats.api(), Long.MAX_VALUE);
        same.write(client -> tables.write(client, List.of(batch), nobody -> {}, lostJobs::add))
                .block();

        assertThat(lostPiece).isTrue();
        assertThat(lostJobs).containsExactly("a");
        assertThat(count("jobs where pieces is not null")).isZero();
    }

    @Test
    void aSetOfPiecesThatWasNotCompletedLeavesTheCheckpointBeforeAndIsRemoved() {
        begin("a");
        checkpoint("a", large(1));
        store.flush("a").block();
        var begun = PieceSet.of("a", 0, large(2));
        write(new Piece(begun, 0));
        write(new Piece(begun, 1));
        claim("a"); // as a later process does

        JobStore later = another();

        assertLarge(later, 1);
        await(() -> count("piece_sets") == 1 && count("checkpoint_pieces") == LARGE_ROWS);
        assertLarge(later, 1);
    }

    @Test
    void anEarlierWriterWritesNoPieces() {
        store.insert(Jobs.queued("a", Mode.BATCH), Integer.MAX_VALUE).block();
        var earlier = PieceSet.of("a", claim("a"), large(1));
        assertThat(write(new Piece(earlier, 0))).isFalse();
        long later = claim("a");

        assertThat(write(new Piece(earlier, 1))).isTrue();
        assertThat(count("checkpoint_pieces")).isLessThanOrEqualTo(16);
        assertThat(write(new Piece(PieceSet.of("a", later, large(1)), 0))).isFalse();
        assertThat(write(new Piece(PieceSet.of("deleted", 0, large(1)), 0))).isFalse();
    }

    @Test
    void aReplacedSetIsRemovedAndThoseOfADeletedJobAre() {
        begin("a");
        for (int epoch = 1; epoch <= 2; epoch++) {
            checkpoint("a", large(epoch));
            store.flush("a").block();
        }
        await(() -> count("piece_sets") == 1 && count("checkpoint_pieces") == LARGE_ROWS);

        store.delete("a").block();

        await(() -> count("piece_sets") == 0 && count("checkpoint_pieces") == 0);
    }

    @Test
    void aLargeJobIsDeletedInSteps() {
        begin("a");
        append("a", 1, 0, losses(200_000));
        for (int epoch = 1; epoch <= 12; epoch++) {
            checkpoint(
                    "a",
                    new RunCheckpoint(
                            1,
                            new Checkpoint(epoch, 0, new float[50_000], new float[0]),
                            StopConditions.NEVER,
                            0,
                            Instant.EPOCH));
        }
        write(Moment.of(Jobs.in(Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.RUNNING), JobState.SUCCEEDED)));
        store.flush("a").block();

        JobTables.empty(Objects.requireNonNull(database), "a").block();
        assertThat(count("checkpoints"))
                .as("what is left for the transaction that deletes the job")
                .isLessThan(6);
        assertThat(count("losses")).isLessThan(3);

        assertThat(store.delete("a").block()).isTrue();
        assertThat(count("checkpoints") + count("losses") + count("documents")).isZero();
    }

    @Test
    void aSmallCheckpointReplacesALargeOneAndTheOtherWayRound() {
        begin("a");
        checkpoint("a", large(1));
        store.flush("a").block();
        checkpoint("a", at(2));
        store.flush("a").block();
        assertThat(another().checkpoint("a").block()).usingRecursiveComparison().isEqualTo(at(2));

        checkpoint("a", large(3));
        store.flush("a").block();

        assertLarge(another(), 3);
        assertThat(count("documents")).as("the spec").isEqualTo(1);
    }

    @Test
    void otherJobsAndAPauseAreDurableBeforeALargeCheckpoint() {
        store = another(DataSize.ofMegabytes(100)); // does not fill up, so large checkpoints are written slowly
        begin("a");
        begin("b");
        append("a", 1, 0, losses(2));
        checkpoint("a", large(1));
        Job paused = Jobs.in(Jobs.inRun(Jobs.queued("a", Mode.BATCH), 1), JobState.PAUSED);
        write(Moment.of(paused).withCheckpoint(large(1)));
        checkpoint("b", at(3));

        store.flush("b").block();
        store.flushChange("a").block();

        JobStore later = another();
        assertThat(later.checkpoint("b").block()).usingRecursiveComparison().isEqualTo(at(3));
        Job stored = Objects.requireNonNull(later.find("a").block());
        assertThat(stored.state()).isEqualTo(JobState.PAUSED);
        assertThat(stored.progress().run())
                .as("as long as no checkpoint is complete")
                .isZero();
        assertThat(later.checkpoint("a").blockOptional()).isEmpty();

        store.flush("a").block();
        assertThat(later.find("a").block()).isEqualTo(paused);
        assertThat(historyOf(later.history("a", -1, 9)).size()).isEqualTo(2);
        assertLarge(later, 1);
    }

    @Test
    void whatIsUnwrittenIsWrittenAtTheEnd() {
        begin("a");
        checkpoint("a", large(1));
        checkpoint("a", large(2));

        stores.getFirst().close();

        assertLarge(another(), 2);
    }

    @Test
    void storesContentLargerThanARowInParts() {
        Job large = withManySamples("a");
        store.insert(large, Integer.MAX_VALUE).block();
        store.open("a", 0).block();
        var parameters = new float[600_000];
        parameters[599_999] = 0.1f;
        var checkpoint = new Checkpoint(3, 0, parameters, parameters);
        write(Moment.of(Jobs.inRun(large, 1))
                .withCheckpoint(new RunCheckpoint(1, checkpoint, StopConditions.NEVER, 0, Instant.EPOCH)));
        store.flush("a").block();

        JobStore later = another();

        TrainingSpec kept = Objects.requireNonNull(later.find("a").block()).spec();
        assertThat(SpecFormats.api().write(kept)).isEqualTo(SpecFormats.api().write(large.spec()));
        assertThat(Objects.requireNonNull(later.checkpoint("a").block())
                        .checkpoint()
                        .optimizerState())
                .isEqualTo(parameters);
        assertThat(later.path("a").collectList().block())
                .as("only the last checkpoint of a large network is kept")
                .isEmpty();
    }

    @Test
    void joinsTheHistoryFromDatabaseAndMemory() {
        begin("a");
        append("a", 1, 0, losses(20_000));
        checkpoint("a", at(19_999));
        store.flush("a").block();
        append("a", 1, 20_000, new Losses(1, 2, 3));

        History all = historyOf(store.history("a", -1, 100_000));

        assertThat(all.size()).isEqualTo(20_001);
        assertThat(all.train()[15_000]).isEqualTo(15_000f);
        assertThat(all.train()[20_000]).isEqualTo(1f);
    }

    @Test
    void readsAHistoryThatWasWrittenEpochByEpochInOnePiece() {
        begin("a");
        for (int epoch = 0; epoch < 300; epoch++) {
            append("a", 1, epoch, new Losses(epoch, Double.NaN, epoch + 0.5));
            checkpoint("a", at(epoch));
            store.flush("a").block();
        }

        JobStore later = another();
        History all = historyOf(later.history("a", -1, 10_000));

        assertThat(all.size()).isEqualTo(300);
        assertThat(all.train()).isSorted().startsWith(0).endsWith(299);
        assertThat(historyOf(later.history("a", 254, 3)).train()).containsExactly(255, 256, 257);
    }

    @Test
    void anEndedJobIsWrittenEvenWithoutACheckpoint() {
        begin("a");
        append("a", 1, 0, losses(3));
        Job failed = Jobs.in(Jobs.queued("a", Mode.BATCH, "school", Map.of("k", "v")), JobState.FAILED);

        write(Moment.of(failed));
        store.flush("a").block();

        JobStore later = another();
        assertThat(Objects.requireNonNull(later.find("a").block()).state()).isEqualTo(JobState.FAILED);
        assertThat(historyOf(later.history("a", -1, 9)).size()).isEqualTo(3);
    }

    @Test
    void isBehindWhileTooMuchDataIsUnwritten() {
        begin("a");
        append("a", 1, 0, losses(100_000));
        assertThat(store.isBehind()).isTrue();

        checkpoint("a", at(99_999));
        store.flush("a").block();

        assertThat(store.isBehind()).isFalse();
    }

    @Test
    void onlyTheLastLeaseOpensAJob() {
        store.insert(Jobs.queued("a", Mode.BATCH), Integer.MAX_VALUE).block();
        long earlier = claim("a");
        long later = claim("a");

        assertThat(store.open("a", earlier).blockOptional())
                .as("an earlier lease")
                .isEmpty();
        assertThat(store.open("a", later + 1).blockOptional())
                .as("a lease that does not exist")
                .isEmpty();
        assertThat(store.open("b", 0).blockOptional()).as("an unknown job").isEmpty();
        assertThat(store.isOpen("a")).isFalse();

        assertThat(store.open("a", later).blockOptional()).isPresent();
        assertThat(store.isOpen("a")).isTrue();
    }

    @Test
    void aReopenedOrAbandonedJobHasNoUnwrittenData() {
        begin("a");
        append("a", 1, 0, losses(100_000));
        assertThat(store.isBehind()).isTrue();

        store.open("a", 0).block();
        assertThat(store.isBehind()).isFalse();

        append("a", 1, 0, losses(100_000));
        store.abandon("a", 0).block();
        assertThat(store.isBehind()).isFalse();
    }

    @Test
    void aDeletedJobHasNoUnwrittenData() {
        begin("a");
        append("a", 1, 0, losses(100_000));

        store.delete("a").block();

        assertThat(store.isBehind()).isFalse();
    }

    @Test
    void theOldestEndedJobsExpireAboveTheTotalSize() {
        for (String id : List.of("old", "new")) {
            begin(id);
            append(id, 1, 0, losses(5000)); // 60,000 bytes
            checkpoint(id, at(4999));
            write(Moment.of(Jobs.in(Jobs.in(Jobs.queued(id, Mode.BATCH), JobState.RUNNING), JobState.SUCCEEDED)));
            store.flush(id).block();
        }
        begin("running");

        assertThat(another().expired(Instant.EPOCH).map(Job::id).collectList().block())
                .containsExactly("old");
    }
}
