package org.nnplayground.web.jobs;

import java.time.Instant;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Language;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.webhook.WebhookBody;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The body of a webhook call: the ended job without its spec, in English. */
@Component
final class JobWebhookBody implements WebhookBody {

    private final JsonMapper mapper;

    JobWebhookBody(JsonMapper mapper) {
        this.mapper = mapper;
    }

    private record Payload(String type, Instant timestamp, JobBody data) {}

    @Override
    public String of(Job job) {
        Instant at = job.life().finishedAt();
        return mapper.writeValueAsString(
                new Payload(JobBody.EVENT, at == null ? Instant.now() : at, JobBody.of(job, false, Language.ENGLISH)));
    }
}
