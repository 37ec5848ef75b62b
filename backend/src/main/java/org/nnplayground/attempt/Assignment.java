package org.nnplayground.attempt;

import java.net.URI;
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
 * A graded exercise of an activity.
 *
 * @param exercise slug
 * @param allowed number of attempts of each student
 * @param gradebook null if the platform takes no scores of this activity
 */
public record Assignment(
        Activity activity,
        String exercise,
        int allowed,
        @Nullable Gradebook gradebook) {

    /** Scope for reading the scores that the platform shows. */
    static final String RESULT_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";

    /**
     * The assignment that was launched.
     *
     * @throws PlaygroundException {@code ILLEGAL_STATE} if the link is not graded
     */
    public static Assignment of(Launch launch) {
        LtiContent content = LtiContent.of(launch.custom());
        String link = launch.linkId();
        String exercise = content.exercise();
        if (link == null || exercise == null || !content.graded()) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("attempt.not-graded"));
        }
        return new Assignment(
                new Activity(launch.platformId(), launch.deploymentId(), link),
                exercise,
                content.attempts(),
                gradebook(launch.scores()));
    }

    private static @Nullable Gradebook gradebook(@Nullable ScoreService scores) {
        URI lineItem = scores == null ? null : scores.lineItem();
        List<String> scopes = scores == null ? List.of() : scores.scopes();
        return lineItem == null || !scopes.contains(Registrations.SCORE_SCOPE)
                ? null
                : new Gradebook(lineItem, scopes.contains(RESULT_SCOPE));
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
