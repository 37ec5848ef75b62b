package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.queue.Lease;

class H2NodeRegistryTest extends R2dbcNodeRegistryContract {

    @TempDir
    private Path folder;

    @Override
    OpenDatabase newDatabase() {
        return OpenDatabase.h2(folder);
    }

    @Test
    void aRegistrationRemovesEarlierNodesAndReturnsTheirJobs() {
        run(webNode(FIRST).register());
        store("a");
        Lease earlier = claim(FIRST, "a");

        run(webNode(SECOND).register());

        assertThat(get(webNode(SECOND).countWebNodes())).isEqualTo(1);
        assertThat(isWaiting("a")).isTrue();
        Lease later = claim(SECOND, "a");
        assertThat(later.number()).isGreaterThan(earlier.number());
        assertThat(later.claims()).as("claims without progress").isEqualTo(2);
    }
}
