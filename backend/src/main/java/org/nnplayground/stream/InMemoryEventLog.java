package org.nnplayground.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/** The event log in the memory of this process: one {@link Channel} for each open job. */
public final class InMemoryEventLog implements EventLog {

    /** Events of one lease have this many bits of their sequence numbers. */
    private static final int EVENT_BITS = 32;

    /** How long the states of a closed job are kept for clients that come back. */
    private static final Duration CLOSED_EXPIRY = Duration.ofMinutes(10);

    private static final int MAX_CLOSED = 1000;

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Cache<String, Channel> closed = Caffeine.newBuilder()
            .expireAfterWrite(CLOSED_EXPIRY)
            .maximumSize(MAX_CLOSED)
            .build();
    private final Sinks.Many<String> openings = Sinks.many().multicast().directBestEffort();

    @Override
    public void open(String job, long lease) {
        Channel earlier = channels.put(job, new Channel(lease << EVENT_BITS));
        closed.invalidate(job);
        if (earlier != null) {
            earlier.close();
        }
        synchronized (openings) { // a sink accepts one thread at a time
            openings.emitNext(job, EmitFailureHandler.FAIL_FAST);
        }
    }

    @Override
    public boolean isOpen(String job) {
        return channels.containsKey(job);
    }

    @Override
    public Mono<Void> opened(String job) {
        return openings.asFlux()
                .filter(job::equals)
                // After the subscription to the openings, so that none is missed.
                .mergeWith(Mono.fromSupplier(() -> isOpen(job) ? job : null))
                .next()
                .then();
    }

    @Override
    public void append(JobEvent event) {
        Channel channel = channels.get(event.job());
        if (channel != null) {
            channel.append(event);
        }
    }

    @Override
    public long lastSequence(String job) {
        Channel channel = openOrClosed(job);
        return channel == null ? 0 : channel.lastSequence();
    }

    @Override
    public Optional<List<Entry>> statesAfter(String job, long sequence) {
        Channel channel = openOrClosed(job);
        return channel == null ? Optional.of(List.of()) : channel.statesAfter(sequence);
    }

    @Override
    public Flux<Entry> follow(String job, long sequence, Interest interest, Executor executor) {
        return Flux.defer(() -> {
            Channel channel = openOrClosed(job);
            return channel == null ? Flux.empty() : channel.follow(sequence, interest, executor);
        });
    }

    @Override
    public Optional<Interest> interest(String job) {
        Channel channel = channels.get(job);
        return channel == null ? Optional.empty() : channel.interest();
    }

    @Override
    public void close(String job) {
        Channel channel = channels.get(job);
        if (channel != null) {
            closed.put(job, channel); // before it is removed, so that a reader always finds it
            channels.remove(job, channel);
            channel.close();
        }
    }

    private @Nullable Channel openOrClosed(String job) {
        Channel channel = channels.get(job);
        return channel == null ? closed.getIfPresent(job) : channel;
    }
}
