package org.nnplayground.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2JobQueueTest extends R2dbcJobQueueContract {

    @TempDir
    private Path folder;

    @Override
    OpenDatabase newDatabase() {
        return OpenDatabase.h2(folder);
    }
}
