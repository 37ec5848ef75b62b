package org.nnplayground.access;

class InMemorySubmissionStoreTest extends SubmissionStoreContract {

    @Override
    SubmissionStore create() {
        return new InMemorySubmissionStore();
    }
}
