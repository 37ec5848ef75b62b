package org.nnplayground.access;

import org.nnplayground.problem.Message;

/** Tallies for tests elsewhere. */
public final class TestTallies {

    private TestTallies() {}

    public static Tallies unlimited() {
        return new Tallies(unlimitedTally(), unlimitedTally(), unlimitedTally());
    }

    private static Tally unlimitedTally() {
        return new Tally(Message.of("things.jobs"), Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
