package org.nnplayground.web.jobs;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same over an H2 file. */
@DirtiesContext
class FairSharesOverSqlTest extends FairSharesOverHttpTest {

    @TempDir
    private static Path data;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("playground.store", () -> "sql");
        settings.add("playground.data", data::toString);
    }

    /** Fewer, because each is written to the disk. */
    @Override
    int manyJobs() {
        return 100;
    }
}
