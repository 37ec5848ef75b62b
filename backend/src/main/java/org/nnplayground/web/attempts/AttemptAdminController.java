package org.nnplayground.web.attempts;

import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.Attempts;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.operations.Administrators;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The endpoint that the command {@code --lti-forget} calls. */
@RestController
class AttemptAdminController {

    private final Administrators administrators;
    private final Attempts attempts;

    AttemptAdminController(Administrators administrators, Attempts attempts) {
        this.administrators = administrators;
        this.attempts = attempts;
    }

    /** @param attempts number of deleted attempts */
    record DeletedBody(long attempts) {}

    /**
     * Deletes attempts and scores.
     *
     * @param student subject or pseudonym
     */
    @DeleteMapping("/admin/lti/attempts")
    Mono<DeletedBody> forget(
            @RequestParam(required = false) @Nullable String platform,
            @RequestParam(required = false) @Nullable String link,
            @RequestParam(required = false) @Nullable String student,
            ServerWebExchange exchange) {
        administrators.require(exchange);
        if (platform == null) {
            throw new PlaygroundException(
                    ProblemType.INVALID_REQUEST, Message.of("request.parameter-missing", "platform"));
        }
        return attempts.forget(platform, link, student).map(DeletedBody::new);
    }
}
