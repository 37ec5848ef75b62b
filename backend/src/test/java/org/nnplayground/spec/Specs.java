package org.nnplayground.spec;

import java.util.List;
import org.nnplayground.spec.layer.Dense;

/** Small complete specs for tests. */
public final class Specs {

    private Specs() {}

    /** xorTable, 2-4-1 tanh, batch 4. */
    public static TrainingSpec xorTable() {
        return xorTable(4);
    }

    public static TrainingSpec xorTable(int hiddenUnits) {
        return new TrainingSpec(
                Task.CLASSIFICATION,
                new Data.Generated(Generator.XOR_TABLE, 4, 0, 0.5, 0, 1),
                List.of("x1", "x2"),
                new Network(
                        List.of(new Dense(hiddenUnits, Activation.TANH, true), new Dense(1, Activation.TANH, true)),
                        new Initializer.Uniform(0.5, 0.1, 7)),
                new Training(
                        Loss.SQUARED_ERROR,
                        new Optimizer.Sgd(0.3),
                        new Schedule.Constant(0),
                        new Regularization(Regularization.Type.NONE, 0),
                        4,
                        Shuffle.NEVER,
                        7));
    }
}
