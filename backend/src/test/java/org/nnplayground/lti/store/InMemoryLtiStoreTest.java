package org.nnplayground.lti.store;

class InMemoryLtiStoreTest extends LtiStoreContract {

    @Override
    RegistrationStore registrations() {
        return new InMemoryRegistrationStore();
    }

    @Override
    SessionStore sessions() {
        return new InMemorySessionStore();
    }

    @Override
    ToolKeyStore keys() {
        return new InMemoryToolKeyStore();
    }
}
