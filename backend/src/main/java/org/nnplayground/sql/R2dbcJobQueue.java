package org.nnplayground.sql;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nnplayground.cluster.Node;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.job.Job;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.queue.Turns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The queue in the table {@code jobs}: a job waits while it has a queue, no holder and no {@code ready_at}, which is
 * set while it is postponed. A claim locks the rows, skipping those that other nodes are claiming, then sets the holder
 * and increments the number of the lease.
 */
public final class R2dbcJobQueue implements JobQueue {

    private static final String WAITS = "holder is null and ready_at is null";

    /** What {@link Turns#next} needs to know of a queue. */
    private static final String PRESENT = "(select max(turn) from jobs where queue = :queue and holder is not null)"
            + " as last_held, (select min(turn) from jobs where queue = :queue and " + WAITS + ") as first_waiting";

    /** What {@link Turns#afterYield} needs to know besides. */
    private static final String FIRST_OF_OTHERS =
            "(select min(others.turn) from jobs as others where queue = :queue and " + WAITS
                    + " and others.caller is distinct from jobs.caller) as first_of_others";

    private final Database database;
    private final Node node;
    private final Turns turns;

    /** @param node this process, the holder of its leases */
    R2dbcJobQueue(Database database, Node node, Turns turns) {
        this.database = database;
        this.node = node;
        this.turns = turns;
    }

    @Override
    public Flux<Lease> claim(QueueName queue, int limit) {
        return wakePostponed(queue)
                .thenMany(claimWhere(
                        "queue = :key and " + WAITS + " order by turn, arrival limit " + limit, queue.name()));
    }

    /** Gives turns to the jobs whose time has come. */
    private Mono<Void> wakePostponed(QueueName queue) {
        return database.read(client -> client.sql("select id from jobs"
                                + " where ready_at <= current_timestamp and queue = :queue and holder is null"
                                + " order by ready_at, arrival")
                        .bind("queue", queue.name())
                        .mapValue(String.class)
                        .all())
                .collectList()
                .filter(ready -> !ready.isEmpty())
                .flatMap(ready ->
                        database.write(client -> Flux.fromIterable(ready).concatMap(id -> wake(client, queue, id))));
    }

    private Mono<Void> wake(DatabaseClient client, QueueName queue, String id) {
        return client.sql(
                        "select caller, owner from jobs where id = :id and ready_at is not null for update skip locked")
                .bind("id", id)
                .map(row -> new Postponed(row.get("caller", String.class), row.get("owner", String.class)))
                .one()
                .flatMap(job -> nextTurn(client, turns, queue, job.caller, job.owner))
                .flatMap(turn -> client.sql("update jobs set turn = :turn, ready_at = null where id = :id")
                        .bind("turn", turn)
                        .bind("id", id)
                        .then());
    }

    private record Postponed(
            @Nullable String caller, @Nullable String owner) {}

    /** The turn of a new job. */
    static Mono<Double> nextTurn(DatabaseClient client, Turns turns, Job job) {
        return nextTurn(client, turns, QueueName.of(job), job.description().caller(), job.owner());
    }

    private static Mono<Double> nextTurn(
            DatabaseClient client, Turns turns, QueueName queue, @Nullable String caller, @Nullable String owner) {
        return client.sql("select " + PRESENT + ", (select max(turn) from jobs"
                        + " where caller = :caller and queue = :queue and ready_at is null) as own")
                .bind("queue", queue.name())
                .bind("caller", Parameter.fromOrEmpty(caller, String.class))
                .map(row -> turns.next(
                        row.get("last_held", Double.class),
                        row.get("first_waiting", Double.class),
                        row.get("own", Double.class),
                        owner))
                .one();
    }

    @Override
    public Mono<Lease> claim(String job) {
        return claimWhere("id = :key and queue is not null and holder is null", job)
                .next();
    }

    /** The transaction is written to the disk, so it starts only if there is something to claim. */
    private Flux<Lease> claimWhere(String waiting, String key) {
        return database.readOne(client -> client.sql("select id from jobs where " + waiting)
                        .bind("key", key)
                        .mapValue(String.class)
                        .first())
                .flatMap(some -> database.writeOne(client -> claim(client, waiting, key), List.of()))
                .flatMapIterable(leases -> leases);
    }

    private Mono<List<Lease>> claim(DatabaseClient client, String waiting, String key) {
        return client.sql("select id, queue, writer, claims from jobs where " + waiting + " for update skip locked")
                .bind("key", key)
                .map(R2dbcJobQueue::nextLease)
                .all()
                .collectList()
                .delayUntil(leases -> client.inConnectionMany(connection -> Statements.run(
                                connection,
                                "update jobs set holder = $1, writer = $2, claims = $3, ready_at = null where id = $4",
                                leases,
                                (statement, lease) -> statement
                                        .bind(0, node.id())
                                        .bind(1, lease.number())
                                        .bind(2, lease.claims())
                                        .bind(3, lease.job())))
                        .then());
    }

    private static Lease nextLease(Readable row) {
        return new Lease(
                Statements.readText(row, "id"),
                QueueName.valueOf(Statements.readText(row, "queue")),
                Statements.value(row.get("writer", Long.class)) + 1,
                Statements.value(row.get("claims", Integer.class)) + 1);
    }

    @Override
    public Mono<Void> requeue(Lease lease) {
        return database.write(client -> release(client, lease, 0, "").then());
    }

    @Override
    public Mono<Void> unclaim(Lease lease) {
        return database.write(
                client -> release(client, lease, lease.claims() - 1, "").then());
    }

    @Override
    public Mono<Void> yield(Lease lease) {
        return database.write(client -> client.sql(
                        "select turn, owner, " + PRESENT + ", " + FIRST_OF_OTHERS + " from jobs where id = :id")
                .bind("queue", lease.queue().name())
                .bind("id", lease.job())
                .map(row -> turns.afterYield(
                        row.get("last_held", Double.class),
                        row.get("first_waiting", Double.class),
                        row.get("first_of_others", Double.class),
                        Statements.value(row.get("turn", Double.class)),
                        row.get("owner", String.class)))
                .one()
                .flatMap(turn -> release(client, lease, 0, ", turn = :turn")
                        .bind("turn", turn)
                        .then()));
    }

    @Override
    public Mono<Void> postpone(Lease lease, Duration time) {
        return database.write(client -> release(
                        client,
                        lease,
                        0,
                        ", ready_at = current_timestamp + interval '0.001' second * cast(:time as bigint)")
                .bind("time", time.toMillis())
                .then());
    }

    /**
     * @param claims without progress that count from now on
     * @param changes further columns to set
     */
    private GenericExecuteSpec release(DatabaseClient client, Lease lease, int claims, String changes) {
        return client.sql("update jobs set holder = null, claims = :claims" + changes
                        + " where id = :id and holder = :node and writer = :number")
                .bind("claims", claims)
                .bind("id", lease.job())
                .bind("node", node.id())
                .bind("number", lease.number());
    }

    @Override
    public Mono<Map<String, Lease>> leases() {
        return database.read(client -> client.sql("select id, queue, writer, claims from jobs"
                                + " where holder = :node and queue is not null")
                        .bind("node", node.id())
                        .map(row -> new Lease(
                                Statements.readText(row, "id"),
                                QueueName.valueOf(Statements.readText(row, "queue")),
                                Statements.value(row.get("writer", Long.class)),
                                Statements.value(row.get("claims", Integer.class))))
                        .all())
                .collectMap(Lease::job);
    }

    @Override
    public Mono<Integer> countWaiting(QueueName queue) {
        return count("select count(*) from jobs where queue = :queue and holder is null", queue);
    }

    @Override
    public Mono<Integer> countAll(QueueName queue) {
        return count("select count(*) from jobs where queue = :queue", queue);
    }

    private Mono<Integer> count(String sql, QueueName queue) {
        return database.readOne(client -> client.sql(sql)
                        .bind("queue", queue.name())
                        .mapValue(Long.class)
                        .one())
                .map(Math::toIntExact);
    }

    @Override
    public Mono<Set<String>> waitingCallers(QueueName queue) {
        return database.read(client -> client.sql(
                                "select distinct coalesce(caller, '') from jobs where queue = :queue and " + WAITS)
                        .bind("queue", queue.name())
                        .mapValue(String.class)
                        .all())
                .collect(HashSet::new, Set::add);
    }

    @Override
    public Mono<Integer> position(String job) {
        return database.readOne(client ->
                        client.sql("""
                        select (select count(*) from jobs as earlier
                                where earlier.queue = jobs.queue
                                  and earlier.holder is null and earlier.ready_at is null
                                  and (earlier.turn < jobs.turn
                                       or (earlier.turn = jobs.turn and earlier.arrival < jobs.arrival)))
                        from jobs where id = :id and queue is not null and holder is null and ready_at is null
                        """).bind("id", job).mapValue(Long.class).one())
                .map(Math::toIntExact);
    }

    @Override
    public Mono<Node> holder(String job) {
        return database.readOne(client -> client.sql("select nodes.id, nodes.address from jobs"
                        + " join nodes on nodes.id = jobs.holder"
                        + " where jobs.id = :id and nodes.alive_until > current_timestamp")
                .bind("id", job)
                .map(row -> new Node(Statements.readText(row, "id"), row.get("address", String.class)))
                .one());
    }
}
