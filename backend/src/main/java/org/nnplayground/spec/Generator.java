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

    /** Number of classes, 0 for regression. */
    public int classes() {
        return task == Task.CLASSIFICATION ? 2 : 0;
    }
}
