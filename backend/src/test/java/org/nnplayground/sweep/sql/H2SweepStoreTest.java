package org.nnplayground.sweep.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.sql.OpenDatabase;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepStore;
import org.nnplayground.sweep.SweepStoreContract;
import org.nnplayground.sweep.TestSweeps;

class H2SweepStoreTest extends SweepStoreContract {

    @TempDir
    private Path folder;

    private @Nullable OpenDatabase open;

    @Override
    protected SweepStore create() {
        OpenDatabase opened = OpenDatabase.h2(folder);
        open = opened;
        return new R2dbcSweepStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void aSweepSurvivesARestart() {
        close();
        Sweep sweep = TestSweeps.sweep("a", "school");
        create().insert(sweep).block();
        close();

        assertThat(create().find("a").block()).isEqualTo(sweep);
    }
}
