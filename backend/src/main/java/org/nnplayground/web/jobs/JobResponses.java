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

/** Builds the JSON of jobs, with the position of queued ones. */
@Component
public final class JobResponses {

    private final JobService jobs;
    private final JobQueue queue;

    JobResponses(JobService jobs, JobQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    /** The job in the language of the request, with links below the path of the request. */
    public Mono<JobBody> of(Job job, ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        if (job.life().failure() != null) {
            setLanguage(language, exchange.getResponse().getHeaders());
        }
        return of(job, true, language, EmbedFilter.prefixOf(exchange));
    }

    /**
     * @param language of the failure's text
     * @param prefix of the paths in its links
     */
    public Mono<JobBody> of(Job job, boolean withSpec, Language language, String prefix) {
        JobBody body = JobBody.of(job, withSpec, language).withLinkPrefix(prefix);
        return job.state() == JobState.QUEUED
                ? queue.position(job.id())
                        .flatMap(position -> jobs.estimatedStart(job)
                                .map(start -> body.withQueuePosition(position, start))
                                .defaultIfEmpty(body.withQueuePosition(position, null)))
                        // The job is returned without a position if the queue is unavailable.
                        .onErrorComplete(TryLaterException.class)
                        .defaultIfEmpty(body)
                : Mono.just(body);
    }

    private static void setLanguage(Language language, HttpHeaders headers) {
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        if (!headers.getVary().contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }
}
