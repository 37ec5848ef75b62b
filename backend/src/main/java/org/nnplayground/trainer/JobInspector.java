package org.nnplayground.trainer;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.job.JobState;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.stream.JobEvent;
import reactor.core.publisher.Mono;

/**
 * Reads the network of a job: in its open session if this process trains it, else in a temporary session opened from
 * its last checkpoint.
 */
public final class JobInspector {

    /** Maximum number of attempts if the job starts another run meanwhile. */
    private static final int ATTEMPTS = 3;

    private final OpenJobs open;
    private final TrainerSessions sessions;
    private final JobStore store;
    private final TrainingRecorder recorder;

    public JobInspector(OpenJobs open, TrainerSessions sessions, JobStore store, TrainingRecorder recorder) {
        this.open = open;
        this.sessions = sessions;
        this.store = store;
        this.recorder = recorder;
    }

    /** The result of a function of a job and its session. The function must not change the session. */
    public <T> Mono<T> inspect(Mono<Job> job, BiFunction<Job, TrainingSession, T> look) {
        return inspect(job, training -> look.apply(training.job(), training.session()), look);
    }

    /** A frame of this moment. */
    public Mono<JobEvent.FrameMade> frame(Mono<Job> job, View view) {
        return inspect(job, training -> training.frame(view), (found, session) -> recorder.frame(found, session, view));
    }

    /** A frame of another session than the job's own, with an evaluation of it. Called within a turn only. */
    public JobEvent.FrameMade frame(Job job, TrainingSession session, View view) {
        return recorder.frame(job, session, view);
    }

    private <T> Mono<T> inspect(
            Mono<Job> job, Function<LiveTraining, T> within, BiFunction<Job, TrainingSession, T> atRest) {
        return job.flatMap(found -> inOpenJob(found, within))
                .switchIfEmpty(Mono.defer(() -> inspectCheckpoint(job, atRest, ATTEMPTS)));
    }

    private <T> Mono<T> inspectCheckpoint(Mono<Job> job, BiFunction<Job, TrainingSession, T> look, int attempts) {
        return job.flatMap(found -> withMemory(
                        found,
                        () -> store.checkpoint(found.id())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .filter(at -> at.isEmpty() || attempts == 1 || isOfRun(at.get(), found))
                                .flatMap(at -> inspectCheckpoint(found, at.orElse(null), look)))
                .switchIfEmpty(Mono.defer(() -> inspectCheckpoint(job, look, attempts - 1))));
    }

    private <T> Mono<T> inspectCheckpoint(
            Job job, @Nullable RunCheckpoint at, BiFunction<Job, TrainingSession, T> look) {
        return Mono.fromFuture(sessions.inspect(
                job, at != null && isOfRun(at, job) ? at.checkpoint() : null, session -> look.apply(job, session)));
    }

    private static boolean isOfRun(RunCheckpoint checkpoint, Job job) {
        return checkpoint.run() == job.progress().run();
    }

    /**
     * Reserves memory for a temporary session, before its checkpoint is read and until its result is there. It is
     * completed even if the client no longer waits, because a session that waits for its turn has its checkpoint.
     */
    private <T> Mono<T> withMemory(Job job, Supplier<Mono<T>> look) {
        Mono<T> result =
                Mono.using(() -> sessions.admission().reserve(job), reservation -> look.get(), Reservation::close);
        return Mono.fromFuture(result::toFuture, true);
    }

    /**
     * The losses of a job's network at other parameters, as {@link org.nnplayground.engine.TrainingEngine#losses}. The
     * job's own training goes on meanwhile.
     *
     * @param points may be called until the result is there, even if nobody waits for it any more
     */
    public Mono<Losses[]> losses(Job job, int count, IntFunction<float[]> points) {
        return withMemory(job, () -> Mono.fromFuture(sessions.losses(job.spec(), count, points)));
    }

    /** The job at this moment, with its metrics. */
    public Mono<Job> current(Job found) {
        return found.state() != JobState.RUNNING
                ? Mono.just(found)
                : inOpenJob(found, LiveTraining::evaluated).defaultIfEmpty(found);
    }

    /** Empty if the job is not open in this process, or ends meanwhile. */
    private <T> Mono<T> inOpenJob(Job job, Function<LiveTraining, T> look) {
        return Mono.justOrEmpty(open.find(job.id()))
                .flatMap(training -> Mono.fromFuture(training.ask(look)))
                .onErrorComplete(JobEndedException.class);
    }
}
