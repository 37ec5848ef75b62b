package org.nnplayground.web.request;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.http.HttpHeaders;

/** Reads values from headers and query parameters. */
public final class RequestValues {

    private static final String PREFER = "Prefer";

    /** Seconds. */
    public static final long MAX_WAIT_SECONDS = 60;

    /** Minimum of a limit, and the number of the first run. */
    public static final int MIN_COUNT = 1;

    private RequestValues() {}

    /** The wait that a client prefers (RFC 7240, {@code Prefer: wait=30}), at most a minute; empty for none. */
    public static Optional<Duration> wait(HttpHeaders headers) {
        for (String header : headers.getOrDefault(PREFER, List.of())) {
            for (String preference : header.split("[,;]", -1)) {
                String[] parts = preference.strip().toLowerCase(Locale.ROOT).split("\\s*=\\s*", 2);
                if (parts.length == 2 && parts[0].equals("wait")) {
                    try {
                        long seconds = Long.parseLong(parts[1].replace("\"", ""));
                        return Optional.of(Duration.ofSeconds(Math.clamp(seconds, 0, MAX_WAIT_SECONDS)));
                    } catch (NumberFormatException e) {
                        return Optional.empty(); // a preference that is not understood is ignored (RFC 7240, section 2)
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The best supported language of {@code Accept-Language}; English if none is supported. */
    public static Language language(HttpHeaders headers) {
        return Language.of(headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /**
     * Parses an integer of a query that has no other parameters; {@link QueryErrors} is for several.
     *
     * @throws PlaygroundException {@code INVALID_REQUEST} if it is not an integer or out of range
     */
    public static long number(String name, @Nullable String text, long standard, long minimum, long maximum) {
        var errors = new QueryErrors();
        long number = errors.number(name, text, standard, minimum, maximum);
        errors.throwIfAny();
        return number;
    }

    /** The violation of the only parameter of a query. */
    public static PlaygroundException invalid(String name, Message detail) {
        var errors = new QueryErrors();
        errors.add(name, detail);
        return errors.exception();
    }

    /** The problem of a response that would contain numbers that are not finite. */
    public static PlaygroundException notFinite() {
        return new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("look.not-finite"));
    }
}
