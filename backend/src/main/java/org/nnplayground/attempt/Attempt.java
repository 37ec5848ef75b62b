package org.nnplayground.attempt;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Grade;
import org.nnplayground.goal.Goal;
import org.nnplayground.goal.GoalProgress;

/**
 * A student's attempt at a graded exercise or a training goal. It is open until it is answered, once.
 *
 * @param id random, in 32 hexadecimal digits
 * @param exercise slug, or the name of a goal
 * @param number counts the student's attempts at this exercise, from 1
 * @param seed of the exercise's numbers. Secret: with it anyone could ask for the solution
 * @param training null for an attempt at an exercise
 * @param result null while it is open
 */
public record Attempt(
        String id,
        Student student,
        String exercise,
        int number,
        long seed,
        Instant openedAt,
        @Nullable Training training,
        @Nullable Result result) {

    /** The better one first; of equal ones the earlier. */
    static final Comparator<Attempt> BEST_FIRST =
            Comparator.comparingDouble(Attempt::fraction).reversed().thenComparingInt(Attempt::number);

    /**
     * An attempt at a training goal.
     *
     * @param goal as {@link org.nnplayground.goal.GoalFormat} writes it
     */
    public record Training(String goal, GoalProgress progress) {}

    /**
     * @param points at most {@code maxPoints}
     * @param maxPoints above 0
     */
    public record Result(Instant closedAt, int points, int maxPoints, List<StepResult> steps) {

        public Result {
            steps = List.copyOf(steps);
        }

        /** One point for each target that is reached. */
        static Result of(GoalProgress progress, Goal goal, Instant now) {
            List<StepResult> steps = IntStream.range(0, goal.targets().size())
                    .mapToObj(i -> new StepResult(
                            goal.targets().get(i).name(),
                            i < progress.reached() ? StepResult.Outcome.RIGHT : StepResult.Outcome.WRONG))
                    .toList();
            return new Result(now, progress.reached(), steps.size(), steps);
        }

        static Result of(Grade grade, Instant now) {
            return new Result(
                    now,
                    grade.points(),
                    grade.maxPoints(),
                    grade.steps().stream().map(StepResult::of).toList());
        }
    }

    public boolean isOpen() {
        return result == null;
    }

    /** Of all points; 0 while it is open. */
    private double fraction() {
        return result == null ? 0 : (double) result.points() / result.maxPoints();
    }

    Attempt closed(Result with) {
        return new Attempt(id, student, exercise, number, seed, openedAt, training, with);
    }

    Attempt with(Training progressed) {
        return new Attempt(id, student, exercise, number, seed, openedAt, progressed, result);
    }

    /** Without the seed, which must not appear in logs. */
    @Override
    public String toString() {
        return "Attempt[" + id + ", number=" + number + (isOpen() ? ", open]" : ", closed]");
    }
}
