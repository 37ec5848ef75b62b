package org.nnplayground.web;

import java.util.OptionalInt;
import org.nnplayground.job.JobQueue;
import org.nnplayground.job.JobService;
import org.nnplayground.problem.Language;
import org.nnplayground.store.Job;
import org.springframework.stereotype.Component;

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
    JobBody of(Job job, Language language) {
        OptionalInt position = queue.position(job.id());
        return JobBody.of(job, true, language)
                .waiting(
                        position.isPresent() ? position.getAsInt() : null,
                        jobs.estimatedStart(job.id()).orElse(null));
    }
}
