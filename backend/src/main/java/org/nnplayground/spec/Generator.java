package org.nnplayground.spec;

import java.util.List;

/** The generated data sets, by name; what each draws is in {@code dataset}. */
public enum Generator implements Choice {
    CIRCLE(2),
    XOR(2),
    GAUSS(2),
    SPIRAL(2),
    MOONS(2),
    RINGS(2),
    CHECKERBOARD(2),
    THREE_BLOBS(3),
    FUNCTION(2, "curve"),
    XOR_TABLE(2),
    CLUSTERS(3, "dimensions", "classes"),
    DIGITS8(10),
    BARS_AND_STRIPES(2, "size"),
    LESIONS16(2),
    FIRST_SYMBOL(3, "steps", "classes"),
    PLANE(0),
    GAUSSIANS(0);

    private final int classes;
    private final List<String> fields;

    Generator(int classes, String... fields) {
        this.classes = classes;
        this.fields = List.of(fields);
    }

    /** The line that {@link #FUNCTION} separates two classes by. */
    public enum Curve implements Choice {
        SINE,
        CUBIC,
        ABSOLUTE
    }

    public Task task() {
        return classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION;
    }

    /** Names of the fields of {@code data} that only some generators have, among them this one. */
    public List<String> fields() {
        return fields;
    }

    /** Whether every column of every sample is within 0 to 1, whatever the noise. */
    public boolean isWithinUnitInterval() {
        return this == XOR_TABLE || this == DIGITS8 || this == BARS_AND_STRIPES;
    }

    /** Whether a spec says how many columns and classes there are; only {@link #CLUSTERS}. */
    public boolean isSized() {
        return fields.contains("dimensions");
    }

    /**
     * Number of samples where a spec does not say. {@link #XOR_TABLE} always has four samples, no noise and no split.
     * {@link #BARS_AND_STRIPES} has each of its patterns once.
     *
     * @param size of barsAndStripes
     */
    public int defaultSamples(int size) {
        return switch (this) {
            case XOR_TABLE -> 4;
            case BARS_AND_STRIPES -> (2 << size) - 2;
            case PLANE, GAUSSIANS -> 1200;
            case CIRCLE,
                    XOR,
                    GAUSS,
                    SPIRAL,
                    MOONS,
                    RINGS,
                    CHECKERBOARD,
                    THREE_BLOBS,
                    FUNCTION,
                    CLUSTERS,
                    DIGITS8,
                    LESIONS16,
                    FIRST_SYMBOL -> 500;
        };
    }

    /** Number of classes, where a spec does not say; 0 for regression. */
    public int classes() {
        return classes;
    }

    /** Number of labels of one sample: one for each pixel of {@link #LESIONS16}. */
    public int labels() {
        return this == LESIONS16 ? 256 : 1;
    }
}
