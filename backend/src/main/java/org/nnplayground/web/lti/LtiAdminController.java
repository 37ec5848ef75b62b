package org.nnplayground.web.lti;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.nnplayground.lti.LtiSettings;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.Registrations;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.operations.Administrators;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The endpoints that the commands {@code --lti-invite}, {@code --lti-list} and {@code --lti-remove} call. */
@RestController
@RequestMapping("/admin/lti")
class LtiAdminController {

    private final Administrators administrators;
    private final Registrations registrations;
    private final LtiSettings settings;

    LtiAdminController(Administrators administrators, Registrations registrations, LtiSettings settings) {
        this.administrators = administrators;
        this.registrations = registrations;
        this.settings = settings;
    }

    record PlatformBody(String id, String issuer, String clientId, URI tokenUrl, Instant createdAt) {

        static PlatformBody of(Platform platform) {
            return new PlatformBody(
                    platform.id(), platform.issuer(), platform.clientId(), platform.tokenUrl(), platform.createdAt());
        }
    }

    @PostMapping("/invites")
    Mono<ResponseEntity<Registrations.Invite>> invite(ServerWebExchange exchange) {
        administrators.require(exchange);
        if (!settings.enabled()) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("lti.disabled"));
        }
        return registrations
                .invite()
                .map(invite -> ResponseEntity.status(HttpStatus.CREATED).body(invite));
    }

    @GetMapping("/platforms")
    Mono<List<PlatformBody>> list(ServerWebExchange exchange) {
        administrators.require(exchange);
        return registrations.list().map(PlatformBody::of).collectList();
    }

    @DeleteMapping("/platforms/{id}")
    Mono<ResponseEntity<Void>> remove(@PathVariable String id, ServerWebExchange exchange) {
        administrators.require(exchange);
        return registrations
                .remove(id)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(
                        Mono.error(() -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("lti.unknown", id))))
                .thenReturn(ResponseEntity.noContent().build());
    }
}
