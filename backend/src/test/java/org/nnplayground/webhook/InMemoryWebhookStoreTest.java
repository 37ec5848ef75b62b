package org.nnplayground.webhook;

class InMemoryWebhookStoreTest extends WebhookStoreContract {

    @Override
    WebhookStore create() {
        return new InMemoryWebhookStore();
    }
}
