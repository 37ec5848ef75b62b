package org.nnplayground.web.filter;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpStatusClass;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces Reactor Netty's own error responses, which have neither a body nor security headers, by problem documents:
 * 414, 431 and 400 if a request cannot be decoded.
 */
@Component
final class DecodingFailures implements NettyServerCustomizer {

    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final JsonMapper mapper;
    private final DataSize maxLine;
    private final DataSize maxHeaders;

    /**
     * @param maxLine maximum length of the first line of a request
     * @param maxHeaders maximum size of its headers
     */
    DecodingFailures(
            JsonMapper mapper,
            @Value("${server.netty.max-initial-line-length}") DataSize maxLine,
            @Value("${server.max-http-request-header-size}") DataSize maxHeaders) {
        this.mapper = mapper;
        this.maxLine = maxLine;
        this.maxHeaders = maxHeaders;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            // With HTTP/2 each stream has a pipeline of its own, and requests of that form do not fail here.
            if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, null, new ErrorResponses());
            }
        });
    }

    private final class ErrorResponses extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof FullHttpResponse response && isBare(response)) {
                FullHttpResponse problem = problem(response);
                response.release();
                context.write(problem, promise);
            } else {
                context.write(message, promise);
            }
        }
    }

    /** Responses of filters and controllers have the policy. */
    private static boolean isBare(FullHttpResponse response) {
        HttpStatusClass status = response.status().codeClass();
        return (status == HttpStatusClass.CLIENT_ERROR || status == HttpStatusClass.SERVER_ERROR)
                && !response.content().isReadable()
                && !response.headers().contains(SecurityHeadersFilter.POLICY);
    }

    private FullHttpResponse problem(FullHttpResponse bare) {
        NettyProblem problem = switch (bare.status().code()) {
            case URI_TOO_LONG ->
                problem(ProblemType.ADDRESS_TOO_LONG, Message.of("request.line-too-long", maxLine.toBytes()));
            case HEADERS_TOO_LARGE ->
                problem(ProblemType.HEADERS_TOO_LARGE, Message.of("request.headers-too-large", maxHeaders.toBytes()));
            default ->
                bare.status().codeClass() == HttpStatusClass.SERVER_ERROR
                        ? problem(ProblemType.INTERNAL, Message.of("request.broke"))
                        : problem(ProblemType.MALFORMED_REQUEST, Message.of("request.malformed"));
        };
        var response = new DefaultFullHttpResponse(
                bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(problem.body()));
        problem.headers().forEach((name, values) -> response.headers().set(name, values));
        response.headers().set(HttpHeaderNames.CONNECTION, bare.headers().get(HttpHeaderNames.CONNECTION, "close"));
        return response;
    }

    private NettyProblem problem(ProblemType type, Message detail) {
        return NettyProblem.of(type, detail, null, mapper);
    }
}
