package org.nnplayground.spec;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.ObjectType.Property;

/**
 * One field of a JSON object: its name, the values that it may have, and its default. {@link ObjectType} combines
 * fields to the definition of an object. The reader, the writer, the JSON schema and the published catalogue are
 * derived from these definitions.
 *
 * @param <V> Java type of the field's value
 */
public sealed interface Field<V>
        permits NumberField,
                Field.Flag,
                Field.Seed,
                Field.OneOf,
                Field.Nested,
                Field.Variants,
                Field.ObjectList,
                Field.VariantList,
                Field.Sizes,
                Field.Text,
                Field.TextList,
                Field.NumberArray,
                Field.Weights,
                Field.Slopes,
                Field.Target {

    String name();

    /** For the JSON schema; empty if the name and the range say everything. */
    default String description() {
        return "";
    }

    /** Whether a client must send the field. */
    default boolean required() {
        return false;
    }

    /** The field as a part of T. */
    default <T> Property<T, V> from(Function<T, V> getter) {
        return new Property<>(this, getter, object -> true, false);
    }

    /** True or false. {@code true} requires a value above 0 of the number field {@code needs}, if one is named. */
    record Flag(String name, boolean defaultValue, @Nullable String needs, String description)
            implements Field<Boolean> {}

    /** 0 to 2^53 - 1. The server draws a seed that is not given. */
    record Seed(String name) implements Field<Long> {

        /** The largest integer that a double represents without a gap below it: exact in every client's numbers. */
        public static final long LARGEST = (1L << 53) - 1;

        public NumberField<Long> number() {
            return NumberField.wholeLong(name, 0, LARGEST).describedAs(description());
        }
    }

    /**
     * One of several names.
     *
     * @param defaultValue null if there is none or if it depends on other fields
     */
    record OneOf<E extends Choice>(
            String name, Choices<E> choices, @Nullable E defaultValue, boolean required, String description)
            implements Field<E> {

        /** A choice without a fixed default. */
        public static <E extends Choice> OneOf<E> of(String name, Choices<E> choices) {
            return new OneOf<>(name, choices, null, false, "");
        }

        public OneOf<E> withDefault(E defaultValue) {
            return new OneOf<>(name, choices, defaultValue, required, description);
        }
    }

    /** An object with the fields of {@code type}. */
    record Nested<V>(String name, ObjectType<V> type) implements Field<V> {}

    /** An object of one of several types. */
    record Variants<V>(String name, VariantType<V> type, boolean required) implements Field<V> {}

    /** An array of {@code least} to {@code most} objects. */
    record ObjectList<E>(String name, ObjectType<E> type, int least, int most, boolean required, String description)
            implements Field<List<E>> {}

    /** An array of {@code least} to {@code most} objects, each of one of several types. */
    record VariantList<E>(String name, VariantType<E> type, int least, int most, boolean required, String description)
            implements Field<List<E>> {}

    /**
     * An array of {@code least} to {@code most} positive integers.
     *
     * @param size range of each; its default is that of all of them
     * @param orOne whether one number may be given for all of them
     */
    record Sizes(String name, NumberField<Integer> size, int least, int most, boolean orOne, String description)
            implements Field<List<Integer>> {

        /** Two numbers, or one for both. */
        public static Sizes pair(String name, NumberField<Integer> size, String description) {
            return new Sizes(name, size, 2, 2, true, description);
        }
    }

    /** A string of at most {@code longest} characters. */
    record Text(String name, int longest, boolean required, String description) implements Field<String> {}

    /** An array of 1 to {@code most} different strings. */
    record TextList(String name, int most, String description) implements Field<List<String>> {}

    /**
     * Nested arrays of numbers.
     *
     * @param rank number of dimensions: V is {@code double[]}, {@code double[][]} or {@code double[][][]}
     * @param most length of the outermost array, which is then at least 1; 0 if the length depends on other fields
     */
    record NumberArray<V>(
            String name, NumberField<Double> element, int rank, int most, boolean required, String description)
            implements Field<V> {}

    /**
     * The weights of each layer, nested by the shape of its tensor. The value has them by row:
     * {@code [layers][rows][weights]}.
     *
     * @param recurrent whether they are the weights of the states: null for a layer without state, absent if there is
     *     none
     */
    record Weights(String name, boolean required, boolean recurrent, String description)
            implements Field<double[][][]> {}

    /** One slope per layer, null where the layer's activation has none; absent if no layer has one. */
    record Slopes(String name, String description) implements Field<double[]> {}

    /**
     * The target of a sample: a label in classification, or an array of labels 0 or 1; in regression a number, or an
     * array of one number per output.
     *
     * @param label range of a label
     * @param value range of a number
     * @param most length of the array
     */
    record Target(String name, NumberField<Integer> label, NumberField<Double> value, int most, String description)
            implements Field<double[]> {

        /** One of several labels. */
        public NumberField<Integer> bit() {
            return NumberField.whole(name, 0, 1);
        }
    }
}
