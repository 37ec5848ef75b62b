package org.nnplayground.attempt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.Score.Gradebook;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiContent;
import org.nnplayground.lti.Registrations;
import org.nnplayground.lti.ScoreService;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;

/**
 * A graded exercise, or a training goal, of an activity.
 *
 * @param exercise slug; of a goal a name that no exercise has, and another goal has not
 * @param goal as {@link org.nnplayground.goal.GoalFormat} writes it; null for an exercise
 * @param allowed number of attempts of each student
 * @param gradebook null if the platform takes no scores of this activity
 */
public record Assignment(
        Activity activity,
        String exercise,
        @Nullable String goal,
        int allowed,
        @Nullable Gradebook gradebook) {

    private static final int NAME_BYTES = 16;

    /**
     * The assignment that was launched.
     *
     * @throws PlaygroundException {@code ILLEGAL_STATE} if the link is not graded
     */
    public static Assignment of(Launch launch) {
        LtiContent content = LtiContent.of(launch.custom());
        String link = launch.linkId();
        String goal = content.goal();
        String exercise = goal == null ? content.exercise() : nameOf(goal);
        if (link == null || exercise == null || !content.graded()) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("attempt.not-graded"));
        }
        return new Assignment(
                new Activity(launch.platformId(), launch.deploymentId(), link),
                exercise,
                goal,
                content.attempts(),
                gradebook(launch.scores()));
    }

    private static String nameOf(String goal) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(goal.getBytes(StandardCharsets.UTF_8));
            return "goal:" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable Gradebook gradebook(@Nullable ScoreService scores) {
        URI lineItem = scores == null ? null : scores.lineItem();
        List<String> scopes = scores == null ? List.of() : scores.scopes();
        return lineItem == null || !scopes.contains(Registrations.SCORE_SCOPE)
                ? null
                : new Gradebook(lineItem, scopes.contains(Registrations.RESULT_SCOPE));
    }

    /**
     * The student who launched it.
     *
     * @throws PlaygroundException {@code FORBIDDEN} if it was not a student, or an anonymous one
     */
    public Student student(Launch launch) {
        String subject = launch.subject();
        if (!launch.isStudent() || subject == null) {
            throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("attempt.students-only"));
        }
        return new Student(activity, subject);
    }
}
