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

/** What is kept of one job: its last state changes and its last frame. */
final class Channel {

    /** State changes come with a person's actions; who is further behind than this begins afresh. */
    private static final int KEPT_STATES = 256;

    private final Deque<Entry> states = new ArrayDeque<>();
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();
    private @Nullable Entry frame;
    private long sequence;
    private long dropped;
    private boolean closed;

    /** @param first what sequence numbers begin after */
    Channel(long first) {
        sequence = first;
        dropped = first;
    }

    /** What a follower has not seen: state changes, and a frame where one may be sent. */
    record News(List<Entry> entries, boolean frameHeldBack, boolean end) {}

    void append(JobEvent event) {
        synchronized (this) {
            var entry = new Entry(++sequence, event);
            switch (event) {
                case JobEvent.StateChanged change -> {
                    states.addLast(entry);
                    if (states.size() > KEPT_STATES) {
                        dropped = states.removeFirst().sequence();
                    }
                }
                case JobEvent.FrameMade made -> frame = entry;
            }
        }
        followers.forEach(Follower::wake);
    }

    synchronized long lastSequence() {
        return sequence;
    }

    synchronized Optional<List<Entry>> statesAfter(long sequence) {
        return sequence < dropped || sequence > this.sequence
                ? Optional.empty()
                : Optional.of(states.stream()
                        .filter(entry -> entry.sequence() > sequence)
                        .toList());
    }

    /** A frame that came before a state change is part of the news even where {@code frameDue} is false. */
    synchronized News newsAfter(long sequence, boolean frameDue) {
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
        return new News(news, heldBack, closed);
    }

    Optional<Interest> interest() {
        return followers.stream().map(Follower::interest).reduce(Interest::and);
    }

    void add(Follower follower) {
        followers.add(follower);
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        followers.forEach(Follower::wake);
    }
}
