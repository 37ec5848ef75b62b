package org.nnplayground.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.database.DatabaseAddress;

class H2JobStoreTest extends R2dbcJobStoreContract {

    @TempDir
    private Path folder;

    @Override
    DatabaseAddress newAddress() {
        return DatabaseAddress.file(folder);
    }
}
