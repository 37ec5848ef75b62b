package org.nnplayground.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import reactor.core.publisher.Flux;

/**
 * What one process stores of one job for its followers: the last state changes, the last frame, and what the presenter
 * points at. Thread-safe.
 */
final class Channel {

    /** Maximum number of stored state changes. A follower that is further behind starts over from the present state. */
    private static final int MAX_STATES = 256;

    private final Deque<Entry> states = new ArrayDeque<>();
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();
    private final long first;
    private @Nullable Entry frame;
    private @Nullable Entry attention;

    /** Written under the lock of this channel. */
    private volatile long sequence;

    /** Written under the lock of {@link #followers}. */
    private volatile Optional<Interest> interest = Optional.empty();

    private long dropped;
    private volatile boolean closed;

    /** @param first the sequence number before the first event's */
    Channel(long first) {
        this.first = first;
        this.sequence = first;
        this.dropped = first;
    }

    /**
     * The entries that a follower has not seen.
     *
     * @param entries all state changes, the newest attention, and the newest frame if it may be sent now, in order
     * @param frameHeldBack whether there is a newer frame that may not be sent yet
     * @param end whether no further events follow
     * @param sequence of the last event
     */
    record Unseen(List<Entry> entries, boolean frameHeldBack, boolean end, long sequence) {}

    void append(JobEvent event) {
        synchronized (this) {
            store(new Entry(sequence + 1, event));
        }
        followers.forEach(Follower::wake);
    }

    private void store(Entry entry) {
        sequence = entry.sequence();
        switch (entry.event()) {
            case JobEvent.StateChanged changed -> {
                states.addLast(entry);
                if (states.size() > MAX_STATES) {
                    dropped = states.removeFirst().sequence();
                }
            }
            case JobEvent.FrameMade made -> frame = entry;
            case JobEvent.AttentionMoved moved -> attention = entry;
        }
    }

    /** The sequence number of the last entry, or the one before the first. */
    long lastSequence() {
        return sequence;
    }

    synchronized Optional<List<Entry>> statesAfter(long sequence) {
        boolean isMissing = sequence < dropped && dropped > first;
        return isMissing || sequence > this.sequence
                ? Optional.empty()
                : Optional.of(states.stream()
                        .filter(entry -> entry.sequence() > sequence)
                        .toList());
    }

    /** Includes a frame that precedes a state change even if {@code frameDue} is false. */
    synchronized Unseen unseenAfter(long sequence, boolean frameDue) {
        boolean heldBack = false;
        boolean stateFollows = !states.isEmpty() && states.getLast().sequence() > sequence;
        Entry newFrame = frame != null && frame.sequence() > sequence ? frame : null;
        if (newFrame != null) {
            boolean beforeState =
                    stateFollows && newFrame.sequence() < states.getLast().sequence();
            if (!frameDue && !beforeState) {
                newFrame = null;
                heldBack = true;
            }
        }
        Entry newAttention = attention != null && attention.sequence() > sequence ? attention : null;
        return new Unseen(
                stateFollows ? statesAnd(sequence, newFrame, newAttention) : inOrder(newFrame, newAttention),
                heldBack,
                closed,
                this.sequence);
    }

    private List<Entry> statesAnd(long sequence, @Nullable Entry newFrame, @Nullable Entry newAttention) {
        var news = new ArrayList<Entry>(inOrder(newFrame, newAttention));
        states.stream().filter(entry -> entry.sequence() > sequence).forEach(news::add);
        news.sort(Comparator.comparingLong(Entry::sequence));
        return news;
    }

    private static List<Entry> inOrder(@Nullable Entry one, @Nullable Entry other) {
        if (one == null || other == null) {
            Entry only = one == null ? other : one;
            return only == null ? List.of() : List.of(only);
        }
        return one.sequence() < other.sequence() ? List.of(one, other) : List.of(other, one);
    }

    /** As {@link EventLog#follow} of the job. */
    Flux<Entry> follow(long sequence, Interest interest, Executor executor) {
        return Flux.from(subscriber -> new Follower(this, sequence, interest, executor, subscriber).start());
    }

    /** The merged interest of the present followers; empty if there are none. */
    Optional<Interest> interest() {
        return interest;
    }

    /** Whether no further events follow. */
    boolean isClosed() {
        return closed;
    }

    void add(Follower follower) {
        synchronized (followers) {
            followers.add(follower);
            mergeInterests();
        }
    }

    void remove(Follower follower) {
        synchronized (followers) {
            followers.remove(follower);
            mergeInterests();
        }
        dropFrameIfUnused();
    }

    private void mergeInterests() {
        interest = followers.stream().map(Follower::interest).reduce(Interest::merge);
    }

    /** Completes the followers after they have received all events. Then only the state changes stay. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        followers.forEach(Follower::wake);
        dropFrameIfUnused();
    }

    /** A frame may take megabytes, and closed channels are kept. A client that comes back gets the present frame. */
    private void dropFrameIfUnused() {
        if (closed && followers.isEmpty()) {
            synchronized (this) {
                frame = null;
                attention = null;
            }
        }
    }
}
