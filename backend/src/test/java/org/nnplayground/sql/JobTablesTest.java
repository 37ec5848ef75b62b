package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.job.Job;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.store.History;
import org.nnplayground.store.Journal;

class JobTablesTest {

    @TempDir
    private static Path folder;

    static Stream<OpenDatabase> databases() {
        return Stream.of(OpenDatabase.h2(folder), OpenDatabase.postgres());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void replacesABatchThatWasWrittenAlthoughItsWriteFailed(OpenDatabase open) {
        try (open) {
            var tables = new JobTables(SpecFormats.api(), Long.MAX_VALUE);
            Job job = Jobs.queued("a", Mode.BATCH);
            open.database()
                    .write(client -> tables.insert(client, job, 0, tables.spec(job), null))
                    .block();
            write(open, tables, batch(1, job, true, 0, 10));
            write(open, tables, batch(2, job, false, 10, 20));

            write(open, tables, batch(3, job, false, 10, 30));

            assertThat(after(open, "a", -1, 100).size()).isEqualTo(30);
            assertThat(after(open, "a", 9, 100).train()[19]).isEqualTo(29f);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void readsAHistoryOfManySmallRowsInOneQuery(OpenDatabase open) {
        try (open) {
            var tables = new JobTables(SpecFormats.api(), Long.MAX_VALUE);
            Job job = Jobs.queued("many", Mode.LIVE);
            open.database()
                    .write(client -> tables.insert(client, job, 0, tables.spec(job), null))
                    .block();
            List<WriteBatch> batches = IntStream.range(0, 1000)
                    .mapToObj(epoch -> batch(epoch, job, false, epoch, epoch + 1))
                    .toList();
            open.database()
                    .write(client -> client.inConnectionMany(connection -> LossesTable.append(connection, batches)))
                    .block();

            assertThat(after(open, "many", -1, 10_000).train()).hasSize(1000).isSorted();
            assertThat(after(open, "many", 499, 3).train()).containsExactly(500, 501, 502);
        }
    }

    @Test
    void rowsAreDeletedInStepsOfAboutAMegabyteFromTheirEnd() {
        assertThat(JobTables.steps(List.of(0L, 10L, 20L, 30L, 40L, 50L), 3 << 20))
                .containsExactly(40L, 20L, 0L);
        assertThat(JobTables.steps(List.of(0L, 10L), 100 << 20)).containsExactly(10L, 0L);
        assertThat(JobTables.steps(List.of(), 100 << 20)).isEmpty();
    }

    private static WriteBatch batch(long number, Job job, boolean startsRun, int from, int end) {
        var losses = new float[end - from];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = from + i;
        }
        var history = new History(1, from, losses, losses, losses);
        var state = new WriteBatch.State(number, job, 1, end, 0, WriteBatch.State.NO_CHECKPOINT, null, Journal.EMPTY);
        return new WriteBatch(
                state, number, null, false, true, false, startsRun, null, history, null, null, List.of(), List.of());
    }

    private static void write(OpenDatabase open, JobTables tables, WriteBatch batch) {
        open.database()
                .write(client -> tables.write(client, List.of(batch), nobody -> {}, nobody -> {}))
                .block();
    }

    private static History after(OpenDatabase open, String job, long epoch, int limit) {
        return Objects.requireNonNull(open.database()
                .readOne(client -> LossesTable.after(client, job, epoch, limit))
                .block());
    }
}
