package org.nnplayground.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.webhook.WebhookStore;
import org.nnplayground.webhook.WebhookStoreContract;

class H2WebhookStoreTest extends WebhookStoreContract {

    @TempDir
    private Path folder;

    private @Nullable OpenDatabase open;

    @Override
    protected WebhookStore create() {
        OpenDatabase opened = OpenDatabase.h2(folder);
        open = opened;
        return new R2dbcWebhookStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
