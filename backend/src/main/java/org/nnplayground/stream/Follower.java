package org.nnplayground.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One subscriber of one job. It fetches events from the channel only when the subscriber requests some, so a slow
 * subscriber costs nothing. Its worker runs one drain at a time.
 */
final class Follower {

    private final Channel channel;
    private final Interest interest;
    private final FluxSink<Entry> sink;
    private final Scheduler.Worker worker = Schedulers.parallel().createWorker();
    private final AtomicBoolean awake = new AtomicBoolean();

    // Used only by the worker.
    private final Deque<Entry> unseen = new ArrayDeque<>();
    private long sequence;
    private Throttle throttle;
    private boolean ends;
    private boolean timerSet;

    Follower(Channel channel, long sequence, Interest interest, FluxSink<Entry> sink) {
        this.channel = channel;
        this.sequence = sequence;
        this.interest = interest;
        this.sink = sink;
        this.throttle = new Throttle(System.nanoTime());
    }

    void start() {
        channel.add(this);
        sink.onDispose(() -> {
            channel.remove(this);
            worker.dispose();
        });
        sink.onRequest(n -> wake());
        wake();
    }

    Interest interest() {
        return interest;
    }

    /** Checks for events to send. Called by any thread. */
    void wake() {
        if (!sink.isCancelled() && awake.compareAndSet(false, true)) {
            schedule(this::drain, 0);
        }
    }

    private void schedule(Runnable task, long nanoseconds) {
        try {
            worker.schedule(task, nanoseconds, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException gone) {
            // The subscriber has cancelled since the check of the sink, so nothing has to be sent.
        }
    }

    private void drain() {
        awake.set(false);
        while (sink.requestedFromDownstream() > 0 && !sink.isCancelled()) {
            if (unseen.isEmpty() && !ends) {
                fetch();
            }
            Entry entry = unseen.poll();
            if (entry == null) {
                break;
            }
            sequence = Math.max(sequence, entry.sequence());
            sink.next(entry);
        }
        if (ends && unseen.isEmpty()) {
            sink.complete();
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
            }
        }
        ends |= found.end();
        if (found.frameHeldBack() && !timerSet) {
            timerSet = true;
            schedule(
                    () -> {
                        timerSet = false;
                        wake();
                    },
                    throttle.dueAt(interest.interval()) - now);
        }
    }
}
