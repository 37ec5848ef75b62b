package org.nnplayground.lti.store;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.lti.Platform;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores registrations in a database. */
final class R2dbcRegistrationStore implements RegistrationStore {

    private final Database database;

    R2dbcRegistrationStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> insert(Platform platform) {
        return database.writeOne(
                client -> client.sql("insert into lti_platforms (id, issuer, client_id, authorization_url, token_url,"
                                + " token_audience, jwks_url, created_at)"
                                + " select :id, :issuer, :client, :authorization, :token, :audience, :jwks, :at"
                                + " where not exists"
                                + " (select 1 from lti_platforms where issuer = :issuer and client_id = :client)")
                        .bind("id", platform.id())
                        .bind("issuer", platform.issuer())
                        .bind("client", platform.clientId())
                        .bind("authorization", platform.authorizationUrl().toString())
                        .bind("token", platform.tokenUrl().toString())
                        .bind("audience", platform.tokenAudience())
                        .bind("jwks", platform.jwksUrl().toString())
                        .bind("at", Statements.time(platform.createdAt()))
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows == 1),
                List.of());
    }

    @Override
    public Mono<Platform> find(String id) {
        return database.readOne(client -> client.sql("select * from lti_platforms where id = :id")
                .bind("id", id)
                .map(R2dbcRegistrationStore::platform)
                .one());
    }

    @Override
    public Flux<Platform> findAll() {
        return database.read(client -> client.sql("select * from lti_platforms order by created_at, id")
                .map(R2dbcRegistrationStore::platform)
                .all());
    }

    @Override
    public Flux<Platform> findByIssuer(String issuer) {
        return database.read(
                client -> client.sql("select * from lti_platforms where issuer = :issuer order by created_at, id")
                        .bind("issuer", issuer)
                        .map(R2dbcRegistrationStore::platform)
                        .all());
    }

    /** Deployments and sessions are deleted with it. */
    @Override
    public Mono<Boolean> delete(String id) {
        return deleted("delete from lti_platforms where id = :key", id);
    }

    @Override
    public Flux<String> findByDeployment(String issuer, String deploymentId) {
        return database.read(
                client -> client.sql("select p.id from lti_platforms p join lti_deployments d on d.platform_id = p.id"
                                + " where p.issuer = :issuer and d.deployment_id = :deployment")
                        .bind("issuer", issuer)
                        .bind("deployment", deploymentId)
                        .map(row -> Statements.readText(row, "id"))
                        .all());
    }

    @Override
    public Mono<Long> countDeployments(String platformId) {
        return database.readOne(client -> client.sql(
                        "select count(*) as deployments from lti_deployments where platform_id = :platform")
                .bind("platform", platformId)
                .map(row -> Statements.value(row.get("deployments", Long.class)))
                .one());
    }

    @Override
    public Mono<Void> insertDeployment(String platformId, String deploymentId, Instant at) {
        return database.write(
                client -> client.sql("insert into lti_deployments (platform_id, deployment_id, created_at)"
                                + " select :platform, :deployment, :at where not exists (select 1 from lti_deployments"
                                + " where platform_id = :platform and deployment_id = :deployment)")
                        .bind("platform", platformId)
                        .bind("deployment", deploymentId)
                        .bind("at", Statements.time(at))
                        .then());
    }

    @Override
    public Mono<Void> insertInvite(String hash, Instant expiresAt) {
        return database.write(client -> client.sql("insert into lti_invites (hash, expires_at) values (:hash, :end)")
                .bind("hash", hash)
                .bind("end", Statements.time(expiresAt))
                .then());
    }

    @Override
    public Mono<Boolean> hasInvite(String hash, Instant now) {
        return database.readOne(client -> client.sql(
                        "select count(*) as invites from lti_invites where hash = :hash and expires_at > :now")
                .bind("hash", hash)
                .bind("now", Statements.time(now))
                .map(row -> Statements.value(row.get("invites", Long.class)) == 1)
                .one());
    }

    @Override
    public Mono<Boolean> deleteInvite(String hash) {
        return deleted("delete from lti_invites where hash = :key", hash);
    }

    @Override
    public Mono<Void> deleteExpiredInvites(Instant now) {
        return database.write(client -> client.sql("delete from lti_invites where expires_at <= :now")
                .bind("now", Statements.time(now))
                .then());
    }

    /** Whether a statement has deleted the row with this key. */
    private Mono<Boolean> deleted(String statement, String key) {
        return database.writeOne(
                client -> client.sql(statement)
                        .bind("key", key)
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows == 1),
                List.of());
    }

    private static Platform platform(Readable row) {
        return new Platform(
                Statements.readText(row, "id"),
                Statements.readText(row, "issuer"),
                Statements.readText(row, "client_id"),
                URI.create(Statements.readText(row, "authorization_url")),
                URI.create(Statements.readText(row, "token_url")),
                Statements.readText(row, "token_audience"),
                URI.create(Statements.readText(row, "jwks_url")),
                Statements.readTime(row, "created_at"));
    }
}
