package org.nnplayground.sql;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import org.nnplayground.cluster.Node;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The queue in the table {@code jobs}: a job waits while it has a queue and no holder. A claim locks one row, skipping
 * those that other nodes are claiming, then sets the holder and increments the number of the lease.
 */
public final class R2dbcJobQueue implements JobQueue {

    private final Database database;
    private final Node node;

    /** @param node this process, the holder of its leases */
    R2dbcJobQueue(Database database, Node node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public Mono<Lease> claim(QueueName queue) {
        return claimWhere("queue = :key and holder is null order by arrival limit 1", queue.name());
    }

    @Override
    public Mono<Lease> claim(String job) {
        return claimWhere("id = :key and queue is not null and holder is null", job);
    }

    /** The transaction is written to the disk, so it starts only if there is something to claim. */
    private Mono<Lease> claimWhere(String waiting, String key) {
        return database.readOne(client -> client.sql("select id from jobs where " + waiting)
                        .bind("key", key)
                        .mapValue(String.class)
                        .one())
                .flatMap(some -> database.writeOne(client -> claim(client, waiting, key), List.of()));
    }

    private Mono<Lease> claim(DatabaseClient client, String waiting, String key) {
        return client.sql("select id, queue, writer, claims from jobs where " + waiting + " for update skip locked")
                .bind("key", key)
                .map(R2dbcJobQueue::nextLease)
                .one()
                .delayUntil(lease -> client.sql(
                                "update jobs set holder = :node, writer = :number, claims = :claims where id = :id")
                        .bind("node", node.id())
                        .bind("number", lease.number())
                        .bind("claims", lease.claims())
                        .bind("id", lease.job())
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
        return requeue(lease, 0);
    }

    @Override
    public Mono<Void> unclaim(Lease lease) {
        return requeue(lease, lease.claims() - 1);
    }

    private Mono<Void> requeue(Lease lease, int claims) {
        return database.write(client -> client.sql("update jobs set holder = null, claims = :claims"
                        + " where id = :id and holder = :node and writer = :number")
                .bind("claims", claims)
                .bind("id", lease.job())
                .bind("node", node.id())
                .bind("number", lease.number())
                .then());
    }

    @Override
    public Mono<Map<String, Long>> leases() {
        return database.read(client -> client.sql("select id, writer from jobs where holder = :node")
                        .bind("node", node.id())
                        .map(row -> Map.entry(
                                Statements.readText(row, "id"), Statements.value(row.get("writer", Long.class))))
                        .all())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
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
    public Mono<Integer> position(String job) {
        return database.readOne(client ->
                        client.sql("""
                        select (select count(*) from jobs as earlier
                                where earlier.queue = jobs.queue and earlier.holder is null
                                  and earlier.arrival < jobs.arrival)
                        from jobs where id = :id and queue is not null and holder is null
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
