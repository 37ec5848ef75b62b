package org.nnplayground.store;

class InMemoryJobStoreTest extends JobStoreContract {

    @Override
    JobStore create() {
        return new InMemoryJobStore();
    }
}
