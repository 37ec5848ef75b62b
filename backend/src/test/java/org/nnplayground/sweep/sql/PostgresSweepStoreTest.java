package org.nnplayground.sweep.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.sql.OpenDatabase;
import org.nnplayground.sweep.SweepStore;
import org.nnplayground.sweep.SweepStoreContract;

class PostgresSweepStoreTest extends SweepStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected SweepStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
        open = opened;
        return new R2dbcSweepStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
