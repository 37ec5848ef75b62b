package org.nnplayground.lti.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.sql.OpenDatabase;

class H2LtiStoreTest extends R2dbcLtiStoreContract {

    H2LtiStoreTest(@TempDir Path folder) {
        super(OpenDatabase.h2(folder));
    }
}
