package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.events.StreamCursor.Position;

class StreamCursorTest {

    private static final Position FAR = new Position(7, 1, 100);
    private static final String ID = StreamCursor.START.with("a", FAR).text();

    @Test
    void anEventIdContainsTheClientsPosition() {
        assertThat(StreamCursor.parse(ID, List.of("a")).of("a")).isEqualTo(FAR);
        assertThat(StreamCursor.parse(null, List.of("a")).of("a")).isEqualTo(Position.START);
        assertThat(StreamCursor.parse("nonsense", List.of("a")).of("a")).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void anIdOfAnotherJobsStreamIsUnknown() {
        assertThat(StreamCursor.parse(ID, List.of("b")).of("b")).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void aJobAddedToAStreamStartsAtTheCurrentFrame() {
        StreamCursor cursor = StreamCursor.parse(ID, List.of("a", "b"));

        assertThat(cursor.of("a")).isEqualTo(FAR);
        assertThat(cursor.of("b")).isEqualTo(Position.START);
    }
}
