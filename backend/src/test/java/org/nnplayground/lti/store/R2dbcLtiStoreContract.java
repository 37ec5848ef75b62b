package org.nnplayground.lti.store;

import org.junit.jupiter.api.AfterEach;
import org.nnplayground.sql.OpenDatabase;

/** The contract of the stores of LTI in a database; the test of each database extends it. */
abstract class R2dbcLtiStoreContract extends LtiStoreContract {

    private final OpenDatabase open;

    R2dbcLtiStoreContract(OpenDatabase open) {
        this.open = open;
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
