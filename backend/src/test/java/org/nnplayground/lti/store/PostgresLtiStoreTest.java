package org.nnplayground.lti.store;

import org.junit.jupiter.api.AfterEach;
import org.nnplayground.sql.OpenDatabase;

class PostgresLtiStoreTest extends LtiStoreContract {

    private final OpenDatabase open;

    PostgresLtiStoreTest() {
        this.open = OpenDatabase.postgres();
    }

    @Override
    RegistrationStore registrations() {
        return new R2dbcRegistrationStore(open.database());
    }

    @Override
    SessionStore sessions() {
        return new R2dbcSessionStore(open.database());
    }

    @Override
    ToolKeyStore keys() {
        return new R2dbcToolKeyStore(open.database());
    }

    @AfterEach
    void close() {
        open.close();
    }
}
