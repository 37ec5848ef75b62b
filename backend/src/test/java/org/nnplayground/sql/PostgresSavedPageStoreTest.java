package org.nnplayground.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.link.SavedPageStore;
import org.nnplayground.link.SavedPageStoreContract;

class PostgresSavedPageStoreTest extends SavedPageStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected SavedPageStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
        open = opened;
        return new R2dbcSavedPageStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
