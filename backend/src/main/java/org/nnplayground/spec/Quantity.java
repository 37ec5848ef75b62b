package org.nnplayground.spec;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;

/**
 * A number that a request may give: its name in JSON, its range and its default.
 *
 * @param whole whether only integers are allowed
 * @param above whether the minimum itself is excluded
 * @param standard the value where none is given; null where one must be given, or where the default depends on more
 */
public record Quantity(
        String name,
        boolean whole,
        double minimum,
        boolean above,
        double maximum,
        @Nullable Double standard) {

    static Quantity whole(String name, double minimum, double maximum) {
        return new Quantity(name, true, minimum, false, maximum, null);
    }

    static Quantity real(String name, double minimum, double maximum) {
        return new Quantity(name, false, minimum, false, maximum, null);
    }

    /** The same with the minimum excluded. */
    Quantity aboveMinimum() {
        return new Quantity(name, whole, minimum, true, maximum, standard);
    }

    public Quantity withStandard(double standard) {
        return new Quantity(name, whole, minimum, above, maximum, standard);
    }

    /** Whether the value is in the range; never for NaN. */
    public boolean contains(double value) {
        return (above ? value > minimum : value >= minimum) && value <= maximum;
    }

    /** The range in words: "must be between 1 and 4096". */
    public Message requirement() {
        if (minimum == maximum) {
            return Message.of("range.one", plain(minimum));
        }
        return Message.of(above ? "range.above" : "range.between", plain(minimum), plain(maximum));
    }

    /** @throws IllegalStateException where there is no default */
    public double standardValue() {
        Double value = standard;
        if (value == null) {
            throw new IllegalStateException(name + " has no default");
        }
        return value;
    }

    /** Decimal digits without an exponent. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
