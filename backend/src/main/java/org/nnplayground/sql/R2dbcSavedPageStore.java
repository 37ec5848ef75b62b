package org.nnplayground.sql;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.link.SavedPage;
import org.nnplayground.link.SavedPageStore;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Stores saved pages in a database. */
public final class R2dbcSavedPageStore implements SavedPageStore {

    private final Database database;

    R2dbcSavedPageStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> insertIfAbsent(SavedPage page) {
        return database.write(client -> {
            GenericExecuteSpec insert = client.sql("insert into saved_pages (code, address, spec, saved_at, used_at)"
                            + " select :code, :address, :spec, :saved, :used"
                            + " where not exists (select 1 from saved_pages where code = :code)")
                    .bind("code", page.code())
                    .bind("address", page.address())
                    .bind("saved", Statements.time(page.savedAt()))
                    .bind("used", Statements.time(page.usedAt()));
            return (page.spec() == null ? insert.bindNull("spec", String.class) : insert.bind("spec", page.spec()))
                    .then();
        });
    }

    @Override
    public Mono<SavedPage> find(String code) {
        return database.readOne(client -> client.sql(
                        "select code, address, spec, saved_at, used_at from saved_pages where code = :code")
                .bind("code", code)
                .map(R2dbcSavedPageStore::page)
                .one());
    }

    @Override
    public Mono<Void> use(String code, Instant at) {
        return database.write(client -> client.sql("update saved_pages set used_at = :at where code = :code")
                .bind("at", Statements.time(at))
                .bind("code", code)
                .then());
    }

    @Override
    public Mono<byte[]> picture(String code) {
        return database.readOne(client -> client.sql(
                        "select picture from saved_pages where code = :code and picture is not null")
                .bind("code", code)
                .map(row -> Statements.value(row.get("picture", byte[].class)))
                .one());
    }

    @Override
    public Mono<Void> setPicture(String code, byte[] png) {
        return database.write(client -> client.sql("update saved_pages set picture = :picture where code = :code")
                .bind("picture", png)
                .bind("code", code)
                .then());
    }

    @Override
    public Mono<Long> count() {
        return database.readOne(client -> client.sql("select count(*) as pages from saved_pages")
                .map(row -> Statements.value(row.get("pages", Long.class)))
                .one());
    }

    @Override
    public Mono<Void> deleteUnusedSince(Instant time) {
        return database.write(client -> client.sql("delete from saved_pages where used_at < :time")
                .bind("time", Statements.time(time))
                .then());
    }

    @Override
    public Mono<Void> deleteLeastRecentlyUsed(int count) {
        return database.write(client -> client.sql("delete from saved_pages where code in"
                        + " (select code from saved_pages order by used_at limit :count)")
                .bind("count", count)
                .then());
    }

    private static SavedPage page(Readable row) {
        return new SavedPage(
                Statements.readText(row, "code"),
                Statements.readText(row, "address"),
                row.get("spec", String.class),
                Statements.readTime(row, "saved_at"),
                Statements.readTime(row, "used_at"));
    }
}
