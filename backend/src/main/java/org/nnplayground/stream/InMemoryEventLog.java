package org.nnplayground.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** Keeps the last state changes and the last frame of each job in this process. */
public final class InMemoryEventLog implements EventLog {

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    @Override
    public void append(JobEvent event) {
        channels.computeIfAbsent(event.job(), job -> new Channel()).append(event);
    }

    @Override
    public long lastSequence(String job) {
        Channel channel = channels.get(job);
        return channel == null ? 0 : channel.lastSequence();
    }

    @Override
    public Optional<List<Entry>> statesAfter(String job, long sequence) {
        @Nullable Channel channel = channels.get(job);
        return channel == null ? Optional.empty() : channel.statesAfter(sequence);
    }

    @Override
    public Flux<Entry> follow(String job, long sequence, Interest interest) {
        return Flux.create(
                sink -> {
                    Channel channel = channels.get(job);
                    if (channel == null) {
                        sink.complete();
                    } else {
                        new Follower(channel, sequence, interest, sink).start();
                    }
                },
                // A follower emits only what was asked for; anything else is an error of ours and must show.
                OverflowStrategy.ERROR);
    }

    @Override
    public Optional<Interest> interest(String job) {
        Channel channel = channels.get(job);
        return channel == null ? Optional.empty() : channel.interest();
    }

    @Override
    public void forget(String job) {
        Channel channel = channels.remove(job);
        if (channel != null) {
            channel.close();
        }
    }
}
