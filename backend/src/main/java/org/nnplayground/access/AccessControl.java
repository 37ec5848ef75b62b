package org.nnplayground.access;

import java.net.URI;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import reactor.core.publisher.Mono;

/**
 * Authorizes requests. Reading a job needs only its id; changing it needs its control token or an API key of its owner.
 * The parameter {@code authorization} is always the {@code Authorization} header; null if there is none.
 */
public final class AccessControl {

    private static final String BEARER = "Bearer ";

    private final ControlTokens tokens;
    private final ApiKeys keys;
    private final AnonymousAccess anonymous;

    AccessControl(ControlTokens tokens, ApiKeys keys, AnonymousAccess anonymous) {
        this.tokens = tokens;
        this.keys = keys;
        this.anonymous = anonymous;
    }

    /** The control token of a job or a dataset. */
    public String tokenOf(String job) {
        return tokens.of(job);
    }

    /** What may be created without an API key. */
    public AnonymousAccess anonymous() {
        return anonymous;
    }

    /** Identifies the caller; fails with {@code UNAUTHORIZED} if the request has an invalid key. */
    public Mono<Caller> caller(@Nullable String authorization, String address) {
        return authorization == null
                ? Mono.just(new Caller(null, address))
                : keyOf(authorization)
                        .map(key -> new Caller(key, address))
                        .switchIfEmpty(Mono.error(() -> unauthorized(Message.of("access.key-unknown"))));
    }

    /**
     * The owner whose quota a request counts for; empty without a valid API key. This is not an authorization: a
     * revoked key still counts for its owner for ten minutes.
     *
     * @param mayAsk called before a store lookup; if it returns false, the result is empty
     */
    public Mono<String> quotaOwner(@Nullable String authorization, BooleanSupplier mayAsk) {
        String token = token(authorization);
        if (token == null || !ApiKeys.isKey(token)) {
            return Mono.empty();
        }
        return keys.cachedOwner(token)
                .map(Mono::just)
                .orElseGet(() -> mayAsk.getAsBoolean() ? keys.find(token).map(ApiKey::owner) : Mono.empty());
    }

    /** The owner of the request's API key; fails with {@code UNAUTHORIZED} without one. */
    public Mono<String> requireOwner(@Nullable String authorization) {
        return keyOf(authorization)
                .map(ApiKey::owner)
                .switchIfEmpty(Mono.error(() ->
                        unauthorized(Message.of(authorization == null ? "access.key-missing" : "access.key-unknown"))));
    }

    /**
     * Checks that a caller may create a job.
     *
     * @throws PlaygroundException {@code UNAUTHORIZED} if an API key is required
     */
    public void requireMayCreate(Caller caller, Mode mode) {
        if (caller.key() == null && !anonymous.mayCreate(mode)) {
            String things = anonymous == AnonymousAccess.NONE
                    ? "things.jobs"
                    : mode == Mode.LIVE ? "things.live-jobs" : "things.batch-jobs";
            throw unauthorized(Message.of("access.not-without-key", Message.of(things)));
        }
    }

    /**
     * Checks that a caller may have a webhook.
     *
     * @param webhook null if none is asked for
     * @throws PlaygroundException {@code UNAUTHORIZED} for a webhook without an API key
     */
    public void requireMayHave(@Nullable URI webhook, Caller caller) {
        if (webhook != null && caller.key() == null) {
            throw unauthorized(Message.of("webhook.needs-key"));
        }
    }

    /**
     * Checks that a caller may upload a dataset.
     *
     * @throws PlaygroundException {@code UNAUTHORIZED} if an API key is required
     */
    public void requireMayUpload(Caller caller) {
        if (caller.key() == null && anonymous == AnonymousAccess.NONE) {
            throw unauthorized(Message.of("access.not-without-key", Message.of("things.datasets")));
        }
    }

    /**
     * Checks that a caller may change a job; fails with {@code UNAUTHORIZED} without a token, and {@code FORBIDDEN}
     * with a token of another job.
     */
    public Mono<Void> requireControl(Job job, @Nullable String authorization) {
        return requireControl(job.id(), job.owner(), "access.token-of-another", authorization);
    }

    /** The same for a sweep. */
    public Mono<Void> requireControlOfSweep(String id, @Nullable String owner, @Nullable String authorization) {
        return requireControl(id, owner, "access.token-of-another-sweep", authorization);
    }

    /**
     * The same for a dataset.
     *
     * @param owner of the API key that uploaded it; null without key
     */
    public Mono<Void> requireControlOfDataset(String id, @Nullable String owner, @Nullable String authorization) {
        return requireControl(id, owner, "access.token-of-another-dataset", authorization);
    }

    private Mono<Void> requireControl(
            String id, @Nullable String owner, String forbidden, @Nullable String authorization) {
        String token = token(authorization);
        if (token == null) {
            return Mono.error(unauthorized(Message.of("access.token-missing")));
        }
        if (tokens.matches(id, token)) {
            return Mono.empty();
        }
        return keys.find(token)
                .filter(key -> key.owner().equals(owner))
                .switchIfEmpty(
                        Mono.error(() -> new PlaygroundException(ProblemType.FORBIDDEN, Message.of(forbidden, id))))
                .then();
    }

    /**
     * Checks the administrator's token, which is derived from the server's secret.
     *
     * @throws PlaygroundException {@code FORBIDDEN} for anybody else
     */
    public void requireAdministrator(@Nullable String authorization) {
        String token = token(authorization);
        if (token == null || !tokens.isAdministrator(token)) {
            throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("access.commands-only"));
        }
    }

    private Mono<ApiKey> keyOf(@Nullable String authorization) {
        String token = token(authorization);
        return token == null ? Mono.empty() : keys.find(token);
    }

    private static PlaygroundException unauthorized(Message detail) {
        return new PlaygroundException(ProblemType.UNAUTHORIZED, detail);
    }

    private static @Nullable String token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
