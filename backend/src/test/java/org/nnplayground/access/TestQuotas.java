package org.nnplayground.access;

import org.nnplayground.problem.Message;

/** Quotas for tests of other packages. */
public final class TestQuotas {

    private TestQuotas() {}

    public static Quotas unlimited() {
        return new Quotas(unlimitedTally(), unlimitedTally(), unlimitedTally());
    }

    private static Quota unlimitedTally() {
        return new Quota(Message.of("things.jobs"), Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
