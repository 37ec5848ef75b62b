package org.nnplayground.web.lti;

import java.util.HashMap;
import java.util.Map;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** The parameters of a request, of its query or its form. */
final class LtiParameters {

    private LtiParameters() {}

    /** Fails with {@code invalid-request} if one is given twice. */
    static Mono<Map<String, String>> of(ServerRequest request) {
        Mono<MultiValueMap<String, String>> given =
                request.method() == HttpMethod.POST ? request.formData() : Mono.just(request.queryParams());
        return given.map(LtiParameters::single);
    }

    private static Map<String, String> single(MultiValueMap<String, String> given) {
        Map<String, String> parameters = new HashMap<>();
        given.forEach((name, values) -> {
            if (values.size() > 1) {
                throw new PlaygroundException(ProblemType.INVALID_REQUEST, Message.of("lti.parameter-twice"));
            }
            String value = values.isEmpty() ? null : values.getFirst();
            parameters.put(name, value == null ? "" : value);
        });
        return parameters;
    }
}
