package org.nnplayground.trainer;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
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

    private <T> Mono<T> inspect(
            Mono<Job> job, Function<LiveTraining, T> within, BiFunction<Job, TrainingSession, T> atRest) {
        return job.flatMap(found -> inOpenJob(found, within))
                .switchIfEmpty(Mono.defer(() -> inspectCheckpoint(job, atRest, ATTEMPTS)));
    }

    private <T> Mono<T> inspectCheckpoint(Mono<Job> job, BiFunction<Job, TrainingSession, T> look, int attempts) {
        return job.flatMap(found -> store.checkpoint(found.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(at -> {
                    RunCheckpoint checkpoint = at.orElse(null);
                    boolean fits = checkpoint == null
                            || checkpoint.run() == found.progress().run();
                    if (!fits && attempts > 1) {
                        return inspectCheckpoint(job, look, attempts - 1);
                    }
                    return Mono.fromFuture(sessions.inspect(
                            found,
                            fits && checkpoint != null ? checkpoint.checkpoint() : null,
                            session -> look.apply(found, session)));
                }));
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
