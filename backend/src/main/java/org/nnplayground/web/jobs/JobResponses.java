package org.nnplayground.web.jobs;

import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.service.JobService;
import org.nnplayground.web.filter.EmbedFilter;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.JobBody;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells of jobs, with their place in the queue where they wait. */
@Component
public final class JobResponses {

    private final JobService jobs;
    private final JobQueue queue;

    JobResponses(JobService jobs, JobQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    /** The job as its reader can use it: in the language that was asked for, with links that the reader may follow. */
    public Mono<JobBody> of(Job job, ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        if (job.life().failure() != null) {
            tell(language, exchange.getResponse().getHeaders());
        }
        return of(job, true, language, EmbedFilter.prefixOf(exchange));
    }

    /**
     * @param language of what went wrong with it
     * @param prefix of the paths that it links to
     */
    public Mono<JobBody> of(Job job, boolean withSpec, Language language, String prefix) {
        JobBody body = JobBody.of(job, withSpec, language).below(prefix);
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

    private static void tell(Language language, HttpHeaders headers) {
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        if (!headers.getVary().contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }
}
