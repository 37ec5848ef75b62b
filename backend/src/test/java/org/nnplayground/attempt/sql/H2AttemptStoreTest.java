package org.nnplayground.attempt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nnplayground.attempt.TestAttempts.NOW;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.attempt.Attempt;
import org.nnplayground.attempt.AttemptStore;
import org.nnplayground.attempt.AttemptStoreContract;
import org.nnplayground.attempt.ScoreDelivery;
import org.nnplayground.attempt.TestAttempts;
import org.nnplayground.sql.OpenDatabase;

class H2AttemptStoreTest extends AttemptStoreContract {

    @TempDir
    private Path folder;

    private @Nullable OpenDatabase open;

    @Override
    protected AttemptStore create() {
        OpenDatabase opened = OpenDatabase.h2(folder);
        open = opened;
        return new R2dbcAttemptStore(opened.database());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void aScoreIsStillDueAfterARestartBetweenGradingAndDelivery() {
        close();
        AttemptStore before = create();
        Attempt attempt = TestAttempts.open("a", TestAttempts.student("ann"), 1);
        before.open(attempt).block();
        Attempt closed = TestAttempts.closed(attempt, 4, 0);
        before.close(closed, TestAttempts.score(closed), NOW).block();
        close();

        AttemptStore after = create();

        ScoreDelivery due = Objects.requireNonNull(after.due(NOW, 1, 1).blockFirst());
        assertThat(due.score()).isEqualTo(TestAttempts.score(closed));
        assertThat(after.find("a").block()).isEqualTo(closed);
    }
}
