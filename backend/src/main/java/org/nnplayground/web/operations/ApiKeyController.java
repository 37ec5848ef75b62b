package org.nnplayground.web.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.ApiKey;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.web.request.JsonBody;
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
 * running server, if {@link Administrators} admits the caller. Not part of the public API.
 */
@RestController
@RequestMapping("/admin/api-keys")
class ApiKeyController {

    private final Administrators administrators;
    private final ApiKeys keys;
    private final JsonBody body;

    ApiKeyController(Administrators administrators, ApiKeys keys, JsonBody body) {
        this.administrators = administrators;
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
        administrators.require(exchange);
        return body.read(exchange, json -> keys.create(json.path("owner").asString("")))
                .map(created -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(new CreatedBody(
                                created.key().id(), created.key().owner(), created.text(), created.webhookSecret())));
    }

    @GetMapping
    Mono<List<KeyBody>> list(ServerWebExchange exchange) {
        administrators.require(exchange);
        return keys.list().map(KeyBody::of).collectList();
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> revoke(@PathVariable String id, ServerWebExchange exchange) {
        administrators.require(exchange);
        return keys.revoke(id).thenReturn(ResponseEntity.noContent().build());
    }
}
