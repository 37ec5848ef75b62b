package org.nnplayground.lti.store;

/** In-memory stores for tests of other packages. */
public final class TestStores {

    private TestStores() {}

    public static ToolKeyStore toolKeys() {
        return new InMemoryToolKeyStore();
    }
}
