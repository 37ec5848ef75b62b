package org.nnplayground.lti.store;

import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores keys in a database. */
final class R2dbcToolKeyStore implements ToolKeyStore {

    private final Database database;

    R2dbcToolKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Flux<ToolKey> findAll() {
        return database.read(client -> client.sql(
                        "select id, encrypted, created_at from lti_keys order by created_at, id")
                .map(row -> new ToolKey(
                        Statements.readText(row, "id"),
                        Statements.readText(row, "encrypted"),
                        Statements.readTime(row, "created_at")))
                .all());
    }

    @Override
    public Mono<Void> insert(ToolKey key) {
        return database.write(
                client -> client.sql("insert into lti_keys (id, encrypted, created_at) values (:id, :encrypted, :at)")
                        .bind("id", key.id())
                        .bind("encrypted", key.encrypted())
                        .bind("at", Statements.time(key.createdAt()))
                        .then());
    }

    @Override
    public Mono<Void> delete(String id) {
        return database.write(client ->
                client.sql("delete from lti_keys where id = :id").bind("id", id).then());
    }
}
