package org.nnplayground.link;

class InMemorySavedPageStoreTest extends SavedPageStoreContract {

    @Override
    protected SavedPageStore create() {
        return new InMemorySavedPageStore();
    }
}
