package org.nnplayground.web.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.ApiKey;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.filter.CallerAddress;
import org.nnplayground.web.request.JsonBody;
import org.springframework.http.HttpHeaders;
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

/**
 * The endpoints that the commands {@code --create-key}, {@code --list-keys} and {@code --revoke-key} call in the
 * running server: from this machine only, and with the administrator's token, which is derived from the server's
 * secret. Not part of the public API.
 */
@RestController
@RequestMapping("/admin/api-keys")
class ApiKeyController {

    private final AccessControl access;
    private final ApiKeys keys;
    private final JsonBody body;

    ApiKeyController(AccessControl access, ApiKeys keys, JsonBody body) {
        this.access = access;
        this.keys = keys;
        this.body = body;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyBody(
            String id,
            String owner,
            Instant createdAt,
            @Nullable Instant revokedAt) {

        static KeyBody of(ApiKey key) {
            return new KeyBody(key.id(), key.owner(), key.createdAt(), key.revokedAt());
        }
    }

    record CreatedBody(String id, String owner, String key, String webhookSecret) {}

    @PostMapping
    Mono<ResponseEntity<CreatedBody>> create(ServerWebExchange exchange) {
        requireAdministrator(exchange);
        return body.read(exchange, json -> keys.create(json.path("owner").asString("")))
                .map(created -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(new CreatedBody(
                                created.key().id(), created.key().owner(), created.text(), created.webhookSecret())));
    }

    @GetMapping
    Mono<List<KeyBody>> list(ServerWebExchange exchange) {
        requireAdministrator(exchange);
        return keys.list().map(KeyBody::of).collectList();
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> revoke(@PathVariable String id, ServerWebExchange exchange) {
        requireAdministrator(exchange);
        return keys.revoke(id).thenReturn(ResponseEntity.noContent().build());
    }

    private void requireAdministrator(ServerWebExchange exchange) {
        if (!CallerAddress.isLoopback(exchange)) {
            throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("access.commands-only"));
        }
        access.requireAdministrator(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }
}
