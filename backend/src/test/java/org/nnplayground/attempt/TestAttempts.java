package org.nnplayground.attempt;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.nnplayground.attempt.StepResult.Outcome;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.ToolKeys;
import org.nnplayground.outbound.TestHttpServer;

/** Attempts and scores for tests. */
public final class TestAttempts {

    public static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");
    public static final String PLATFORM = "0123456789abcdef";
    public static final Activity ACTIVITY = new Activity(PLATFORM, "deployment", "link");

    private static final String CLIENT = "client-1";

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

    static Platform platform(TestHttpServer server) {
        return new Platform(
                PLATFORM,
                server.address("").toString(),
                CLIENT,
                server.address("/authorize"),
                server.address("/token"),
                server.address("/audience").toString(),
                server.address("/jwks"),
                NOW);
    }

    /** The token service of {@link #platform}. */
    static StrictTokens tokens(TestHttpServer server, ToolKeys keys, Set<String> asked) {
        return new StrictTokens(
                server.server(),
                server.address("").toString(),
                CLIENT,
                () -> Objects.requireNonNull(keys.publicKeys().block()),
                asked);
    }

    public static Score score(Attempt closed) {
        return Score.of(closed, new Score.Gradebook(URI.create("https://platform.example/lineitem?type_id=1"), true));
    }
}
