package org.nnplayground.webhook;

import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The attempts that are being made: so many at a time, and so many of one API key, so that none holds up the others.
 */
final class Attempts {

    private final int inAll;
    private final int perKey;
    private final Map<String, Integer> made = new HashMap<>();

    Attempts(int inAll, int perKey) {
        this.inAll = inAll;
        this.perKey = perKey;
    }

    /** The attempt, which begins with the subscription; empty where there is no room for it now. */
    <T> Mono<T> of(String key, Mono<T> attempt) {
        return Mono.defer(() -> begins(key) ? attempt.doFinally(signal -> ends(key)) : Mono.empty());
    }

    private synchronized boolean begins(String key) {
        int ofKey = made.getOrDefault(key, 0);
        if (ofKey >= perKey || made.values().stream().mapToInt(of -> of).sum() >= inAll) {
            return false;
        }
        made.put(key, ofKey + 1);
        return true;
    }

    private synchronized void ends(String key) {
        made.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
