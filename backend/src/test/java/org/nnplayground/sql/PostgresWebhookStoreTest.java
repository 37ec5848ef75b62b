package org.nnplayground.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.webhook.WebhookStore;
import org.nnplayground.webhook.WebhookStoreContract;

class PostgresWebhookStoreTest extends WebhookStoreContract {

    private @Nullable OpenDatabase open;

    @Override
    protected WebhookStore create() {
        OpenDatabase opened = OpenDatabase.postgres();
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
