package org.nnplayground.web.filter;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace that a request belongs to, in the words of W3C Trace Context. */
public final class TraceParent {

    private TraceParent() {}

    /** {@code 00-<trace>-<span>-01}; null where the request is not traced, or its trace is kept by nobody. */
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
