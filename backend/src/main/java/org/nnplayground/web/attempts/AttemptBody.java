package org.nnplayground.web.attempts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.Attempt;
import org.nnplayground.attempt.Attempts;
import org.nnplayground.course.ExerciseBook;
import org.nnplayground.course.ExerciseBook.WordedGrade;
import org.nnplayground.problem.Language;
import org.nnplayground.web.course.ExerciseBody.GradeBody;
import org.nnplayground.web.course.ExerciseBody.SheetBody;

/**
 * An open attempt as JSON.
 *
 * @param sheet without its seed; absent from an attempt at a training goal
 * @param reached number of targets that are reached; absent from an attempt at an exercise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttemptBody(
        String id,
        int number,
        @Nullable SheetBody sheet,
        @Nullable Integer reached) {

    static AttemptBody of(Attempt attempt, ExerciseBook book, Language language) {
        Attempt.Training training = attempt.training();
        if (training != null) {
            return new AttemptBody(
                    attempt.id(), attempt.number(), null, training.progress().reached());
        }
        var sheet = book.exercise(attempt.exercise()).sheet(attempt.seed()).withoutSeed();
        return new AttemptBody(attempt.id(), attempt.number(), SheetBody.of(book.sheet(sheet, language)), null);
    }

    /**
     * All attempts of a student.
     *
     * @param open null if none is open
     * @param best null before the first attempt is closed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ListBody(
            int allowed,
            @Nullable AttemptBody open,
            List<ClosedBody> closed,
            @Nullable PointsBody best) {

        static ListBody of(List<Attempt> attempts, int allowed, ExerciseBook book, Language language) {
            return new ListBody(
                    allowed,
                    attempts.stream()
                            .filter(Attempt::isOpen)
                            .findFirst()
                            .map(open -> AttemptBody.of(open, book, language))
                            .orElse(null),
                    attempts.stream()
                            .filter(attempt -> !attempt.isOpen())
                            .map(ClosedBody::of)
                            .toList(),
                    Attempts.best(attempts)
                            .map(AttemptBody::result)
                            .map(best -> new PointsBody(best.points(), best.maxPoints()))
                            .orElse(null));
        }
    }

    record ClosedBody(int number, int points, int maxPoints, Instant closedAt) {

        private static ClosedBody of(Attempt closed) {
            Attempt.Result result = result(closed);
            return new ClosedBody(closed.number(), result.points(), result.maxPoints(), result.closedAt());
        }
    }

    record PointsBody(int points, int maxPoints) {}

    /** The grade of an answer, as in the practice mode, and the attempt that it has closed. */
    record GradedBody(@JsonUnwrapped GradeBody grade, ResultBody attempt) {

        static GradedBody of(WordedGrade grade, Attempt closed, int left) {
            return new GradedBody(GradeBody.of(grade), resultBody(closed, left));
        }
    }

    /**
     * How far an attempt at a training goal is.
     *
     * @param reached number of targets that are reached, of all {@code goals}
     * @param attempt null while it is open
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ProgressBody(int reached, int goals, @Nullable ResultBody attempt) {}

    static ResultBody resultBody(Attempt closed, int left) {
        Attempt.Result result = result(closed);
        return new ResultBody(closed.number(), result.points(), result.maxPoints(), left);
    }

    /** @param left number of attempts that the student can still open */
    record ResultBody(int number, int points, int maxPoints, int left) {}

    private static Attempt.Result result(Attempt closed) {
        return Objects.requireNonNull(closed.result());
    }
}
