package org.nnplayground.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.nnplayground.job.Job;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.Channel;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Brings one job's events from Redis to its followers on this node. A message announces that there are new events,
 * which are then read, one read at a time. So a lost message loses no event, and a slow node reads only the newest
 * frame.
 *
 * <p>If Redis may have lost events, the job in the store is authoritative: its state is sent again if the log ends with
 * another state.
 */
final class EventFeed implements Disposable {

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String FORGOTTEN = "forgotten";

    /** The first fields of the script's result: whether a state is known, the frame's number, the frame. */
    private static final int STATES_FROM = 3;

    private final String job;
    private final EventScript script;
    private final JobStore store;
    private final Channel channel;
    private final AtomicInteger asked = new AtomicInteger();
    private final Disposable.Swap messages = Disposables.swap();
    private boolean listenedBefore;
    private volatile boolean mayHaveLost;

    /** Number of current followers. */
    private int followers;

    EventFeed(String job, RedisConnections redis, EventScript script, JobStore store, InterestRegistry wishes) {
        this.job = job;
        this.script = script;
        this.store = store;
        this.channel = new Channel(0, () -> wishes.tell(job, this::interest));
        messages.update(redis.messagesAndTicks(redis.key("events:" + job)).subscribe(this::heard));
    }

    Flux<Entry> follow(long sequence, Interest interest) {
        return channel.follow(sequence, interest);
    }

    Optional<Interest> interest() {
        return channel.interest();
    }

    /** Adds a follower; must not be called concurrently with itself or {@link #leave}. */
    void enter() {
        followers++;
    }

    /** @return whether it was the last follower */
    boolean leave() {
        return --followers == 0;
    }

    private void heard(String message) {
        if (message.equals(FORGOTTEN)) {
            channel.close();
            return;
        }
        mayHaveLost |= message.equals(RedisMessages.LISTENING) && listenedBefore;
        listenedBefore = true;
        if (asked.getAndIncrement() == 0) {
            goOn();
        }
    }

    private void goOn() {
        int reading = asked.get();
        read().then(Mono.defer(this::compareWithStore))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
                        .filter(e -> e instanceof TryLaterException && !messages.isDisposed()))
                .subscribe(done -> {}, this::broken, () -> {
                    if (asked.addAndGet(-reading) > 0) {
                        goOn();
                    }
                });
    }

    private void broken(Throwable e) {
        if (!messages.isDisposed()) {
            log.atError()
                    .addKeyValue("job", job)
                    .setCause(e)
                    .log(
                            "Redis event log: the events of a job could not be read; its followers wait for the next message");
            channel.close();
        }
    }

    private Mono<Void> read() {
        return Mono.defer(() -> script.read(job, channel.lastSequence()))
                .publishOn(Schedulers.parallel())
                .flatMap(found -> {
                    boolean known = (Long) found.get(0) != 0;
                    var entries = new ArrayList<>(script.entries(found.subList(STATES_FROM, found.size())));
                    var frame = (byte[]) found.get(2);
                    if (frame.length > 0) {
                        long number = Long.parseLong(new String((byte[]) found.get(1), StandardCharsets.UTF_8));
                        entries.add(new Entry(number, script.format().read(frame)));
                    }
                    entries.sort(Comparator.comparingLong(Entry::sequence));
                    entries.forEach(channel::put);
                    return known ? Mono.empty() : askStore();
                });
    }

    /** Nothing is known of the job. */
    private Mono<Void> askStore() {
        return store.find(job)
                .flatMap(known -> script.restore(known, 0).thenReturn(known))
                .switchIfEmpty(Mono.fromRunnable(channel::close))
                .then();
    }

    private Mono<Void> compareWithStore() {
        Entry last = channel.lastState();
        boolean compares = mayHaveLost;
        mayHaveLost = false;
        return !compares || last == null || !(last.event() instanceof StateChanged change)
                ? Mono.empty()
                : store.find(job)
                        .filter(known -> differs(known, change.now()))
                        .flatMap(known -> script.restore(known, last.sequence()))
                        .doOnError(e -> mayHaveLost = true);
    }

    private static boolean differs(Job known, Job told) {
        return known.state() != told.state()
                || known.progress().run() != told.progress().run();
    }

    @Override
    public void dispose() {
        messages.dispose();
    }
}
