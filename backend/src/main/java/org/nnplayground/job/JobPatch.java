package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Training;

/** Changes to a live job without a new run; null leaves a value unchanged. */
public record JobPatch(
        @Nullable Double learningRate,
        @Nullable Double regularizationRate,
        @Nullable Integer batchSize,
        @Nullable Pace pace,
        @Nullable StopConditions stop) {

    public boolean changesTraining() {
        return learningRate != null || regularizationRate != null || batchSize != null;
    }

    public Training applyTo(Training training) {
        var regularization = training.regularization();
        return new Training(
                training.loss(),
                learningRate == null
                        ? training.optimizer()
                        : training.optimizer().withLearningRate(learningRate),
                training.schedule(),
                regularizationRate == null
                        ? regularization
                        : new Regularization(regularization.type(), regularizationRate),
                batchSize == null ? training.batchSize() : batchSize,
                training.shuffle(),
                training.seed(),
                training.pretraining());
    }
}
