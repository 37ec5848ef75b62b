package org.nnplayground.stream;

import java.time.Instant;
import java.util.List;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.JobEvent.AttentionMoved;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;

/** Events for tests, and what they tell in a word or two. */
public final class Events {

    private Events() {}

    /** A frame of job a. */
    public static FrameMade frame(long epoch) {
        var losses = new Losses(1, Double.NaN, 1);
        return new FrameMade(
                "a",
                1,
                60,
                false,
                Instant.EPOCH,
                new Frame(new Position(epoch, 0, 1), losses, 0.03, null, null, List.of(), null, List.of(), null));
    }

    public static String told(Entry entry) {
        return switch (entry.event()) {
            case StateChanged change -> change.now().state().wireName();
            case AttentionMoved moved -> moved.attention().toString();
            case FrameMade made -> "epoch " + made.frame().position().epoch();
        };
    }
}
