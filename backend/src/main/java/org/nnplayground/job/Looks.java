package org.nnplayground.job;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.stream.JobEvent;
import reactor.core.publisher.Mono;

/** Looks into jobs: within their trainings where they are open here, else where their checkpoints stand. */
final class Looks {

    private final OpenJobs open;
    private final Sessions sessions;
    private final JobStore store;
    private final Recorder recorder;

    Looks(OpenJobs open, Sessions sessions, JobStore store, Recorder recorder) {
        this.open = open;
        this.sessions = sessions;
        this.store = store;
        this.recorder = recorder;
    }

    /** What {@code look} sees of a job and its network as they stand. */
    <T> Mono<T> look(Mono<Job> job, BiFunction<Job, TrainingSession, T> look) {
        return look(job, training -> look.apply(training.job(), training.session()), look);
    }

    /** A frame of the present. */
    Mono<JobEvent.FrameMade> frame(Mono<Job> job, View view) {
        return look(job, training -> training.frame(view), (found, session) -> recorder.frame(found, session, view));
    }

    private <T> Mono<T> look(Mono<Job> job, Function<Training, T> within, BiFunction<Job, TrainingSession, T> atRest) {
        return job.flatMap(found -> Mono.justOrEmpty(open.find(found.id()))
                        .flatMap(training -> Mono.fromFuture(training.ask(within))))
                .onErrorComplete(JobEnded.class)
                .switchIfEmpty(Mono.defer(() -> job.flatMap(found -> lookAtRest(found, atRest))));
    }

    private <T> Mono<T> lookAtRest(Job job, BiFunction<Job, TrainingSession, T> look) {
        return store.checkpoint(job.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(at -> Mono.fromFuture(sessions.look(
                        job, at.map(RunCheckpoint::checkpoint).orElse(null), session -> look.apply(job, session))));
    }
}
