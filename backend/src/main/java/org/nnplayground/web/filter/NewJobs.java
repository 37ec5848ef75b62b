package org.nnplayground.web.filter;

import java.util.function.IntConsumer;
import org.springframework.web.server.ServerWebExchange;

/** Counts the new jobs of a request whose body says how many they are. */
public final class NewJobs {

    private static final String COUNTER = NewJobs.class.getName();

    private NewJobs() {}

    /** @param counter throws if the caller may not have so many now */
    static void allow(ServerWebExchange exchange, IntConsumer counter) {
        exchange.getAttributes().put(COUNTER, counter);
    }

    /**
     * Counts them against the rate of the request's caller.
     *
     * @throws org.nnplayground.problem.TryLaterException {@code TOO_MANY_REQUESTS} if that is exceeded
     */
    public static void count(ServerWebExchange exchange, int jobs) {
        if (exchange.getAttributes().get(COUNTER) instanceof IntConsumer counter) {
            counter.accept(jobs);
        }
    }
}
