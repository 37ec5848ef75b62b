package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.Job;

/** Decides who may do what. Looking at a job needs its id only; changing one needs its control token or its API key. */
public final class Access {

    private static final String BEARER = "Bearer ";

    private final ControlTokens tokens;
    private final Map<String, String> apiKeys;

    Access(ControlTokens tokens, Map<String, String> apiKeys) {
        this.tokens = tokens;
        this.apiKeys = Map.copyOf(apiKeys);
    }

    /** The control token of a job. */
    public String tokenOf(String job) {
        return tokens.of(job);
    }

    /**
     * The name of the API key that a request comes with, null for none.
     *
     * @param authorization the {@code Authorization} header
     * @throws PlaygroundException {@code UNAUTHORIZED} for a key that is not known
     */
    public @Nullable String owner(@Nullable String authorization) {
        return authorization == null ? null : requireOwner(authorization);
    }

    /**
     * The name of the API key that a request comes with.
     *
     * @throws PlaygroundException {@code UNAUTHORIZED} without a known key
     */
    public String requireOwner(@Nullable String authorization) {
        String owner = ownerOf(token(authorization));
        if (owner == null) {
            throw new PlaygroundException(
                    ProblemType.UNAUTHORIZED,
                    authorization == null
                            ? "Send an API key: \"Authorization: Bearer <key>\"."
                            : "The API key is not known.");
        }
        return owner;
    }

    /**
     * Lets a change of a job pass.
     *
     * @throws PlaygroundException {@code UNAUTHORIZED} without a token, {@code FORBIDDEN} with one that is not for this
     *     job
     */
    public void requireControl(Job job, @Nullable String authorization) {
        String token = token(authorization);
        if (token == null) {
            throw new PlaygroundException(
                    ProblemType.UNAUTHORIZED,
                    "Send the job's control token, which the answer to its creation holds: "
                            + "\"Authorization: Bearer <controlToken>\".");
        }
        boolean byToken = tokens.matches(job.id(), token);
        String owner = ownerOf(token);
        if (!byToken && (owner == null || !owner.equals(job.owner()))) {
            throw new PlaygroundException(
                    ProblemType.FORBIDDEN, "The token is not the control token of job " + job.id() + ".");
        }
    }

    private static @Nullable String token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    /** Compares with every key, so that the time tells nothing. */
    private @Nullable String ownerOf(@Nullable String token) {
        if (token == null) {
            return null;
        }
        String owner = null;
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<String, String> key : apiKeys.entrySet()) {
            if (MessageDigest.isEqual(key.getValue().getBytes(StandardCharsets.UTF_8), given)) {
                owner = key.getKey();
            }
        }
        return owner;
    }
}
