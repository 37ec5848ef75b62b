package org.nnplayground.spec;

/** The generated data sets, by name; what each draws is in {@code dataset}. All of them lie in the plane. */
public enum Generator implements Choice {
    CIRCLE(Task.CLASSIFICATION),
    XOR(Task.CLASSIFICATION),
    GAUSS(Task.CLASSIFICATION),
    SPIRAL(Task.CLASSIFICATION),
    XOR_TABLE(Task.CLASSIFICATION),
    PLANE(Task.REGRESSION),
    GAUSSIANS(Task.REGRESSION);

    private final Task task;

    Generator(Task task) {
        this.task = task;
    }

    public Task task() {
        return task;
    }

    /** Number of input columns, at least 1. */
    public int columns() {
        return 2;
    }

    /**
     * Number of samples where a spec does not say. {@link #XOR_TABLE} has its four whatever a spec says, and neither
     * noise nor a split.
     */
    public int standardSamples() {
        if (this == XOR_TABLE) {
            return 4;
        }
        return task == Task.CLASSIFICATION ? 500 : 1200;
    }

    /** Number of classes, 0 for regression. */
    public int classes() {
        return task == Task.CLASSIFICATION ? 2 : 0;
    }
}
