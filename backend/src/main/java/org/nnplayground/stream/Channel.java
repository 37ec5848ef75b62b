package org.nnplayground.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** What one process stores of one job for its followers: the last state changes and the last frame. Thread-safe. */
final class Channel {

    /** Maximum number of stored state changes. A follower that is further behind starts over from the present state. */
    private static final int MAX_STATES = 256;

    private final Deque<Entry> states = new ArrayDeque<>();
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();
    private final long first;
    private @Nullable Entry frame;
    private long sequence;
    private long dropped;
    private boolean closed;

    /** @param first the sequence number before the first event's */
    Channel(long first) {
        this.first = first;
        this.sequence = first;
        this.dropped = first;
    }

    /**
     * The entries that a follower has not seen.
     *
     * @param entries all state changes, and the newest frame if it may be sent now, in order
     * @param frameHeldBack whether there is a newer frame that may not be sent yet
     * @param end whether no further events follow
     */
    record Unseen(List<Entry> entries, boolean frameHeldBack, boolean end) {}

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
        }
    }

    /** The sequence number of the last entry, or the one before the first. */
    synchronized long lastSequence() {
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
        var news = new ArrayList<Entry>();
        boolean heldBack = false;
        boolean stateFollows = !states.isEmpty() && states.getLast().sequence() > sequence;
        if (frame != null && frame.sequence() > sequence) {
            boolean beforeState =
                    stateFollows && frame.sequence() < states.getLast().sequence();
            if (frameDue || beforeState) {
                news.add(frame);
            } else {
                heldBack = true;
            }
        }
        if (stateFollows) {
            states.stream().filter(entry -> entry.sequence() > sequence).forEach(news::add);
            news.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
        }
        return new Unseen(news, heldBack, closed);
    }

    /** As {@link EventLog#follow} of the job. */
    Flux<Entry> follow(long sequence, Interest interest) {
        return Flux.create(
                sink -> new Follower(this, sequence, interest, sink).start(),
                // A follower emits only what was requested; an overflow is a bug and must be visible.
                OverflowStrategy.ERROR);
    }

    /** The merged interest of the present followers; empty if there are none. */
    Optional<Interest> interest() {
        return followers.stream().map(Follower::interest).reduce(Interest::merge);
    }

    void add(Follower follower) {
        followers.add(follower);
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }

    /** Completes the followers after they have received all events. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        followers.forEach(Follower::wake);
    }
}
