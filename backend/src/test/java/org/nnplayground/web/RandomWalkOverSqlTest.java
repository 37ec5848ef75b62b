package org.nnplayground.web;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same over an H2 file. */
@DirtiesContext
class RandomWalkOverSqlTest extends RandomWalkTest {

    @TempDir
    private static Path data;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("playground.store", () -> "sql");
        settings.add("playground.data", data::toString);
    }
}
