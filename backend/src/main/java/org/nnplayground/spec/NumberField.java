package org.nnplayground.spec;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;

/**
 * A field with a number: its name in JSON, its range and its default.
 *
 * @param whole whether only integers are allowed
 * @param exclusive whether the minimum itself is excluded
 * @param defaultValue null if there is none or if it depends on other fields
 * @param required whether a client must send it
 * @param publishedName the key of the range in the catalogue: the name, with the object in front where several objects
 *     have a field of this name
 * @param convert from the double that is read
 */
public record NumberField<N extends Number>(
        String name,
        boolean whole,
        double minimum,
        boolean exclusive,
        double maximum,
        @Nullable Double defaultValue,
        boolean required,
        String publishedName,
        String description,
        Function<Double, N> convert)
        implements Field<N> {

    /** The largest rate, weight decay or initial range. */
    public static final double LARGEST_RATE = 1000;

    public static NumberField<Double> real(String name, double minimum, double maximum) {
        return new NumberField<>(
                name, false, minimum, false, maximum, null, false, name, "", Function.<Double>identity());
    }

    public static NumberField<Integer> whole(String name, double minimum, double maximum) {
        return new NumberField<>(
                name, true, minimum, false, maximum, null, false, name, "", number -> (int) (double) number);
    }

    /** An integer that may be larger than 2^31 - 1. */
    public static NumberField<Long> wholeLong(String name, double minimum, double maximum) {
        return new NumberField<>(
                name, true, minimum, false, maximum, null, false, name, "", number -> (long) (double) number);
    }

    /** The same field with the minimum excluded. */
    public NumberField<N> aboveMinimum() {
        return new NumberField<>(
                name, whole, minimum, true, maximum, defaultValue, required, publishedName, description, convert);
    }

    public NumberField<N> withDefault(double defaultValue) {
        return new NumberField<>(
                name, whole, minimum, exclusive, maximum, defaultValue, required, publishedName, description, convert);
    }

    /** The same field where a client must send it. */
    public NumberField<N> mandatory() {
        return new NumberField<>(
                name, whole, minimum, exclusive, maximum, defaultValue, true, publishedName, description, convert);
    }

    /** The same range and default for a field of another name. */
    public NumberField<N> named(String name) {
        return new NumberField<>(
                name, whole, minimum, exclusive, maximum, defaultValue, required, name, description, convert);
    }

    public NumberField<N> publishedAs(String publishedName) {
        return new NumberField<>(
                name, whole, minimum, exclusive, maximum, defaultValue, required, publishedName, description, convert);
    }

    public NumberField<N> describedAs(String description) {
        return new NumberField<>(
                name, whole, minimum, exclusive, maximum, defaultValue, required, publishedName, description, convert);
    }

    /** Whether the value is in the range; never for NaN. */
    public boolean contains(double value) {
        return (exclusive ? value > minimum : value >= minimum) && value <= maximum;
    }

    /** The range in words: "must be between 1 and 4096". */
    public Message requirement() {
        if (minimum == maximum) {
            return Message.of("range.one", plain(minimum));
        }
        return Message.of(exclusive ? "range.above" : "range.between", plain(minimum), plain(maximum));
    }

    /** @throws IllegalStateException if there is no default */
    public N defaultNumber() {
        if (defaultValue == null) {
            throw new IllegalStateException(name + " has no default");
        }
        return convert.apply(defaultValue);
    }

    /** Decimal digits without an exponent. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
