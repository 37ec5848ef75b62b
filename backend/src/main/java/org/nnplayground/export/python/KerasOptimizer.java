package org.nnplayground.export.python;

import java.util.List;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Training;

/**
 * The class {@code Update} of the program for Keras. Keras's own optimizers differ in small constants and in where the
 * learning rate stands, so the update is written out.
 */
final class KerasOptimizer {

    private final PythonFile file;
    private final Training training;

    private KerasOptimizer(PythonFile file, Training training) {
        this.file = file;
        this.training = training;
    }

    static void add(PythonFile file, Training training) {
        new KerasOptimizer(file, training).write();
    }

    private void write() {
        Optimizer optimizer = training.optimizer();
        List<String> slots = slots(optimizer);
        file.gap().line(0, "class Update(keras.optimizers.Optimizer):");
        file.line(
                1,
                "\"\"\"The update of the job: Keras's own optimizers differ in details, so it is written out.\"\"\"");
        if (!slots.isEmpty()) {
            file.line(0, "");
            file.line(1, "def build(self, variables):");
            file.line(2, "if self.built:");
            file.line(3, "return");
            file.line(2, "super().build(variables)");
            for (String slot : slots) {
                file.line(
                        2, "self.%1$s = [self.add_variable_from_reference(v, name=\"%1$s\") for v in variables]", slot);
            }
        }
        file.line(0, "");
        file.line(1, "def update_step(self, g, w, rate):");
        for (String slot : slots) {
            file.line(2, "%1$s = self.%1$s[self._get_variable_index(w)]", slot);
        }
        Regularization.Type penalty = training.regularization().type();
        if (penalty != Regularization.Type.NONE) {
            file.line(2, "is_weight = w.name in (\"kernel\", \"recurrent_kernel\")");
        }
        if (penalty == Regularization.Type.L2) {
            file.line(2, "if is_weight:");
            file.line(3, "g = g + PENALTY * w");
        }
        step(optimizer);
        if (penalty == Regularization.Type.L1) {
            file.line(2, "if is_weight:  # proximal step: smaller weights become 0");
            file.line(3, "self.assign(w, ops.sign(w) * ops.maximum(ops.abs(w) - rate * PENALTY, 0.0))");
        }
    }

    private static List<String> slots(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> sgd.momentum() == 0 ? List.of() : List.of("v");
            case Optimizer.Adagrad adagrad -> List.of("s");
            case Optimizer.Rmsprop rmsprop -> List.of("s");
            case Optimizer.Adam adam -> List.of("m", "v");
            case Optimizer.Adamw adamw -> List.of("m", "v");
            case Optimizer.Lion lion -> List.of("m");
        };
    }

    private void step(Optimizer optimizer) {
        switch (optimizer) {
            case Optimizer.Sgd sgd -> {
                if (sgd.momentum() == 0) {
                    file.line(2, "self.assign_sub(w, rate * g)");
                    return;
                }
                file.line(2, "self.assign(v, %s * v + g)", sgd.momentum());
                file.line(
                        2,
                        "self.assign_sub(w, rate * %s)",
                        sgd.nesterov() ? "(g + %s * v)".formatted(sgd.momentum()) : "v");
            }
            case Optimizer.Adagrad adagrad -> {
                file.line(2, "self.assign(s, s + ops.square(g))");
                file.line(2, "self.assign_sub(w, rate * g / (ops.sqrt(s) + 1e-10))");
            }
            case Optimizer.Rmsprop rmsprop -> {
                file.line(2, "self.assign(s, %1$s * s + (1 - %1$s) * ops.square(g))", rmsprop.decay());
                file.line(2, "self.assign_sub(w, rate * g / (ops.sqrt(s) + 1e-8))");
            }
            case Optimizer.Adam adam -> {
                if (adam.weightDecay() > 0) {
                    file.line(2, "g = g + %s * w", adam.weightDecay());
                }
                adam(adam.beta1(), adam.beta2());
            }
            case Optimizer.Adamw adamw -> {
                file.line(2, "self.assign(w, w * (1 - rate * %s))", adamw.weightDecay());
                adam(adamw.beta1(), adamw.beta2());
            }
            case Optimizer.Lion lion -> {
                file.line(2, "u = ops.sign(%1$s * m + (1 - %1$s) * g)", lion.beta1());
                file.line(2, "self.assign_sub(w, rate * (u + %s * w))", lion.weightDecay());
                file.line(2, "self.assign(m, %1$s * m + (1 - %1$s) * g)", lion.beta2());
            }
        }
    }

    private void adam(double beta1, double beta2) {
        file.line(2, "t = ops.cast(self.iterations + 1, w.dtype)");
        file.line(2, "self.assign(m, %1$s * m + (1 - %1$s) * g)", beta1);
        file.line(2, "self.assign(v, %1$s * v + (1 - %1$s) * ops.square(g))", beta2);
        file.line(2, "deviation = ops.sqrt(v / (1 - %s**t)) + 1e-8", beta2);
        file.line(2, "self.assign_sub(w, rate * (m / (1 - %s**t)) / deviation)", beta1);
    }
}
