package org.nnplayground.upload.sql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.sql.OpenDatabase;
import org.nnplayground.upload.DatasetStore;
import org.nnplayground.upload.DatasetStoreContract;

class PostgresDatasetStoreTest extends DatasetStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected DatasetStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
        open = opened;
        return new R2dbcDatasetStore(opened.database());
    }

    @Override
    protected void addJob(String id) {
        Objects.requireNonNull(open)
                .database()
                .write(client -> client.sql(
                                "insert into jobs (id, mode, state, details) values (:id, 'live', 'paused', '{}')")
                        .bind("id", id)
                        .then())
                .block();
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
