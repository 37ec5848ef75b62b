package org.nnplayground.spec;

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
    XOR_TABLE(2),
    CLUSTERS(3),
    PLANE(0),
    GAUSSIANS(0);

    private final int classes;

    Generator(int classes) {
        this.classes = classes;
    }

    public Task task() {
        return classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION;
    }

    /** Whether a spec says how many columns and classes there are; only {@link #CLUSTERS}. */
    public boolean isSized() {
        return this == CLUSTERS;
    }

    /** Number of input columns, where a spec does not say. */
    public int columns() {
        return 2;
    }

    /**
     * Number of samples where a spec does not say. {@link #XOR_TABLE} always has four samples, no noise and no split.
     */
    public int defaultSamples() {
        if (this == XOR_TABLE) {
            return 4;
        }
        return task() == Task.CLASSIFICATION ? 500 : 1200;
    }

    /** Number of classes, where a spec does not say; 0 for regression. */
    public int classes() {
        return classes;
    }
}
