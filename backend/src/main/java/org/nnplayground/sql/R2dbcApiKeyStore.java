package org.nnplayground.sql;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.nnplayground.access.ApiKey;
import org.nnplayground.access.ApiKeyStore;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores API keys in a database. */
public final class R2dbcApiKeyStore implements ApiKeyStore {

    private final Database database;

    R2dbcApiKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> insert(ApiKey key) {
        return database.write(client -> client.sql(
                        "insert into api_keys (id, owner, hash, created_at) values (:id, :owner, :hash, :at)")
                .bind("id", key.id())
                .bind("owner", key.owner())
                .bind("hash", key.hash())
                .bind("at", Statements.time(key.createdAt()))
                .then());
    }

    @Override
    public Mono<ApiKey> find(String id) {
        return database.readOne(client -> client.sql("select * from api_keys where id = :id")
                .bind("id", id)
                .map(R2dbcApiKeyStore::key)
                .one());
    }

    @Override
    public Flux<ApiKey> list() {
        return database.read(client -> client.sql("select * from api_keys order by created_at desc")
                .map(R2dbcApiKeyStore::key)
                .all());
    }

    @Override
    public Mono<Boolean> revoke(String id, Instant at) {
        return database.write(client -> client.sql(
                                "update api_keys set revoked_at = :at where id = :id and revoked_at is null")
                        .bind("at", Statements.time(at))
                        .bind("id", id)
                        .then())
                .then(find(id).hasElement());
    }

    private static ApiKey key(Readable row) {
        return new ApiKey(
                Statements.readText(row, "id"),
                Statements.readText(row, "owner"),
                Statements.readText(row, "hash"),
                Statements.readTime(row, "created_at"),
                Statements.readTimeIfAny(row, "revoked_at"));
    }
}
