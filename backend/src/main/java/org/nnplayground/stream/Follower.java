package org.nnplayground.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * One subscriber of one job. It fetches events from the channel only when the subscriber requests some, so a slow
 * subscriber costs nothing. It emits in its executor, in one task at a time.
 */
final class Follower implements Subscription, Runnable {

    /** {@link #seenAll} while there are other events to emit. */
    private static final long NOT_ALL = -1;

    private final Channel channel;
    private final Interest interest;
    private final Executor executor;
    private final Subscriber<? super Entry> subscriber;
    private final AtomicLong requested = new AtomicLong();

    /** Number of calls of {@link #wake} that {@link #run} has not answered yet; it runs while there are any. */
    private final AtomicInteger wakes = new AtomicInteger();

    private volatile boolean cancelled;
    private volatile boolean timerSet;
    private volatile @Nullable Disposable timer;

    /** The channel's last event when all that may be emitted was emitted. */
    private volatile long seenAll = NOT_ALL;

    // Used only by run().
    private final Deque<Entry> unseen = new ArrayDeque<>();
    private long sequence;
    private long fetched = NOT_ALL;
    private Throttle throttle;
    private boolean ends;

    Follower(
            Channel channel,
            long sequence,
            Interest interest,
            Executor executor,
            Subscriber<? super Entry> subscriber) {
        this.channel = channel;
        this.sequence = sequence;
        this.interest = interest;
        this.executor = executor;
        this.subscriber = subscriber;
        this.throttle = new Throttle(System.nanoTime());
    }

    void start() {
        channel.add(this);
        subscriber.onSubscribe(this);
        wake();
    }

    Interest interest() {
        return interest;
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            requested.accumulateAndGet(n, Operators::addCap);
            // An event that is appended from now on wakes this follower itself.
            if (channel.lastSequence() != seenAll || channel.isClosed()) {
                wake();
            }
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        leave();
    }

    private void leave() {
        channel.remove(this);
        Disposable pending = timer;
        if (pending != null) {
            pending.dispose();
        }
    }

    /** Checks for events to send. Called by any thread. */
    void wake() {
        if (!cancelled && wakes.getAndIncrement() == 0) {
            try {
                executor.execute(this);
            } catch (RejectedExecutionException shutDown) {
                cancel();
            }
        }
    }

    @Override
    public void run() {
        int answered = wakes.get();
        while (answered != 0) {
            emit();
            answered = wakes.addAndGet(-answered);
        }
    }

    private void emit() {
        while (requested.get() > 0 && !cancelled) {
            if (unseen.isEmpty() && !ends) {
                fetch();
            }
            Entry entry = unseen.poll();
            if (entry == null) {
                break;
            }
            sequence = Math.max(sequence, entry.sequence());
            seenAll = unseen.isEmpty() ? fetched : NOT_ALL;
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            subscriber.onNext(entry);
        }
        if (ends && unseen.isEmpty() && !cancelled) {
            cancelled = true;
            leave();
            subscriber.onComplete();
        }
    }

    private void fetch() {
        long now = System.nanoTime();
        var found = channel.unseenAfter(sequence, throttle.isDue(now, interest.interval()));
        for (Entry entry : found.entries()) {
            unseen.add(entry);
            switch (entry.event()) {
                case JobEvent.FrameMade frame -> throttle = throttle.after(now, interest.interval());
                case JobEvent.StateChanged change ->
                    ends |= change.now().state().isTerminal();
                case JobEvent.AttentionMoved moved -> {
                    // Not limited: its rate is limited where it is set.
                }
            }
        }
        ends |= found.end();
        fetched = found.frameHeldBack() ? NOT_ALL : found.sequence();
        seenAll = unseen.isEmpty() ? fetched : NOT_ALL;
        if (found.frameHeldBack() && !timerSet) {
            timerSet = true;
            timer = Schedulers.parallel()
                    .schedule(
                            () -> {
                                timerSet = false;
                                wake();
                            },
                            throttle.dueAt(interest.interval()) - now,
                            TimeUnit.NANOSECONDS);
        }
    }
}
