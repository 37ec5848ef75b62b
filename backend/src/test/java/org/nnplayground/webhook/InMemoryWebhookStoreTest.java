package org.nnplayground.webhook;

class InMemoryWebhookStoreTest extends WebhookStoreContract {

    @Override
    protected WebhookStore create() {
        return new InMemoryWebhookStore();
    }
}
