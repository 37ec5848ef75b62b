package org.nnplayground.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.access.SubmissionStore;
import org.nnplayground.access.SubmissionStoreContract;

class PostgresSubmissionStoreTest extends SubmissionStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected SubmissionStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
        open = opened;
        return new R2dbcSubmissionStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
