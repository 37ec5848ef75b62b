package org.nnplayground.lti.store;

import java.time.Instant;
import java.util.List;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiSession;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Stores sessions in a database. */
final class R2dbcSessionStore implements SessionStore {

    private final Database database;
    private final JsonMapper mapper = new JsonMapper();

    R2dbcSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> insert(PendingLaunch pending) {
        return database.writeOne(
                client -> client.sql("insert into lti_sessions (state, secret, platform_id, launch, expires_at)"
                                + " select :state, :secret, :platform, :launch, :end"
                                + " where not exists (select 1 from lti_sessions where state = :state)")
                        .bind("state", pending.stateHash())
                        .bind("secret", pending.secretHash())
                        .bind("platform", pending.launch().platformId())
                        .bind("launch", mapper.writeValueAsString(pending.launch()))
                        .bind("end", Statements.time(pending.expiresAt()))
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows == 1),
                List.of());
    }

    @Override
    public Mono<PendingLaunch> findPending(String stateHash) {
        return database.readOne(client -> client.sql(
                        "select state, secret, launch, expires_at from lti_sessions where state = :state and id is null")
                .bind("state", stateHash)
                .map(row -> new PendingLaunch(
                        Statements.readText(row, "state"),
                        Statements.readText(row, "secret"),
                        launch(Statements.readText(row, "launch")),
                        Statements.readTime(row, "expires_at")))
                .one());
    }

    @Override
    public Mono<Boolean> open(String stateHash, String sessionId, Instant expiresAt) {
        return database.writeOne(
                client -> client.sql(
                                "update lti_sessions set id = :id, expires_at = :end where state = :state and id is null")
                        .bind("id", sessionId)
                        .bind("end", Statements.time(expiresAt))
                        .bind("state", stateHash)
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows == 1),
                List.of());
    }

    @Override
    public Mono<LtiSession> find(String sessionId, Instant now) {
        return database.readOne(client -> client.sql(
                        "select launch, expires_at from lti_sessions where id = :id and expires_at > :now")
                .bind("id", sessionId)
                .bind("now", Statements.time(now))
                .map(row -> new LtiSession(
                        sessionId, launch(Statements.readText(row, "launch")), Statements.readTime(row, "expires_at")))
                .one());
    }

    @Override
    public Mono<Void> deleteExpired(Instant now) {
        return database.write(client -> client.sql("delete from lti_sessions where expires_at <= :now")
                .bind("now", Statements.time(now))
                .then());
    }

    @Override
    public Mono<Void> deletePlatform(String platformId) {
        return database.write(client -> client.sql("delete from lti_sessions where platform_id = :platform")
                .bind("platform", platformId)
                .then());
    }

    private Launch launch(String json) {
        return mapper.readValue(json, Launch.class);
    }
}
