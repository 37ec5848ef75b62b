package org.nnplayground.web.filter;

import java.net.URI;
import java.net.URISyntaxException;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.response.ProblemDocument;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Responds with a problem document to requests whose address is not a URI (RFC 3986), such as {@code /%zz}. Spring
 * would answer a 400 without body before any filter or error handler is called.
 */
@Component
final class MalformedUriRoute implements NettyRouteProvider {

    private final JsonMapper mapper;

    MalformedUriRoute(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(MalformedUriRoute::matches, this::refuse);
    }

    private static boolean matches(HttpServerRequest request) {
        String host = request.requestHeaders().get(HttpHeaders.HOST);
        String uri = request.uri();
        try {
            new URI(uri.startsWith("/") ? "http://" + (host == null ? "localhost" : host) + uri : uri);
            return false;
        } catch (URISyntaxException e) {
            return true;
        }
    }

    private Mono<Void> refuse(HttpServerRequest request, HttpServerResponse response) {
        Language language = Language.of(request.requestHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
        byte[] body = mapper.writeValueAsBytes(ProblemDocument.of(
                ProblemType.INVALID_ADDRESS, Message.of("request.address-unreadable"), null, language));
        var headers = new HttpHeaders();
        SecurityHeadersFilter.addTo(headers);
        headers.set("Content-Security-Policy", SecurityHeadersFilter.DATA);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        headers.setContentLength(body.length);
        headers.forEach((name, values) -> response.header(name, String.join(", ", values)));
        return response.status(
                        ProblemDocument.status(ProblemType.INVALID_ADDRESS).value())
                .sendByteArray(Mono.just(body))
                .then();
    }
}
