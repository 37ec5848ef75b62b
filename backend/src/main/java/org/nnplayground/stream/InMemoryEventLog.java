package org.nnplayground.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nnplayground.job.Job;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/** The event log of a single process. */
public final class InMemoryEventLog implements EventLog {

    /** Maximum time that a thread waits for another one that emits an ended job. */
    private static final Duration EMIT_TIMEOUT = Duration.ofSeconds(1);

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final long first;
    private final Sinks.Many<Job> endings = Sinks.many().multicast().directBestEffort();

    public InMemoryEventLog() {
        this(0);
    }

    /** @param first the sequence number before each job's first; greater than those of an earlier process */
    InMemoryEventLog(long first) {
        this.first = first;
    }

    @Override
    public void append(JobEvent event) {
        channels.computeIfAbsent(event.job(), job -> new Channel(first)).append(event);
        if (event instanceof JobEvent.StateChanged change
                && change.now().state().isTerminal()) {
            endings.emitNext(change.now(), EmitFailureHandler.busyLooping(EMIT_TIMEOUT));
        }
    }

    @Override
    public Flux<Job> endedJobs() {
        return endings.asFlux();
    }

    @Override
    public Mono<Void> flush(String job) {
        return Mono.empty();
    }

    @Override
    public Mono<Long> lastSequence(String job) {
        return Mono.fromSupplier(() -> {
            Channel channel = channels.get(job);
            return channel == null ? first : channel.lastSequence();
        });
    }

    @Override
    public Mono<List<Entry>> statesAfter(String job, long sequence) {
        return Mono.defer(() -> {
            Channel channel = channels.get(job);
            return channel == null ? Mono.empty() : Mono.justOrEmpty(channel.statesAfter(sequence));
        });
    }

    @Override
    public Flux<Entry> follow(String job, long sequence, Interest interest) {
        return Flux.defer(() -> {
            Channel channel = channels.get(job);
            return channel == null ? Flux.empty() : channel.follow(sequence, interest);
        });
    }

    @Override
    public Optional<Interest> interest(String job) {
        Channel channel = channels.get(job);
        return channel == null ? Optional.empty() : channel.interest();
    }

    @Override
    public Mono<Void> delete(String job) {
        return Mono.fromRunnable(() -> {
            Channel channel = channels.remove(job);
            if (channel != null) {
                channel.close();
            }
        });
    }
}
