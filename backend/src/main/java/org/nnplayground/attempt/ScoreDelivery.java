package org.nnplayground.attempt;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of a student's score, and what has become of it. There is one for each student: a new score replaces the
 * last one, so scores cannot overtake each other.
 *
 * @param version counts the student's scores, from 1
 * @param tries number of failed tries with this score
 * @param dueAt time of the next try; null after the last one
 * @param claimedUntil another process must not try before; null if none is trying
 * @param timestamp of the last request, with this or an earlier score; null before the first
 * @param outcome null until the last try
 * @param unanswered whether a request with this score got no answer, so that the platform may have taken it
 */
public record ScoreDelivery(
        Score score,
        int version,
        int tries,
        @Nullable Instant dueAt,
        @Nullable Instant claimedUntil,
        @Nullable Instant timestamp,
        @Nullable Outcome outcome,
        boolean unanswered) {

    /** Least time between two scores of a student. Moodle takes only one in a second. */
    public static final Duration SPACING = Duration.ofSeconds(2);

    /** How the tries ended. */
    public enum Outcome {
        DELIVERED,
        FAILED
    }

    static ScoreDelivery of(Score score, Instant now) {
        return new ScoreDelivery(score, 1, 0, now, null, null, null, false);
    }

    boolean isDue(Instant now) {
        return dueAt != null
                && !dueAt.isAfter(now)
                && (claimedUntil == null || !claimedUntil.isAfter(now))
                && (timestamp == null || !timestamp.plus(SPACING).isAfter(now));
    }

    /** The same with another score. It stays as it is if it has this score already, unless delivering it failed. */
    ScoreDelivery with(Score other, Instant now) {
        return score.equals(other) && outcome != Outcome.FAILED
                ? this
                : new ScoreDelivery(other, version + 1, 0, now, claimedUntil, timestamp, null, false);
    }

    /** The same while a process makes a request; its timestamp is later than that of each earlier one. */
    public ScoreDelivery claimed(Instant now, Instant until) {
        Instant next = timestamp == null || now.isAfter(timestamp) ? now : timestamp.plusMillis(1);
        return new ScoreDelivery(
                score,
                version,
                tries,
                dueAt,
                until,
                next.isBefore(score.submittedAt()) ? score.submittedAt() : next,
                outcome,
                unanswered);
    }

    /** The same after a failed try. */
    ScoreDelivery failed(Instant nextAt, boolean hadNoAnswer) {
        return new ScoreDelivery(
                score, version, tries + 1, nextAt, claimedUntil, timestamp, null, unanswered || hadNoAnswer);
    }

    /** The same after the last try. */
    ScoreDelivery finished(Outcome as) {
        return new ScoreDelivery(score, version, tries, null, claimedUntil, timestamp, as, unanswered);
    }

    /** The same when the process that claimed it has ended its try. */
    ScoreDelivery released() {
        return new ScoreDelivery(score, version, tries, dueAt, null, timestamp, outcome, unanswered);
    }

    /** Without the student, who must not appear in logs. */
    @Override
    public String toString() {
        Activity activity = score.student().activity();
        return "ScoreDelivery[platform " + activity.platform() + ", link " + activity.link() + ", version=" + version
                + ", tries=" + tries + "]";
    }
}
