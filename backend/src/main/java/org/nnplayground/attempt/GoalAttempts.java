package org.nnplayground.attempt;

import org.nnplayground.goal.Goal;
import org.nnplayground.goal.GoalFormat;
import org.nnplayground.goal.GoalProgress;
import org.nnplayground.goal.Lock;
import org.nnplayground.job.Control;
import org.nnplayground.job.ControlRule;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Mono;

/**
 * Attempts at training goals. A job counts for one attempt: its label {@code attempt} has the attempt's id, which only
 * the student knows, and a label never changes. While it trains, controls that the goal locks are refused, so the
 * losses of its history belong to a spec that the goal allows.
 */
public final class GoalAttempts implements ControlRule {

    /** Label of a job that counts for an attempt. */
    public static final String LABEL = "attempt";

    /** Epochs of the history that are read at once. */
    private static final int PART = 50_000;

    private final AttemptStore store;
    private final JobStore jobs;
    private final GoalFormat format;

    GoalAttempts(AttemptStore store, JobStore jobs, GoalFormat format) {
        this.store = store;
        this.jobs = jobs;
        this.format = format;
    }

    /** The goal of an attempt; fails with {@code ILLEGAL_STATE} if it is an attempt at an exercise. */
    public Goal goal(Attempt attempt) {
        return format.read(training(attempt).goal());
    }

    private static Attempt.Training training(Attempt attempt) {
        Attempt.Training training = attempt.training();
        if (training == null) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("attempt.no-goal"));
        }
        return training;
    }

    /**
     * Reads from a job how far an open attempt is, and stores it.
     *
     * @param job id
     * @return the attempt with its progress. Fails with {@code NOT_FOUND} if there is no such job,
     *     {@code ILLEGAL_STATE} if the job does not count: it is not the attempt's, older than it, or its spec is not
     *     within the goal
     */
    public Mono<Attempt> progress(Attempt open, String job) {
        return jobs.find(job)
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("job.unknown", job))))
                .flatMap(found -> {
                    Goal goal = goal(open);
                    if (!open.id().equals(found.description().labels().get(LABEL))
                            || found.description().parent() != null // its history has losses of another job
                            || found.life().createdAt().isBefore(open.openedAt())) {
                        throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("attempt.other-job"));
                    }
                    goal.require(found.spec());
                    GoalProgress before = training(open).progress();
                    return read(goal, before, found, -1)
                            .map(after -> open.with(
                                    new Attempt.Training(training(open).goal(), after)))
                            .delayUntil(progressed ->
                                    training(progressed).progress().equals(before)
                                            ? Mono.empty()
                                            : store.progress(progressed));
                });
    }

    private Mono<GoalProgress> read(Goal goal, GoalProgress progress, Job job, long after) {
        return jobs.history(job.id(), after, PART).defaultIfEmpty(History.EMPTY).flatMap(part -> {
            // A restart since the job was found: its spec is not that of this history.
            boolean isOfRun = part.run() == job.progress().run();
            GoalProgress next = isOfRun ? goal.after(progress, job.id(), part) : progress;
            return part.size() < PART ? Mono.just(next) : read(goal, next, job, part.lastEpoch());
        });
    }

    @Override
    public Mono<Void> check(Job job, Control control) {
        String id = job.description().labels().get(LABEL);
        return id == null
                ? Mono.empty()
                : store.find(id)
                        .filter(attempt -> attempt.training() != null)
                        .map(this::goal)
                        .doOnNext(goal -> check(goal, job, control))
                        .then();
    }

    private static void check(Goal goal, Job job, Control control) {
        switch (control) {
            case Control.Restart restart -> goal.require(restart.spec());
            case Control.Patch(var patch) ->
                goal.require(job.spec().withTraining(patch.applyTo(job.spec().training())));
            case Control.Replace replace -> goal.requireUnlocked(Lock.PARAMETERS);
            case Control.Play play -> {}
            case Control.Pause pause -> {}
            case Control.Advance advance -> {}
            case Control.Reset reset -> {}
            case Control.Cancel cancel -> {}
        }
    }
}
