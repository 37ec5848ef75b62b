package org.nnplayground.access;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {

    @Override
    ApiKeyStore create() {
        return new InMemoryApiKeyStore();
    }
}
