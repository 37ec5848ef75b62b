package org.nnplayground.web.jobs;

import java.time.Instant;
import java.util.Optional;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Language;
import org.nnplayground.store.JobAnnouncement;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.webhook.WebhookSubjects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The webhooks of jobs: their body is the ended job without its spec, in English. */
@Component
final class JobWebhooks implements WebhookSubjects {

    private final JobStore jobs;
    private final JsonMapper mapper;

    JobWebhooks(JobStore jobs, JsonMapper mapper) {
        this.jobs = jobs;
        this.mapper = mapper;
    }

    private record Payload(String type, Instant timestamp, JobBody data) {}

    @Override
    public Flux<String> endings() {
        return jobs.announcements()
                .filter(announcement -> announcement.state().isTerminal())
                .map(JobAnnouncement::id);
    }

    @Override
    public Mono<Optional<String>> body(String id) {
        return jobs.find(id).map(job -> job.state().isTerminal() ? Optional.of(text(job)) : Optional.empty());
    }

    private String text(Job job) {
        Instant at = job.life().finishedAt();
        return mapper.writeValueAsString(
                new Payload(JobBody.EVENT, at == null ? Instant.now() : at, JobBody.of(job, false, Language.ENGLISH)));
    }
}
