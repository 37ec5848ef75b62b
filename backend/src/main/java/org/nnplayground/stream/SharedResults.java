package org.nnplayground.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What followers of one event have computed from it, such as its JSON, for the followers that need the same. It lives
 * as long as the event. Thread-safe.
 */
public final class SharedResults {

    private final Map<Key<?>, Object> results = new ConcurrentHashMap<>(4);

    /**
     * Names a result; a value with {@code equals}.
     *
     * @param <T> of the result
     */
    public interface Key<T> {}

    /** The result, computed by the first caller; others wait for it. */
    @SuppressWarnings("unchecked") // a result has the type of its key
    public <T> T get(Key<T> key, Supplier<T> compute) {
        Object present = results.get(key);
        return (T) (present != null ? present : results.computeIfAbsent(key, k -> compute.get()));
    }

    /** The result; null if nobody has computed it. */
    @SuppressWarnings("unchecked") // a result has the type of its key
    public <T> @Nullable T present(Key<T> key) {
        return (T) results.get(key);
    }
}
