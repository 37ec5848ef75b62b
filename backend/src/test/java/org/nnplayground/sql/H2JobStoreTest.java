package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.database.DatabaseAddress;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.store.Moment;

class H2JobStoreTest extends R2dbcJobStoreContract {

    @TempDir
    private Path folder;

    @Test
    void theFileShrinksAfterALargeJobIsDeleted() {
        begin("a");
        for (int epoch = 1; epoch <= 3; epoch++) {
            checkpoint("a", large(epoch));
            store.flush("a").block();
        }
        assertThat(size()).isGreaterThan(2L * LARGE_BYTES);

        store.delete("a").block();

        // H2 cleans up while it is used.
        store.insert(Jobs.queued("b", Mode.LIVE), Integer.MAX_VALUE).block();
        await(() -> {
            LockSupport.parkNanos(300_000_000);
            write(Moment.of(Jobs.queued("b", Mode.LIVE)));
            return size() < LARGE_BYTES;
        });
    }

    private long size() {
        return folder.resolve("playground.mv.db").toFile().length();
    }

    @Override
    DatabaseAddress newAddress() {
        return DatabaseAddress.file(folder);
    }
}
