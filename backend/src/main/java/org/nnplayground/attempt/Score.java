package org.nnplayground.attempt;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * The score that a platform is to show for a student: that of the best attempt.
 *
 * @param lineItem the column of the platform's gradebook
 * @param readable whether the platform lets this server read the scores of the column
 * @param startedAt when the best attempt was opened
 * @param submittedAt when the best attempt was closed
 */
public record Score(
        Student student,
        URI lineItem,
        boolean readable,
        int points,
        int maxPoints,
        Instant startedAt,
        Instant submittedAt) {

    static Score of(Attempt best, Gradebook gradebook) {
        Attempt.Result result = Objects.requireNonNull(best.result(), "an open attempt has no score");
        return new Score(
                best.student(),
                gradebook.lineItem(),
                gradebook.readable(),
                result.points(),
                result.maxPoints(),
                best.openedAt(),
                result.closedAt());
    }

    /** Where a platform takes the scores of a launch. */
    public record Gradebook(URI lineItem, boolean readable) {}
}
