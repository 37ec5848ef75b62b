package org.nnplayground.web.filter;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace of a request as a W3C Trace Context {@code traceparent} header. */
public final class TraceParent {

    private TraceParent() {}

    /** {@code 00-<trace>-<span>-01}; null if the request is not traced or its trace is not sampled. */
    public static @Nullable String of(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> (TracingContext) context.get(TracingContext.class))
                .map(TraceParent::text)
                .orElse(null);
    }

    private static @Nullable String text(TracingContext tracing) {
        if (tracing.getSpan() == null) {
            return null;
        }
        TraceContext trace = tracing.getSpan().context();
        return Boolean.TRUE.equals(trace.sampled()) ? "00-" + trace.traceId() + "-" + trace.spanId() + "-01" : null;
    }
}
