package org.nnplayground.web.jobs;

import java.time.Duration;
import java.util.function.BiFunction;
import org.nnplayground.access.AccessControl;
import org.nnplayground.job.ChangePendingException;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobSettings;
import org.nnplayground.service.JobService;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.response.JobBody;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Changes jobs: checks the token, reads the body, and answers with the job once the change is durable, or with 202 if
 * that takes too long or the store does not accept the change.
 */
@Component
final class JobChange {

    private final JobService jobs;
    private final AccessControl access;
    private final JsonBody body;
    private final JobResponses bodies;
    private final Duration timeout;

    JobChange(JobService jobs, AccessControl access, JsonBody body, JobResponses bodies, JobSettings settings) {
        this.jobs = jobs;
        this.access = access;
        this.body = body;
        this.bodies = bodies;
        this.timeout = settings.changeTimeout();
    }

    /** @param change of the job, given the required body */
    Mono<ResponseEntity<JobBody>> byBody(
            String id, ServerWebExchange exchange, BiFunction<Job, JsonNode, Mono<Job>> change) {
        return controlled(id, exchange)
                .flatMap(job -> body.read(exchange, json -> answer(job, exchange, change.apply(job, json))));
    }

    /** @param change of the job, given the body, or an empty object if there is none */
    Mono<ResponseEntity<JobBody>> byBodyIfAny(
            String id, ServerWebExchange exchange, BiFunction<Job, JsonNode, Mono<Job>> change) {
        return controlled(id, exchange)
                .flatMap(job -> body.readIfAny(exchange, json -> answer(job, exchange, change.apply(job, json))));
    }

    /** The job, if the caller may change it; otherwise fails. */
    Mono<Job> controlled(String id, ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return jobs.find(id)
                .flatMap(job -> access.requireControl(job, authorization).thenReturn(job));
    }

    private Mono<ResponseEntity<JobBody>> answer(Job job, ServerWebExchange exchange, Mono<Job> change) {
        Mono<ResponseEntity<JobBody>> accepted = jobs.find(job.id())
                .flatMap(now -> bodies.of(now, exchange))
                .map(now -> ResponseEntity.status(HttpStatus.ACCEPTED).body(now));
        // An accepted change is carried out even if the client no longer waits.
        return Mono.fromFuture(change::toFuture, true)
                .flatMap(done -> bodies.of(done, exchange))
                .map(ResponseEntity::ok)
                .timeout(timeout, accepted)
                .onErrorResume(ChangePendingException.class, pending -> accepted);
    }
}
