package org.nnplayground.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.link.SavedPageStore;
import org.nnplayground.link.SavedPageStoreContract;

class H2SavedPageStoreTest extends SavedPageStoreContract {

    @TempDir
    private Path folder;

    private @Nullable OpenDatabase open;

    @Override
    protected SavedPageStore create() {
        OpenDatabase opened = OpenDatabase.h2(folder);
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
