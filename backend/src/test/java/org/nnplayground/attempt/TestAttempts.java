package org.nnplayground.attempt;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.nnplayground.attempt.StepResult.Outcome;

/** Attempts and scores for tests. */
public final class TestAttempts {

    public static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");
    public static final String PLATFORM = "0123456789abcdef";
    public static final Activity ACTIVITY = new Activity(PLATFORM, "deployment", "link");

    private TestAttempts() {}

    public static Student student(String subject) {
        return new Student(ACTIVITY, subject);
    }

    public static Attempt open(String id, Student student, int number) {
        return new Attempt(id, student, "small-network", number, 9_007_199_254_740_991L, NOW, null, null);
    }

    public static Attempt closed(Attempt open, int points, int second) {
        return open.closed(new Attempt.Result(
                NOW.plusSeconds(second),
                points,
                6,
                List.of(
                        new StepResult("sums", Outcome.RIGHT),
                        new StepResult("hidden", Outcome.WRONG),
                        new StepResult("output", Outcome.CONSISTENT),
                        new StepResult("step-1", Outcome.MISSING))));
    }

    public static Score score(Attempt closed) {
        return Score.of(closed, new Score.Gradebook(URI.create("https://platform.example/lineitem?type_id=1"), true));
    }
}
