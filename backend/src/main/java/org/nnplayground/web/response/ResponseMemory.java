package org.nnplayground.web.response;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Releases the memory that a large response has reserved, once it is sent or the client is gone. */
@Component
public final class ResponseMemory implements WebFilter {

    private static final String RESERVATIONS = ResponseMemory.class.getName();

    /** Keeps a reservation until the response is sent. */
    public static void keep(ServerWebExchange exchange, Disposable reservation) {
        List<Disposable> reservations = exchange.getRequiredAttribute(RESERVATIONS);
        reservations.add(reservation);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.using(
                ArrayList<Disposable>::new,
                reservations -> {
                    exchange.getAttributes().put(RESERVATIONS, reservations);
                    return chain.filter(exchange);
                },
                reservations -> reservations.forEach(Disposable::dispose));
    }
}
