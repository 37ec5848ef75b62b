package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Arithmetic;

class StoredJsonTest {

    /** Written when jobs had no caller and no arithmetic, and stored failures as sentences. */
    private static final String VERSION_1 = """
            {"description":{"name":"first","labels":{"lesson":"1"},"requestedDevice":"GPU"},
            "stop":{"epochs":100,"targetTestLoss":0.01,"patience":5,"maxSeconds":60.5},"pace":{"epochsPerSecond":30.0},
            "life":{"state":"FAILED","reason":"DIVERGED","failure":{"type":"TRAINING_DIVERGED","detail":"Epoch 18 gave \
            numbers that are not finite."},"createdAt":"2026-11-24T20:00:00Z","startedAt":"2026-11-24T20:00:01.500Z",
            "finishedAt":"2026-11-24T20:00:02Z","expiresAt":"2026-11-25T20:00:02Z"},
            "progress":{"run":2,"epoch":17,"batch":3,"batches":25,"losses":{"train":0.1,"validation":"NaN","test":0.2},
            "learningRate":0.03,"epochsPerSecond":59.5,"bestEpoch":16,"device":"CPU",
            "metrics":{"is":"Metrics$Classification","trainAccuracy":0.5,"testAccuracy":0.75,
            "trainConfusion":[[1,2],[3,4]],"testConfusion":[[4,3],[2,1]]}}}
            """;

    private static StoredJson.Details details(Message failure, @Nullable Arithmetic arithmetic) {
        return new StoredJson.Details(
                new Job.Description("first", Map.of("lesson", "1"), RequestedDevice.GPU, arithmetic, null, null),
                arithmetic,
                new StopConditions(100L, 0.01, 5L, 60.5),
                new Pace(30),
                new Job.Life(
                        JobState.FAILED,
                        StopReason.DIVERGED,
                        new Failure(ProblemType.TRAINING_DIVERGED, failure),
                        Instant.parse("2026-11-24T20:00:00Z"),
                        Instant.parse("2026-11-24T20:00:01.5Z"),
                        Instant.parse("2026-11-24T20:00:02Z"),
                        Instant.parse("2026-11-25T20:00:02Z")),
                new Job.Progress(
                        2,
                        17,
                        3,
                        25,
                        new Losses(0.1, Double.NaN, 0.2),
                        0.03,
                        59.5,
                        16L,
                        Device.CPU,
                        new Metrics.Classification(
                                0.5, 0.75, new int[][] {{1, 2}, {3, 4}}, new int[][] {{4, 3}, {2, 1}}),
                        false));
    }

    @Test
    void readsJsonOfTheFirstVersion() {
        assertThat(StoredJson.read(VERSION_1, StoredJson.Details.class))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(details(Message.of("as-told", "Epoch 18 gave numbers that are not finite."), null));
    }

    @Test
    void readsWhatItHasWritten() {
        var failure =
                Message.of("and", Message.of("must.have", "a", Message.of("choice.one-of", List.of("b", "c"))), "d");

        assertThat(StoredJson.read(StoredJson.write(details(failure, Arithmetic.SHARED)), StoredJson.Details.class))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(details(failure, Arithmetic.SHARED));
    }
}
