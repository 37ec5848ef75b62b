package org.nnplayground.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.access.ApiKeyStore;
import org.nnplayground.access.ApiKeyStoreContract;

class PostgresApiKeyStoreTest extends ApiKeyStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected ApiKeyStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
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
