package org.nnplayground.export.python;

import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;

/** The learning rate of each epoch as Python text. */
final class ScheduleText {

    private ScheduleText() {}

    static void add(PythonFile file, Training training) {
        Schedule schedule = training.schedule();
        if (schedule.followsLosses()) {
            plateau(file);
        }
        file.gap().line(0, "def learning_rate(epoch%s):", schedule.followsLosses() ? ", reduction" : "");
        file.line(1, "\"\"\"The rate of an epoch, counted from 0.\"\"\"");
        file.line(1, "rate = LEARNING_RATE");
        switch (schedule) {
            case Schedule.Constant constant -> {}
            case Schedule.Step step -> file.line(1, "rate *= %s ** (epoch // %d)", step.factor(), step.every());
            case Schedule.Exponential exponential -> file.line(1, "rate *= %s**epoch", exponential.factor());
            case Schedule.Cosine cosine ->
                file.line(
                        1,
                        "rate = %1$s + (rate - %1$s) * (1 + math.cos(math.pi * min(epoch, %2$d) / %2$d)) / 2",
                        cosine.minimum(),
                        cosine.epochs());
            case Schedule.Plateau plateau -> file.line(1, "rate *= reduction");
        }
        if (schedule.warmupEpochs() > 0) {
            file.line(1, "rate *= min(1, (epoch + 1) / %d)  # warm-up", schedule.warmupEpochs());
        }
        file.line(1, "return rate");
    }

    private static void plateau(PythonFile file) {
        file.add("""


                class Plateau:
                    \"""Reduces the rate when the train loss has not fallen for more than PATIENCE epochs.\"""

                    def __init__(self):
                        self.best, self.bad, self.reduction = math.inf, 0, 1.0

                    def after(self, loss):
                        if loss < self.best:
                            self.best, self.bad = loss, 0
                        elif self.bad < PATIENCE:
                            self.bad += 1
                        else:
                            self.bad, self.reduction = 0, self.reduction * FACTOR
                """);
    }

    static void constants(PythonFile file, Training training) {
        file.line(0, "LEARNING_RATE = %s", training.optimizer().learningRate());
        if (training.schedule() instanceof Schedule.Plateau plateau) {
            file.line(0, "PATIENCE, FACTOR = %d, %s", plateau.patience(), plateau.factor());
        }
    }
}
