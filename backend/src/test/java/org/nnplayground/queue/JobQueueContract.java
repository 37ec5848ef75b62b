package org.nnplayground.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.Node;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every job queue does; each adapter's test extends it. */
public abstract class JobQueueContract {

    protected static final Duration PATIENCE = Duration.ofSeconds(10);

    protected static final Node NODE = new Node("here", null);

    protected JobStore store;
    protected JobQueue queue;

    /** A new, empty store. */
    protected abstract JobStore createStore();

    /** The queue of its jobs. */
    protected abstract JobQueue createQueue();

    @BeforeEach
    void createStoreAndQueue() {
        store = createStore();
        queue = createQueue();
    }

    @Test
    void leasesEachJobOnceInOrderOfArrival() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);

        assertThat(claim(QueueName.BATCH).job()).isEqualTo("a");
        assertThat(claim(QueueName.BATCH).job()).isEqualTo("b");
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void servesCallersAlternatelyAndEachInOrderOfArrival() {
        addAll("a", "a1", "a2", "a3", "a4");
        addAll("b", "b1", "b2");

        assertThat(claimAll()).containsExactly("a1", "b1", "a2", "b2", "a3", "a4");
    }

    @Test
    void aNewCallerIsNextThoughManyJobsOfAnotherWait() {
        addAll("a", "a1", "a2", "a3", "a4", "a5");
        claim(QueueName.BATCH);
        claim(QueueName.BATCH);
        addAll("b", "b1", "b2");

        assertThat(get(queue.position("b1"))).isZero();
        assertThat(get(queue.position("a5"))).isEqualTo(4);
        assertThat(claimAll()).containsExactly("b1", "a3", "b2", "a4", "a5");
    }

    @Test
    void callersWithAnApiKeyAreServedMoreOften() {
        for (String id : List.of("k1", "k2", "k3", "k4")) {
            add(Jobs.by("k", Jobs.queued(id, Mode.BATCH, "owner", Map.of())));
        }
        addAll("a", "a1", "a2");

        assertThat(claimAll()).containsExactly("k1", "a1", "k2", "k3", "a2", "k4");
    }

    @Test
    void aClaimOutOfOrderDoesNotMoveOtherCallersBack() {
        addAll("a", "a1", "a2", "a3", "a4");
        claim(QueueName.BATCH);
        queue.claim("a4").block(PATIENCE);
        addAll("b", "b1");

        assertThat(claimAll()).containsExactly("a2", "b1", "a3");
    }

    @Test
    void aJobYieldsToOtherCallersButNotToItsOwnCaller() {
        addAll("a", "a1", "a2");
        Lease yielding = claim(QueueName.BATCH);
        addAll("b", "b1", "b2");

        queue.yield(yielding).block(PATIENCE);

        assertThat(claimAll()).containsExactly("b1", "a1", "a2", "b2");
        queue.yield(yielding).block(PATIENCE);
        assertNothingToClaim(QueueName.BATCH); // the lease was not the present one
    }

    @Test
    void aJobYieldsToACallerWhoHoldsAPlaceAlready() {
        addAll("a", "a1");
        addAll("b", "b1", "b2", "b3");
        Lease yielding = claim(QueueName.BATCH);
        claim(List.of("b1"));

        queue.yield(yielding).block(PATIENCE);

        assertThat(claimAll()).containsExactly("b2", "a1", "b3");
    }

    @Test
    void aJobYieldsToACallerWhoseFirstJobsWereCancelled() {
        addAll("b", "b1", "b2", "b3", "b4", "b5", "b6");
        addAll("a", "a1", "a2");
        List<Lease> yielding = List.of(get(queue.claim("a1")), get(queue.claim("a2")));
        List.of("b1", "b2", "b3", "b4").forEach(this::cancel);

        queue.yield(yielding.getFirst()).block(PATIENCE);

        assertThat(claimAll()).containsExactly("b5", "b6", "a1");
    }

    @Test
    void aJobWithoutCallerYieldsToCallersOnly() {
        add("nobody1", Mode.BATCH);
        add("nobody2", Mode.BATCH);
        addAll("b", "b1", "b2");
        Lease yielding = claim(QueueName.BATCH);
        claim(List.of("b1"));

        queue.yield(yielding).block(PATIENCE);

        assertThat(claimAll()).containsExactly("nobody2", "b2", "nobody1");
    }

    /** Ends a waiting job, as a trainer does. */
    private void cancel(String id) {
        Lease lease = get(queue.claim(id));
        Job job = get(store.open(id, lease.number())).job();
        store.write(Moment.of(Jobs.in(job, JobState.CANCELLED)))
                .then(store.flush(id))
                .block(PATIENCE);
    }

    @Test
    void aPostponedJobDoesNotWaitBeforeItsTime() {
        addAll("a", "a1", "a2");
        Lease postponed = claim(QueueName.BATCH);

        queue.postpone(postponed, Duration.ofHours(1)).block(PATIENCE);

        assertThat(queue.position("a1").blockOptional()).isEmpty();
        assertThat(queue.holder("a1").blockOptional()).isEmpty();
        assertThat(get(queue.leases())).isEmpty();
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(2);
        assertThat(get(queue.position("a2"))).isZero();
        assertThat(claimAll()).containsExactly("a2");
        assertThat(get(queue.claim("a1")).number()).isGreaterThan(postponed.number());
    }

    @Test
    void postponedJobsTakeTurnsWithOtherCallersWhenTheirTimeHasCome() {
        addAll("a", "a1", "a2", "a3");
        List<Lease> paced = List.of(claim(QueueName.BATCH), claim(QueueName.BATCH), claim(QueueName.BATCH));
        paced.forEach(lease -> queue.postpone(lease, Duration.ZERO).block(PATIENCE));
        addAll("b", "b1", "b2", "b3", "b4", "b5");
        List<String> first = claim(List.of("b1", "b2", "b3"));

        List<String> next = claimAll();

        assertThat(first).containsExactly("b1", "b2", "b3");
        assertThat(next).containsExactly("a1", "a2", "b4", "a3", "b5");
    }

    @Test
    void namesTheCallersOfWaitingJobs() {
        add("nobody", Mode.BATCH);
        addAll("a", "a1", "a2");
        addAll("b", "b1");
        addAll("c", "c1");
        add(Jobs.by("d", Jobs.queued("live", Mode.LIVE)));

        queue.claim("b1").block(PATIENCE);
        queue.postpone(get(queue.claim("c1")), Duration.ofHours(1)).block(PATIENCE);

        assertThat(get(queue.waitingCallers(QueueName.BATCH))).containsExactlyInAnyOrder("", "a");
        assertThat(get(queue.waitingCallers(QueueName.LIVE))).containsExactly("d");
    }

    /** Claims these jobs by their ids. */
    private List<String> claim(List<String> ids) {
        return ids.stream().map(id -> get(queue.claim(id)).job()).toList();
    }

    /** Claims all waiting batch jobs in their order. */
    private List<String> claimAll() {
        var claimed = new ArrayList<String>();
        for (Lease lease = queue.claim(QueueName.BATCH, 1).blockFirst(PATIENCE);
                lease != null;
                lease = queue.claim(QueueName.BATCH, 1).blockFirst(PATIENCE)) {
            claimed.add(lease.job());
        }
        return claimed;
    }

    private void addAll(String caller, String... ids) {
        for (String id : ids) {
            add(Jobs.by(caller, Jobs.queued(id, Mode.BATCH)));
        }
    }

    private void add(Job job) {
        store.insert(job, Integer.MAX_VALUE).block(PATIENCE);
    }

    @Test
    void liveBatchAndGpuJobsWaitInSeparateQueues() {
        add("batch", Mode.BATCH);
        add("live", Mode.LIVE);
        store.insert(onGpu("gpu"), Integer.MAX_VALUE).block(PATIENCE);

        assertThat(get(queue.countWaiting(QueueName.LIVE))).isEqualTo(1);
        assertThat(claim(QueueName.LIVE).job()).isEqualTo("live");
        assertNothingToClaim(QueueName.LIVE);
        Lease gpu = claim(QueueName.GPU_LIVE);
        assertThat(gpu.job()).isEqualTo("gpu");
        assertThat(gpu.queue()).isEqualTo(QueueName.GPU_LIVE);
    }

    @Test
    void positionIsTheNumberOfJobsInFront() {
        add("a", Mode.BATCH);
        add("live", Mode.LIVE);
        add("b", Mode.BATCH);

        assertThat(get(queue.position("b"))).isEqualTo(1);
        assertThat(queue.position("c").blockOptional()).isEmpty();
    }

    @Test
    void aRequeuedJobIsTheFirstOfItsQueue() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);
        Lease first = claim(QueueName.BATCH);
        assertThat(queue.position("a").blockOptional()).as("held").isEmpty();

        queue.requeue(first).block(PATIENCE);

        assertThat(get(queue.position("a"))).isEqualTo(0);
        Lease second = claim(QueueName.BATCH);
        assertThat(second.job()).isEqualTo("a");
        assertThat(second.number()).isGreaterThan(first.number());
        queue.requeue(first).block(PATIENCE);
        assertThat(get(queue.leases())).as("a lost lease requeues nothing").containsExactly(Map.entry("a", second));
    }

    @Test
    void anEndedJobIsNotLeasedAgain() {
        Job job = add("a", Mode.BATCH);
        Lease lease = claim(QueueName.BATCH);
        store.open("a", lease.number()).block(PATIENCE);
        Job ended = Jobs.in(Jobs.in(job, JobState.RUNNING), JobState.SUCCEEDED);
        store.write(Moment.of(ended)).then(store.flush("a")).block(PATIENCE);

        assertThat(get(queue.leases())).isEmpty();
        assertThat(queue.holder("a").blockOptional()).isEmpty();
        assertThat(get(queue.countAll(QueueName.BATCH))).isZero();
        queue.requeue(lease).block(PATIENCE);
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void claimsACertainJobOnlyIfItWaits() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);
        claim(QueueName.BATCH);

        assertThat(queue.claim("a").blockOptional(PATIENCE)).as("held").isEmpty();
        assertThat(get(queue.claim("b")).job()).isEqualTo("b");
        assertThat(queue.claim("c").blockOptional(PATIENCE)).as("unknown").isEmpty();
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void countsRequeuedJobsAsWaitingButNotHeldJobs() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(2);

        Lease lease = claim(QueueName.BATCH);
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(1);
        assertThat(get(queue.countAll(QueueName.BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isZero();

        queue.requeue(lease).block(PATIENCE);
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isEqualTo(1);
    }

    @Test
    void namesTheNodeThatHoldsAJob() {
        add("a", Mode.LIVE);
        assertThat(queue.holder("a").blockOptional()).as("not held yet").isEmpty();

        Lease lease = claim(QueueName.LIVE);
        assertThat(get(queue.holder("a")).id()).isEqualTo(NODE.id());

        queue.requeue(lease).block(PATIENCE);
        assertThat(queue.holder("a").blockOptional()).as("no longer held").isEmpty();
    }

    @Test
    void severalJobsAreClaimedInOrderAndOtherQueuesAreLeftAlone() {
        addAll("a", "a1", "a2", "a3");
        addAll("b", "b1");
        add("live", Mode.LIVE);

        List<Lease> first = get(queue.claim(QueueName.BATCH, 3).collectList());

        assertThat(first).extracting(Lease::job).containsExactly("a1", "b1", "a2");
        assertThat(get(queue.leases())).containsOnlyKeys("a1", "b1", "a2").containsValues(first.toArray(Lease[]::new));
        assertThat(get(queue.claim(QueueName.BATCH, 3).collectList()))
                .extracting(Lease::job)
                .containsExactly("a3");
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void concurrentClaimsLeaseEachJobOnce() {
        for (int i = 0; i < 50; i++) {
            add("job" + i, Mode.BATCH);
        }

        List<String> claimed = Flux.range(0, 4)
                .flatMap(claimer -> queue.claim(QueueName.BATCH, 2).repeat(10), 4)
                .map(Lease::job)
                .collectList()
                .block(PATIENCE);

        assertThat(claimed).hasSize(50).doesNotHaveDuplicates();
    }

    private Job add(String id, Mode mode) {
        Job job = Jobs.queued(id, mode);
        store.insert(job, Integer.MAX_VALUE).block(PATIENCE);
        return job;
    }

    private static Job onGpu(String id) {
        Job job = Jobs.queued(id, Mode.LIVE);
        return new Job(
                id,
                null,
                Mode.LIVE,
                new Job.Description(null, Map.of(), RequestedDevice.GPU, null, null, null),
                job.spec(),
                job.arithmetic(),
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    private Lease claim(QueueName queueName) {
        return get(queue.claim(queueName, 1).next());
    }

    private void assertNothingToClaim(QueueName queueName) {
        assertThat(queue.claim(queueName, 1).collectList().block(PATIENCE)).isEmpty();
    }

    private static <T> T get(Mono<T> answer) {
        @Nullable T value = answer.block(PATIENCE);
        return Objects.requireNonNull(value);
    }
}
