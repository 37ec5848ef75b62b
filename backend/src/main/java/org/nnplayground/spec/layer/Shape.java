package org.nnplayground.spec.layer;

import java.util.Arrays;
import java.util.List;

/**
 * The shape of an array of numbers: {@code [numbers]}, a sequence {@code [steps, columns]} or an image {@code [height,
 * width, channels]}.
 *
 * @param sizes one to three, each at least 1
 */
public record Shape(List<Integer> sizes) {

    /** Maximum number of sizes: that of an image. */
    public static final int MAX_RANK = 3;

    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(int... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    /** Whether it is a plain row of numbers. */
    public boolean isFlat() {
        return sizes.size() == 1;
    }

    public boolean isSequence() {
        return sizes.size() == 2;
    }

    public boolean isImage() {
        return sizes.size() == MAX_RANK;
    }

    /** Size of one dimension, from 0. */
    public int get(int dimension) {
        return sizes.get(dimension);
    }

    /** Count of numbers. */
    public int count() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /** Count of numbers of a shape that may be too large for {@link #count}. */
    public long longCount() {
        return sizes.stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
    }

    /** As in JSON: {@code [6, 6, 1]}. */
    @Override
    public String toString() {
        return sizes.toString();
    }
}
