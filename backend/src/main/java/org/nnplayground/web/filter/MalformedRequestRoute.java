package org.nnplayground.web.filter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Responds with a problem document to requests whose address is not a URI (RFC 3986), such as {@code /%zz}, and to
 * requests without Host header or with several (RFC 9112, section 3.2). Spring would answer the former with a 400
 * without body before any filter or error handler is called, and would accept the latter.
 */
@Component
final class MalformedRequestRoute implements NettyRouteProvider {

    private final JsonMapper mapper;

    MalformedRequestRoute(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(request -> violation(request) != null, this::refuse);
    }

    private static @Nullable Message violation(HttpServerRequest request) {
        List<String> hosts = request.requestHeaders().getAll(HttpHeaders.HOST);
        boolean mayLackHost =
                request.version().majorVersion() == 1 && request.version().minorVersion() == 0;
        if (hosts.size() > 1 || (hosts.isEmpty() && !mayLackHost)) {
            return Message.of("request.host");
        }
        String uri = request.uri();
        try {
            new URI(uri.startsWith("/") ? "http://" + (hosts.isEmpty() ? "localhost" : hosts.getFirst()) + uri : uri);
            return null;
        } catch (URISyntaxException e) {
            return Message.of("request.address-unreadable");
        }
    }

    private Mono<Void> refuse(HttpServerRequest request, HttpServerResponse response) {
        Message violation = violation(request);
        var problem = NettyProblem.of(
                ProblemType.INVALID_ADDRESS,
                violation == null ? Message.of("request.malformed") : violation,
                request.requestHeaders().get(HttpHeaders.ACCEPT_LANGUAGE),
                mapper);
        problem.headers().forEach((name, values) -> response.header(name, String.join(", ", values)));
        return response.status(problem.status())
                .sendByteArray(Mono.just(problem.body()))
                .then();
    }
}
