package org.nnplayground.access;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {

    @Override
    protected ApiKeyStore create() {
        return new InMemoryApiKeyStore();
    }
}
