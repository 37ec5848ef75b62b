package org.nnplayground.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Schedulers;

/** Messages that nodes send each other through Redis. Who is not connected misses them, and is told so. */
final class RedisMessages implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisMessages.class);

    /** Comes first, and after each time in which messages may have been missed. */
    static final String LISTENING = "";

    /** Comes every few seconds, for who asks for it: messages come once or never. */
    static final String TICK = "tick";

    private static final Duration TICKS = Duration.ofSeconds(5);

    private static final long PAUSE_MS = 500;

    private final StatefulRedisPubSubConnection<String, byte[]> connection;
    private final Map<String, Set<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    /** Channels that this connection has been subscribed to, and since its last loss perhaps again. */
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    RedisMessages(StatefulRedisPubSubConnection<String, byte[]> connection) {
        this.connection = connection;
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                tell(channel, new String(message, StandardCharsets.UTF_8));
            }

            @Override
            public void subscribed(String channel, long count) {
                boolean again = !confirmed.add(channel);
                tell(channel, LISTENING);
                if (again) {
                    // After a reconnection one command subscribes to all channels; Lettuce need not tell of each.
                    others(channel).forEach(each -> tell(each, LISTENING));
                }
            }
        });
    }

    private List<String> others(String channel) {
        return listeners.keySet().stream().filter(each -> !each.equals(channel)).toList();
    }

    /** A channel without listeners was left before its subscription was told of, or while there was no connection. */
    private void tell(String channel, String message) {
        // A plain look would pass over who is just being added, whose subscription may be told of already.
        Set<Consumer<String>> all = listeners.compute(channel, (same, present) -> {
            if (present == null) {
                unsubscribe(channel);
            }
            return present;
        });
        if (all != null) {
            all.forEach(listener -> listener.accept(message));
        }
    }

    /**
     * The messages on a channel, {@link #LISTENING} among them; for who takes them at once. It never fails: while there
     * is no Redis, there are no messages.
     */
    Flux<String> on(String channel) {
        return Flux.create(
                sink -> {
                    Consumer<String> listener = sink::next;
                    listen(channel, listener);
                    sink.onDispose(() -> leave(channel, listener));
                },
                OverflowStrategy.BUFFER);
    }

    /** The messages on a channel with {@link #TICK}s between them, at which to look whether one was lost. */
    Flux<String> andTicks(String channel) {
        return on(channel).mergeWith(Flux.interval(TICKS).onBackpressureDrop().map(tick -> TICK));
    }

    private void listen(String channel, Consumer<String> listener) {
        boolean[] isFirst = {false};
        listeners.compute(channel, (same, present) -> {
            isFirst[0] = present == null;
            Set<Consumer<String>> all = present == null ? new CopyOnWriteArraySet<>() : present;
            all.add(listener);
            if (isFirst[0]) {
                subscribe(channel);
            }
            return all;
        });
        if (!isFirst[0]) {
            listener.accept(LISTENING);
        }
    }

    private void leave(String channel, Consumer<String> listener) {
        listeners.computeIfPresent(channel, (same, present) -> {
            present.remove(listener);
            if (!present.isEmpty()) {
                return present;
            }
            unsubscribe(channel);
            return null;
        });
    }

    private void unsubscribe(String channel) {
        confirmed.remove(channel);
        connection.async().unsubscribe(channel).whenComplete((done, failed) -> {
            if (failed != null) {
                log.debug("Messages on {} come on: {}", channel, failed.toString());
            }
        });
    }

    private void subscribe(String channel) {
        connection.async().subscribe(channel).whenComplete((done, failed) -> {
            if (failed != null && !closed) {
                log.debug("No messages on {} yet: {}", channel, failed.toString());
                Schedulers.parallel().schedule(() -> subscribeAgain(channel), PAUSE_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void subscribeAgain(String channel) {
        listeners.computeIfPresent(channel, (same, present) -> {
            subscribe(channel);
            return present;
        });
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }
}
