package org.nnplayground.web;

import org.nnplayground.job.JobQueue;
import org.nnplayground.job.JobService;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of jobs, with their place in the queue where they wait. */
@Component
final class JobBodies {

    private final JobService jobs;
    private final JobQueue queue;

    JobBodies(JobService jobs, JobQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    /** @param language of what went wrong with it */
    Mono<JobBody> of(Job job, Language language) {
        return of(job, true, language);
    }

    Mono<JobBody> of(Job job, boolean withSpec, Language language) {
        JobBody body = JobBody.of(job, withSpec, language);
        return job.state() == JobState.QUEUED
                ? queue.position(job.id())
                        .flatMap(position -> jobs.estimatedStart(job)
                                .map(start -> body.waiting(position, start))
                                .defaultIfEmpty(body.waiting(position, null)))
                        // What is known of the job is true even while nobody can tell its place.
                        .onErrorComplete(TryLaterException.class)
                        .defaultIfEmpty(body)
                : Mono.just(body);
    }
}
