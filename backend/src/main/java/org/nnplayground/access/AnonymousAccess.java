package org.nnplayground.access;

import java.util.List;
import java.util.stream.Stream;
import org.nnplayground.job.Mode;

/** The kinds of jobs that may be created without an API key. */
public enum AnonymousAccess {
    ALL,
    LIVE,
    NONE;

    public boolean mayCreate(Mode mode) {
        return switch (this) {
            case ALL -> true;
            case LIVE -> mode == Mode.LIVE;
            case NONE -> false;
        };
    }

    public List<Mode> modes() {
        return Stream.of(Mode.values()).filter(this::mayCreate).toList();
    }
}
