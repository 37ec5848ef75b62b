package org.nnplayground.attempt.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.attempt.AttemptStore;
import org.nnplayground.attempt.AttemptStoreContract;
import org.nnplayground.sql.OpenDatabase;

class PostgresAttemptStoreTest extends AttemptStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected AttemptStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
        open = opened;
        return new R2dbcAttemptStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
