package org.nnplayground.upload.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.sql.OpenDatabase;
import org.nnplayground.upload.DatasetStore;
import org.nnplayground.upload.DatasetStoreContract;

class H2DatasetStoreTest extends DatasetStoreContract {

    @TempDir
    private Path folder;

    private @Nullable OpenDatabase open;

    @Override
    protected DatasetStore create() {
        OpenDatabase opened = OpenDatabase.h2(folder);
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

    @Test
    void aDatasetAndItsUsesSurviveARestart() {
        addJob("job");
        store().use(CATS.id(), "job", NOW, NOW).block();
        store().withdraw(CATS.id()).block();
        close();

        DatasetStore after = create();
        after.deleteExpired(NOW.plusSeconds(2), NOW.plusSeconds(1)).block();

        assertThat(after.content(CATS.id()).block()).usingRecursiveComparison().isEqualTo(CONTENT);
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
