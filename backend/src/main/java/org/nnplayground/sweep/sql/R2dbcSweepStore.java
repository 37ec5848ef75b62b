package org.nnplayground.sweep.sql;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.job.StopConditions;
import org.nnplayground.sweep.Axis;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepStore;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores sweeps in a database: what the client has asked for as JSON, and the ids of the jobs as one text. */
final class R2dbcSweepStore implements SweepStore {

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Axis.class, ClassNameTypeInfo.class).build();

    private final Database database;

    R2dbcSweepStore(Database database) {
        this.database = database;
    }

    /** Variants of a sealed type are identified by the names of their classes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface ClassNameTypeInfo {}

    /** The parts of a sweep that have no column of their own. Databases contain the names of these components. */
    private record Details(JsonNode spec, List<Axis> axes, StopConditions stop) {}

    @Override
    public Mono<Void> insert(Sweep sweep) {
        var details = new Details(sweep.spec(), sweep.axes(), sweep.stop());
        return database.write(client -> client.sql("""
                        insert into sweeps (id, owner, name, details, jobs, created_at)
                        values (:id, :owner, :name, :details, :jobs, :createdAt)
                        """)
                .bind("id", sweep.id())
                .bind("owner", Parameter.fromOrEmpty(sweep.owner(), String.class))
                .bind("name", Parameter.fromOrEmpty(sweep.name(), String.class))
                .bind("details", JSON.writeValueAsBytes(details))
                .bind("jobs", String.join(" ", sweep.jobs()))
                .bind("createdAt", Statements.time(sweep.createdAt()))
                .then());
    }

    @Override
    public Mono<Sweep> find(String id) {
        return database.readOne(client -> client.sql("select * from sweeps where id = :id")
                .bind("id", id)
                .map(R2dbcSweepStore::sweep)
                .one());
    }

    private static Sweep sweep(Readable row) {
        Details details = JSON.readValue(Statements.value(row.get("details", byte[].class)), Details.class);
        return new Sweep(
                Statements.readText(row, "id"),
                row.get("owner", String.class),
                row.get("name", String.class),
                details.spec(),
                details.axes(),
                details.stop(),
                jobs(row),
                Statements.readTime(row, "created_at"),
                Statements.readTimeIfAny(row, "finished_at"),
                Statements.readTimeIfAny(row, "expires_at"));
    }

    private static List<String> jobs(Readable row) {
        return List.of(Statements.readText(row, "jobs").split(" "));
    }

    @Override
    public Flux<Members> unfinished() {
        return database.read(client -> client.sql(
                        "select id, jobs, created_at from sweeps where finished_at is null order by created_at")
                .map(row ->
                        new Members(Statements.readText(row, "id"), jobs(row), Statements.readTime(row, "created_at")))
                .all());
    }

    @Override
    public Mono<Boolean> finish(String id, Instant finishedAt, Instant expiresAt) {
        return database.writeOne(
                client -> client.sql("""
                                update sweeps set finished_at = :finishedAt, expires_at = :expiresAt
                                where id = :id and finished_at is null
                                """)
                        .bind("id", id)
                        .bind("finishedAt", Statements.time(finishedAt))
                        .bind("expiresAt", Statements.time(expiresAt))
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0),
                List.of());
    }

    @Override
    public Flux<String> expired(Instant now) {
        return database.read(client -> client.sql("select id from sweeps where expires_at <= :now")
                .bind("now", Statements.time(now))
                .mapValue(String.class)
                .all());
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return database.writeOne(
                client -> client.sql("delete from sweeps where id = :id")
                        .bind("id", id)
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0),
                List.of());
    }
}
