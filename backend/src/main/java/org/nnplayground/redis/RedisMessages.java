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

/** Publish/subscribe messages between nodes. A node that is not connected misses messages and is informed of it. */
final class RedisMessages implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisMessages.class);

    /** Emitted first, and after each interruption in which messages may have been missed. */
    static final String LISTENING = "";

    /** Emitted every few seconds on request, because messages are delivered at most once. */
    static final String TICK = "tick";

    private static final Duration TICKS = Duration.ofSeconds(5);

    private static final long PAUSE_MS = 500;

    private final StatefulRedisPubSubConnection<String, byte[]> connection;
    private final Map<String, Set<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    /** Channels that this connection is, or is about to be, subscribed to. */
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
                    // After a reconnection one command subscribes to all channels, and Lettuce may not report each of
                    // them.
                    others(channel).forEach(each -> tell(each, LISTENING));
                }
            }
        });
    }

    private List<String> others(String channel) {
        return listeners.keySet().stream().filter(each -> !each.equals(channel)).toList();
    }

    /** Unsubscribes from a channel whose listeners left before its subscription was confirmed or during an outage. */
    private void tell(String channel, String message) {
        // A plain read could miss a listener that is being added and whose subscription is confirmed already.
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
     * The messages on a channel, including {@link #LISTENING}; the subscriber must process them at once. It never
     * fails: during an outage there are no messages.
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

    /**
     * The messages on a channel with {@link #TICK}s in between, at which the subscriber can check for lost messages.
     */
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
                log.debug(
                        "Redis messages: unsubscribing from {} failed; messages are ignored: {}",
                        channel,
                        failed.toString());
            }
        });
    }

    private void subscribe(String channel) {
        connection.async().subscribe(channel).whenComplete((done, failed) -> {
            if (failed != null && !closed) {
                log.debug(
                        "Redis messages: subscribing to {} failed; retrying after the next connection: {}",
                        channel,
                        failed.toString());
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
