package org.nnplayground.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.access.ApiKeyStore;
import org.nnplayground.access.ApiKeyStoreContract;

class H2ApiKeyStoreTest extends ApiKeyStoreContract {

    @TempDir
    private Path folder;

    private @Nullable OpenDatabase open;

    @Override
    protected ApiKeyStore create() {
        OpenDatabase opened = OpenDatabase.h2(folder);
        open = opened;
        return new R2dbcApiKeyStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
