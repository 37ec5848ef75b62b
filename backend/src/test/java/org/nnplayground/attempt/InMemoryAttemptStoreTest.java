package org.nnplayground.attempt;

class InMemoryAttemptStoreTest extends AttemptStoreContract {

    @Override
    protected AttemptStore create() {
        return new InMemoryAttemptStore();
    }
}
