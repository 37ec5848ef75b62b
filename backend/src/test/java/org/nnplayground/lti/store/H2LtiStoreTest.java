package org.nnplayground.lti.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.sql.OpenDatabase;

class H2LtiStoreTest extends LtiStoreContract {

    private final OpenDatabase open;

    H2LtiStoreTest(@TempDir Path folder) {
        this.open = OpenDatabase.h2(folder);
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
