package org.nnplayground.sweep;

class InMemorySweepStoreTest extends SweepStoreContract {

    @Override
    protected SweepStore create() {
        return new InMemorySweepStore();
    }
}
