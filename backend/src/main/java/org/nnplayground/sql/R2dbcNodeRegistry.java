package org.nnplayground.sql;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.nnplayground.cluster.Node;
import org.nnplayground.cluster.NodeRegistry;
import org.nnplayground.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code nodes}. */
final class R2dbcNodeRegistry implements NodeRegistry {

    private static final Logger log = LoggerFactory.getLogger(R2dbcNodeRegistry.class);

    /** The lease in milliseconds, from now on by the clock of the database. */
    private static final String ALIVE_UNTIL = "current_timestamp + interval '0.001' second * cast(:lease as integer)";

    private static final String IS_DEAD = "alive_until <= current_timestamp";

    private static final String IS_HELD_BY_UNKNOWN =
            "holder is not null and not exists (select 1 from nodes where nodes.id = jobs.holder)";

    private final Database database;
    private final Supplier<Node> node;
    private final boolean web;
    private final Duration lease;

    /**
     * @param node this process, with the address at which others reach it
     * @param web whether it has the web role
     * @param lease a process that has not renewed its lease for this time is no longer alive
     */
    R2dbcNodeRegistry(Database database, Supplier<Node> node, boolean web, Duration lease) {
        this.database = database;
        this.node = node;
        this.web = web;
        this.lease = lease;
    }

    @Override
    public Mono<Void> register() {
        // The address is asked for in the subscriber's thread, which may block.
        return Mono.fromSupplier(node)
                .flatMap(now -> database.isShared()
                        ? extend(now)
                                .thenMany(predecessors(now))
                                .concatMap(this::remove)
                                .then()
                        : registerAlone(now));
    }

    /** Processes that were reached at this process's address have ended, because it listens there now. */
    private Flux<String> predecessors(Node now) {
        return database.read(client -> client.sql("select id from nodes where address = :address and id <> :id")
                        .bind("address", Parameter.fromOrEmpty(now.address(), String.class))
                        .bind("id", now.id())
                        .mapValue(String.class)
                        .all())
                .collectList()
                .flatMapIterable(ids -> ids);
    }

    private Mono<Void> registerAlone(Node now) {
        return database.write(client -> Flux.concat(
                client.sql("delete from nodes").then(),
                client.sql("update jobs set holder = null where holder is not null")
                        .then(),
                insert(client, now)));
    }

    @Override
    public Mono<Void> renew() {
        return Mono.fromSupplier(node)
                .flatMap(this::extend)
                .filter(wasAlive -> wasAlive)
                .flatMap(alive -> requeueJobsOfTheDead());
    }

    /** @return whether the lease had not expired */
    private Mono<Boolean> extend(Node now) {
        return database.writeOne(
                client -> client.sql("select alive_until > current_timestamp from nodes where id = :id for update")
                        .bind("id", now.id())
                        .mapValue(Boolean.class)
                        .one()
                        .delayUntil(wasAlive -> client.sql(
                                        "update nodes set alive_until = " + ALIVE_UNTIL + " where id = :id")
                                .bind("lease", lease.toMillis())
                                .bind("id", now.id())
                                .then())
                        .switchIfEmpty(insert(client, now).thenReturn(false)),
                List.of());
    }

    private Mono<Void> insert(DatabaseClient client, Node now) {
        return client.sql("insert into nodes (id, address, web, alive_until) values (:id, :address, :web, "
                        + ALIVE_UNTIL + ")")
                .bind("id", now.id())
                .bind("address", Parameter.fromOrEmpty(now.address(), String.class))
                .bind("web", web)
                .bind("lease", lease.toMillis())
                .then();
    }

    private Mono<Void> requeueJobsOfTheDead() {
        return database.read(client -> client.sql("select id from nodes where " + IS_DEAD)
                        .mapValue(String.class)
                        .all())
                .concatMap(this::requeueJobsOf)
                .then(requeueJobsOfUnknownNodes());
    }

    /** A process that was removed as dead can claim jobs before it renews its lease, and end in between. */
    private Mono<Void> requeueJobsOfUnknownNodes() {
        return database.readOne(client -> client.sql("select count(*) from jobs where " + IS_HELD_BY_UNKNOWN)
                        .mapValue(Long.class)
                        .one())
                .filter(count -> count > 0)
                .flatMap(count ->
                        database.write(client -> client.sql("update jobs set holder = null where " + IS_HELD_BY_UNKNOWN)
                                .then()));
    }

    /** Does nothing if the node has renewed its lease meanwhile, or another process is doing the same. */
    private Mono<Void> requeueJobsOf(String dead) {
        return database.writeOne(
                        client -> client.sql("select id from nodes where id = :node and " + IS_DEAD
                                        + " for update skip locked")
                                .bind("node", dead)
                                .mapValue(String.class)
                                .one()
                                .delayUntil(locked -> remove(client, dead)),
                        List.of())
                .doOnNext(removed ->
                        log.warn("Cluster: process {} did not renew its lease; its jobs return to the queue", removed))
                .then();
    }

    private Mono<Void> remove(String id) {
        return database.write(client -> remove(client, id));
    }

    private static Mono<Void> remove(DatabaseClient client, String id) {
        return client.sql("update jobs set holder = null where holder = :node")
                .bind("node", id)
                .then()
                .then(client.sql("delete from nodes where id = :node")
                        .bind("node", id)
                        .then());
    }

    @Override
    public Mono<Void> remove() {
        return Mono.fromSupplier(node).flatMap(now -> remove(now.id()));
    }

    @Override
    public Flux<String> registered() {
        return database.read(client ->
                client.sql("select id from nodes").mapValue(String.class).all());
    }

    @Override
    public Mono<Integer> countWebNodes() {
        return database.readOne(
                        client -> client.sql("select count(*) from nodes where web and alive_until > current_timestamp")
                                .mapValue(Long.class)
                                .one())
                .map(Math::toIntExact);
    }
}
