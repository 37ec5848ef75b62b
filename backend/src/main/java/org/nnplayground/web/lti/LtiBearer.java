package org.nnplayground.web.lti;

import org.jspecify.annotations.Nullable;
import org.nnplayground.lti.LtiSession;
import org.nnplayground.lti.LtiSessions;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the session of a request by its bearer token. */
@Component
public final class LtiBearer {

    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 128;

    private final LtiSessions sessions;

    LtiBearer(LtiSessions sessions) {
        this.sessions = sessions;
    }

    /** The session; fails with {@code unauthorized} if there is no valid token. */
    public Mono<LtiSession> session(HttpHeaders headers) {
        return Mono.justOrEmpty(token(headers.getFirst(HttpHeaders.AUTHORIZATION)))
                .flatMap(sessions::find)
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.UNAUTHORIZED, Message.of("lti.session-missing"))));
    }

    private static @Nullable String token(@Nullable String authorization) {
        return authorization != null
                        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        && authorization.length() <= MAX_LENGTH
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }
}
