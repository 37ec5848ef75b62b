package org.nnplayground.web.jobs;

import java.time.Duration;
import java.util.function.BiFunction;
import org.nnplayground.access.AccessControl;
import org.nnplayground.job.Job;
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
 * Changes jobs for those who may: looks at the token, then reads the body, then answers with the job once the change
 * has taken effect, or as accepted where that takes too long.
 */
@Component
final class JobChange {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final JobService jobs;
    private final AccessControl access;
    private final JsonBody body;
    private final JobResponses bodies;

    JobChange(JobService jobs, AccessControl access, JsonBody body, JobResponses bodies) {
        this.jobs = jobs;
        this.access = access;
        this.body = body;
        this.bodies = bodies;
    }

    /** @param change of the job, by a body that must be there */
    Mono<ResponseEntity<JobBody>> byBody(
            String id, ServerWebExchange exchange, BiFunction<Job, JsonNode, Mono<Job>> change) {
        return controlled(id, exchange)
                .flatMap(job -> body.read(exchange).flatMap(json -> answer(job, exchange, change.apply(job, json))));
    }

    /** @param change of the job, by a body that is an empty object where there is none */
    Mono<ResponseEntity<JobBody>> byBodyIfAny(
            String id, ServerWebExchange exchange, BiFunction<Job, JsonNode, Mono<Job>> change) {
        return controlled(id, exchange)
                .flatMap(job ->
                        body.readIfAny(exchange).flatMap(json -> answer(job, exchange, change.apply(job, json))));
    }

    /** The job, for who may change it; fails for anybody else. */
    Mono<Job> controlled(String id, ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return jobs.find(id)
                .flatMap(job -> access.requireControl(job, authorization).thenReturn(job));
    }

    private Mono<ResponseEntity<JobBody>> answer(Job job, ServerWebExchange exchange, Mono<Job> change) {
        Mono<ResponseEntity<JobBody>> accepted = jobs.find(job.id())
                .flatMap(now -> bodies.of(now, exchange))
                .map(now -> ResponseEntity.status(HttpStatus.ACCEPTED).body(now));
        // Once accepted it is done, whether or not anybody still waits.
        return Mono.fromFuture(change::toFuture, true)
                .flatMap(done -> bodies.of(done, exchange))
                .map(ResponseEntity::ok)
                .timeout(LONGEST, accepted);
    }
}
