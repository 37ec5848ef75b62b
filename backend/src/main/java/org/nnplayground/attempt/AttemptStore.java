package org.nnplayground.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores attempts, and the scores that are to be delivered. Both are in one store, because a closed attempt and its
 * score are written in one transaction.
 */
public interface AttemptStore {

    /**
     * Inserts an open attempt.
     *
     * @return false if the student has an attempt of this number at the exercise
     */
    Mono<Boolean> open(Attempt attempt);

    Mono<Attempt> find(String id);

    /** A student's attempts at an exercise, by number. */
    Flux<Attempt> of(Student student, String exercise);

    /** All attempts at the exercise of an activity, by subject and number. */
    Flux<Attempt> ofClass(Activity activity, String exercise);

    /**
     * Stores how far an open attempt at a training goal is, unless it is farther already.
     *
     * @param progressed with a training
     */
    Mono<Void> progress(Attempt progressed);

    /**
     * Closes an attempt, and makes a score due, in one transaction. A score that the student has already does not
     * become due again, unless delivering it failed.
     *
     * @param closed with a result
     * @param score null if the platform takes no scores
     * @return false if it is closed already, or was deleted; then nothing has changed
     */
    Mono<Boolean> close(Attempt closed, @Nullable Score score, Instant now);

    /** The delivery of a student's score. */
    Mono<ScoreDelivery> delivery(Student student);

    /**
     * Deliveries that are due, and that no process has claimed, the longest due first.
     *
     * @param perPlatform maximum number of each platform
     * @param limit maximum number in total
     */
    Flux<ScoreDelivery> due(Instant now, int perPlatform, int limit);

    /**
     * Claims a due delivery, so that only one process makes the request; if that process dies, another one makes it
     * after the given time.
     *
     * @param due as returned by {@link #due}
     * @return the delivery with the request's timestamp; empty if another process has it, or if its score has changed
     */
    Mono<ScoreDelivery> claim(ScoreDelivery due, Instant now, Instant until);

    /**
     * Ends a claim and stores what became of the request. If the score has changed meanwhile, the new one stays due; if
     * the claim has expired and another process has claimed it, nothing changes.
     *
     * @param tried the claimed delivery, after the request
     */
    Mono<Void> release(ScoreDelivery tried);

    /** The subjects that have attempts on a platform. */
    Flux<String> subjects(String platform);

    /**
     * Deletes attempts and scores.
     *
     * @param link null for all links of the platform
     * @param subject null for all students
     * @return the number of deleted attempts
     */
    Mono<Long> delete(String platform, @Nullable String link, @Nullable String subject);

    /** Deletes attempts that were opened, and scores that were submitted, before a time. */
    Mono<Void> deleteBefore(Instant time);
}
