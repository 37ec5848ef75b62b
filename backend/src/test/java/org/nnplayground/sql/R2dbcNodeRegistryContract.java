package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.Node;
import org.nnplayground.cluster.NodeRegistry;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.Turns;
import org.nnplayground.store.Moment;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** The processes of a service in a database. The tests end leases by changing the table, so none waits. */
abstract class R2dbcNodeRegistryContract {

    static final Node FIRST = new Node("first", "192.0.2.1:8081");
    static final Node SECOND = new Node("second", "192.0.2.2:8081");

    private static final Duration LEASE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<R2dbcJobStore> stores = new ArrayList<>();
    private OpenDatabase open;

    /** A new, empty database. */
    abstract OpenDatabase newDatabase();

    @BeforeEach
    void openDatabase() {
        open = newDatabase();
    }

    @AfterEach
    void close() {
        stores.forEach(R2dbcJobStore::close);
        open.close();
    }

    @Test
    void aNodeIsCountedFromItsRegistrationToItsRemoval() {
        NodeRegistry node = webNode(FIRST);

        run(node.register());
        assertThat(get(node.countWebNodes())).isEqualTo(1);
        run(node.renew());
        assertThat(get(node.countWebNodes())).as("after a renewal").isEqualTo(1);

        run(node.remove());
        assertThat(get(node.countWebNodes())).isZero();
    }

    @Test
    void countsOnlyWebNodesThatAreAlive() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        run(new R2dbcNodeRegistry(open.database(), () -> new Node("third", null), false, LEASE).renew());

        assertThat(get(webNode(FIRST).countWebNodes())).isEqualTo(2);
        endLeaseOf(SECOND);
        assertThat(get(webNode(FIRST).countWebNodes())).isEqualTo(1);
    }

    @Test
    void aRenewalExtendsTheLeaseToItsFullLength() {
        run(webNode(FIRST).register());
        assertThat(get(secondsLeft(FIRST))).isBetween(3000.0, 3600.0);
        setLease(FIRST, "current_timestamp + interval '5' second");

        run(webNode(FIRST).renew());

        assertThat(get(secondsLeft(FIRST))).isBetween(3000.0, 3600.0);
    }

    @Test
    void theHolderOfAJobIsANodeThatIsAlive() {
        run(webNode(FIRST).register());
        store("a");
        claim(FIRST, "a");

        assertThat(get(queue(SECOND).holder("a"))).isEqualTo(FIRST);

        endLeaseOf(FIRST);
        assertThat(queue(SECOND).holder("a").blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void theJobsOfADeadNodeReturnWhenALivingNodeRenewsItsLease() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        store("a");
        store("b");
        Lease earlier = claim(FIRST, "a");
        claim(SECOND, "b");

        run(webNode(SECOND).renew());
        assertThat(isWaiting("a")).as("while its holder is alive").isFalse();
        endLeaseOf(FIRST);
        run(webNode(SECOND).renew());

        assertThat(isWaiting("a")).isTrue();
        assertThat(isWaiting("b")).as("of the living node").isFalse();
        Lease later = claim(SECOND, "a");
        assertThat(later.number()).isGreaterThan(earlier.number());
        assertThat(later.claims()).as("claims without progress").isEqualTo(2);
        assertThat(get(queue(FIRST).leases())).isEmpty();
    }

    @Test
    void aNodeWhoseOwnLeaseHadExpiredReturnsNobodysJobs() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        store("a");
        claim(FIRST, "a");
        endLeaseOf(FIRST);
        endLeaseOf(SECOND);

        run(webNode(SECOND).renew());
        assertThat(isWaiting("a")).as("after the first renewal").isFalse();

        run(webNode(FIRST).renew());
        run(webNode(SECOND).renew());
        assertThat(isWaiting("a")).as("its holder has renewed, too").isFalse();
        assertThat(get(queue(SECOND).holder("a"))).isEqualTo(FIRST);
    }

    @Test
    void aNodeThatDoesNotRenewAfterAnOutageLosesItsJobsAtTheSecondRenewalOfAnother() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        store("a");
        claim(FIRST, "a");
        endLeaseOf(FIRST);
        endLeaseOf(SECOND);

        run(webNode(SECOND).renew());
        run(webNode(SECOND).renew());

        assertThat(isWaiting("a")).isTrue();
    }

    @Test
    void aNodeThatWasRemovedAsDeadIsAliveAgainAfterItsNextRenewal() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        endLeaseOf(FIRST);
        run(webNode(SECOND).renew());

        run(webNode(FIRST).renew());
        store("a");
        claim(FIRST, "a");

        assertThat(get(queue(SECOND).holder("a"))).isEqualTo(FIRST);
        assertThat(get(webNode(SECOND).countWebNodes())).isEqualTo(2);
    }

    @Test
    void theJobsOfANodeThatNeverRenewsAfterItsRemovalReturn() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        endLeaseOf(FIRST);
        run(webNode(SECOND).renew());
        store("a");
        store("b");
        claim(FIRST, "a");
        claim(SECOND, "b");

        run(webNode(SECOND).renew());

        assertThat(isWaiting("a")).isTrue();
        assertThat(isWaiting("b")).as("of the living node").isFalse();
    }

    @Test
    void theJobsOfARemovedNodeReturnAtOnce() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        store("a");
        store("b");
        claim(FIRST, "a");
        claim(SECOND, "b");

        run(webNode(FIRST).remove());

        assertThat(isWaiting("a")).isTrue();
        assertThat(isWaiting("b")).as("of the other node").isFalse();
    }

    @Test
    void theStoreRefusesTheWritesOfAnEarlierHolder() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).renew());
        Job queued = store("a");
        R2dbcJobStore earlierStore = newStore();
        R2dbcJobStore laterStore = newStore();
        Lease earlier = claim(FIRST, "a");
        assertThat(earlierStore.open("a", earlier.number()).blockOptional(PATIENCE))
                .isPresent();
        endLeaseOf(FIRST);
        run(webNode(SECOND).renew());
        Lease later = claim(SECOND, "a");
        assertThat(laterStore.open("a", later.number()).blockOptional(PATIENCE)).isPresent();

        run(earlierStore.write(Moment.of(Jobs.in(queued, JobState.CANCELLED))));
        assertThatThrownBy(() -> run(earlierStore.flush("a"))).isInstanceOf(TryLaterException.class);
        run(laterStore.write(Moment.of(Jobs.in(queued, JobState.RUNNING))));
        run(laterStore.flush("a"));

        assertThat(get(newStore().find("a")).state()).isEqualTo(JobState.RUNNING);
        assertThat(earlierStore.isOpen("a")).isFalse();
    }

    /** The registry as a process with the web role uses it. */
    final NodeRegistry webNode(Node node) {
        return new R2dbcNodeRegistry(open.database(), () -> node, true, LEASE);
    }

    /** Stores a new job, which waits. */
    final Job store(String id) {
        Job job = Jobs.queued(id, Mode.BATCH);
        run(newStore().insert(job, Integer.MAX_VALUE));
        return job;
    }

    final Lease claim(Node node, String job) {
        return get(queue(node).claim(job));
    }

    final boolean isWaiting(String job) {
        return queue(SECOND).position(job).blockOptional(PATIENCE).isPresent();
    }

    private R2dbcJobStore newStore() {
        var settings = new SqlSettings(
                Duration.ofSeconds(2), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(5));
        var store = new R2dbcJobStore(open.database(), SpecFormats.api(), settings, new Turns(2));
        stores.add(store);
        return store;
    }

    private R2dbcJobQueue queue(Node node) {
        return new R2dbcJobQueue(open.database(), node, new Turns(2));
    }

    private void endLeaseOf(Node node) {
        setLease(node, "current_timestamp - interval '1' second");
    }

    private void setLease(Node node, String end) {
        run(open.database()
                .write(client -> client.sql("update nodes set alive_until = " + end + " where id = :id")
                        .bind("id", node.id())
                        .then()));
    }

    private Mono<Double> secondsLeft(Node node) {
        return open.database()
                .readOne(client -> client.sql("select cast(extract(epoch from alive_until)"
                                + " - extract(epoch from current_timestamp) as double precision)"
                                + " from nodes where id = :id")
                        .bind("id", node.id())
                        .mapValue(Double.class)
                        .one());
    }

    static void run(Mono<Void> action) {
        action.block(PATIENCE);
    }

    static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }
}
