package org.nnplayground.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.nnplayground.job.Job;
import org.nnplayground.queue.Node;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The event log shared by several processes. Appended events go through the {@link Outbox}; followers get events
 * through one {@link EventFeed} for each followed job, and other nodes learn their interests from the
 * {@link InterestRegistry}.
 */
public final class RedisEventLog implements EventLog, AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisConnections redis;
    private final JobStore store;
    private final EventScript script;
    private final Outbox outbox;
    private final InterestRegistry wishes;
    private final Map<String, EventFeed> feeds = new ConcurrentHashMap<>();

    RedisEventLog(RedisConnections redis, Node node, JobStore store, SpecFormat specs) {
        this.redis = redis;
        this.store = store;
        this.script = new EventScript(redis, node, new EventFormat(specs));
        this.outbox = new Outbox(store, event -> script.append(told(event)));
        this.wishes = new InterestRegistry(redis, node);
    }

    /** Adds the losses that other processes cannot read from the store yet. */
    private JobEvent told(JobEvent event) {
        return switch (event) {
            case StateChanged change -> change;
            case FrameMade frame -> frame.withUnflushed(store.unflushed(frame.job()));
        };
    }

    @Override
    public void append(JobEvent event) {
        outbox.add(event);
    }

    @Override
    public Mono<Void> flush(String job) {
        return outbox.flush(job);
    }

    @Override
    public Mono<Long> lastSequence(String job) {
        return script.last(job);
    }

    @Override
    public Mono<List<Entry>> statesAfter(String job, long sequence) {
        return script.statesAfter(job, sequence);
    }

    @Override
    public Flux<Entry> follow(String job, long sequence, Interest interest) {
        return Flux.using(() -> enter(job), feed -> feed.follow(sequence, interest), feed -> leave(job));
    }

    private EventFeed enter(String job) {
        return feeds.compute(job, (same, present) -> {
            EventFeed feed = present == null ? new EventFeed(job, redis, script, store, wishes) : present;
            feed.enter();
            return feed;
        });
    }

    private void leave(String job) {
        feeds.computeIfPresent(job, (same, feed) -> {
            if (feed.leave()) {
                feed.dispose();
                return null;
            }
            return feed;
        });
    }

    @Override
    public Optional<Interest> interest(String job) {
        EventFeed feed = feeds.get(job);
        Optional<Interest> here = feed == null ? Optional.empty() : feed.interest();
        Optional<Interest> elsewhere = wishes.ofOthers(job);
        return here.isPresent() && elsewhere.isPresent()
                ? Optional.of(here.get().merge(elsewhere.get()))
                : here.or(() -> elsewhere);
    }

    @Override
    public Flux<Job> endedJobs() {
        return Flux.defer(() -> {
            var last = new AtomicReference<>("");
            return script.lastEnding()
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                    .doOnNext(last::set)
                    .thenMany(
                            redis.messagesAndTicks(redis.key("events:endings")).onBackpressureLatest())
                    .concatMap(
                            message -> script.endingsAfter(last.get())
                                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                                    .flatMapIterable(endings -> endings),
                            1)
                    .doOnNext(ending -> last.set(ending.id()))
                    .mapNotNull(EventScript.Ending::job);
        });
    }

    @Override
    public Mono<Void> delete(String job) {
        return script.forget(job);
    }

    /** Sends the waiting events within the time limit. */
    @Override
    public void close() {
        outbox.close();
        feeds.values().forEach(EventFeed::dispose);
        wishes.close();
    }
}
