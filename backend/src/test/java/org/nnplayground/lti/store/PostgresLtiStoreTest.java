package org.nnplayground.lti.store;

import org.nnplayground.sql.OpenDatabase;

class PostgresLtiStoreTest extends R2dbcLtiStoreContract {

    PostgresLtiStoreTest() {
        super(OpenDatabase.postgres());
    }
}
