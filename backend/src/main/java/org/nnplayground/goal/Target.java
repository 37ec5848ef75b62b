package org.nnplayground.goal;

import java.math.BigDecimal;
import org.nnplayground.problem.Message;
import org.nnplayground.store.History;

/**
 * One target of a goal: a metric that is to be at most, or at least, a value.
 *
 * @param isMaximum whether {@code value} is the largest that counts, not the smallest
 */
public record Target(Metric metric, boolean isMaximum, double value) {

    /** Whether the losses of an epoch meet it, in the precision in which they are stored. */
    boolean isMet(History history, int index) {
        float reached = metric.of(history, index);
        return isMaximum ? reached <= (float) value : reached >= (float) value;
    }

    /** Such as "Test loss at most 0.05". */
    public Message words() {
        String number = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return isMaximum
                ? Message.of("goal.at-most", metric.words(), number)
                : Message.of("goal.at-least", metric.words(), number);
    }

    /** Without spaces, such as {@code testLoss<=0.05}. */
    public String name() {
        return metric.wireName() + (isMaximum ? "<=" : ">=") + value;
    }
}
