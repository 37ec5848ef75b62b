package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.nnplayground.spec.Data;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.JobStoreContract;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;
import org.springframework.util.unit.DataSize;

/** What a store in a database does beyond {@link JobStoreContract}: its data outlives the process. */
abstract class R2dbcJobStoreContract extends JobStoreContract {

    private static final SqlSettings SETTINGS =
            new SqlSettings(DataSize.ofMegabytes(1), DataSize.ofKilobytes(100), DataSize.ofMegabytes(5));

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
        DatabaseAddress same = Objects.requireNonNull(address);
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(same.r2dbc()))
                .initialSize(1)
                .maxSize(4)
                .build());
        pools.add(pool);
        database = Database.open(same, pool);
        var store = new R2dbcJobStore(database, SpecFormats.api(), SETTINGS, new Turns(2));
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
        assertThat(later.parameters("a", 3).block()).isEqualTo(parameters);
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
