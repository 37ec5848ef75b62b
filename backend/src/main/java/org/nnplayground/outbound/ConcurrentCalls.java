package org.nnplayground.outbound;

import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Limits the number of concurrent calls, in total and per key, so that slow receivers do not delay others. */
public final class ConcurrentCalls {

    private final int inAll;
    private final int perKey;
    private final Map<String, Integer> made = new HashMap<>();

    public ConcurrentCalls(int inAll, int perKey) {
        this.inAll = inAll;
        this.perKey = perKey;
    }

    /** Makes a call on subscription; empty if the limit is reached. */
    public <T> Mono<T> start(String key, Mono<T> call) {
        return Mono.defer(() -> acquire(key) ? call.doFinally(signal -> release(key)) : Mono.empty());
    }

    private synchronized boolean acquire(String key) {
        int ofKey = made.getOrDefault(key, 0);
        if (ofKey >= perKey || made.values().stream().mapToInt(of -> of).sum() >= inAll) {
            return false;
        }
        made.put(key, ofKey + 1);
        return true;
    }

    private synchronized void release(String key) {
        made.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
