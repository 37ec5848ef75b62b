package org.nnplayground.web.problems;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;

/**
 * Treats {@code Accept: application/problem+json} as {@code Accept: *}{@code /*}. Some generated clients send it
 * because it is the only JSON among the responses of a call, as of one without a body or of a stream. Taken literally
 * it would exclude every success.
 */
@Configuration(proxyBeanMethods = false)
class ProblemOnlyAccept implements WebFluxConfigurer {

    private static final RequestedContentTypeResolver HEADER = new HeaderContentTypeResolver();

    @Override
    public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
        builder.resolver(ProblemOnlyAccept::accepted);
    }

    private static List<MediaType> accepted(ServerWebExchange exchange) {
        List<MediaType> accepted = HEADER.resolveMediaTypes(exchange);
        return accepted.stream().allMatch(MediaType.APPLICATION_PROBLEM_JSON::equalsTypeAndSubtype)
                ? RequestedContentTypeResolver.MEDIA_TYPE_ALL_LIST
                : accepted;
    }
}
