package org.nnplayground.access;

class InMemorySubmissionStoreTest extends SubmissionStoreContract {

    @Override
    protected SubmissionStore create() {
        return new InMemorySubmissionStore();
    }
}
