package org.nnplayground.goal;

import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** A part of the teacher's spec that students must not change. Seeds may differ, but for those of the data. */
public enum Lock implements Choice {
    DATA {
        @Override
        boolean allows(TrainingSpec mine, TrainingSpec given) {
            return mine.task() == given.task() && mine.data().equals(given.data());
        }
    },
    FEATURES {
        @Override
        boolean allows(TrainingSpec mine, TrainingSpec given) {
            return mine.features().equals(given.features());
        }
    },
    NETWORK {
        @Override
        boolean allows(TrainingSpec mine, TrainingSpec given) {
            return mine.model() == given.model()
                    && mine.network().layers().equals(given.network().layers());
        }
    },
    TRAINING {
        @Override
        boolean allows(TrainingSpec mine, TrainingSpec given) {
            return withoutSeed(mine.training()).equals(withoutSeed(given.training()));
        }
    },
    /** The initializer, and weights and biases that somebody types instead of training them. */
    PARAMETERS {
        @Override
        boolean allows(TrainingSpec mine, TrainingSpec given) {
            return withoutSeed(mine.network().initializer())
                    .equals(withoutSeed(given.network().initializer()));
        }
    };

    /** What is locked, in words. */
    Message words() {
        return switch (this) {
            case DATA -> Message.of("goal.lock.data");
            case FEATURES -> Message.of("goal.lock.features");
            case NETWORK -> Message.of("goal.lock.network");
            case TRAINING -> Message.of("goal.lock.training");
            case PARAMETERS -> Message.of("goal.lock.parameters");
        };
    }

    /** Whether a student's spec leaves this part as the teacher has given it. */
    abstract boolean allows(TrainingSpec mine, TrainingSpec given);

    private static Training withoutSeed(Training training) {
        return new Training(
                training.loss(),
                training.optimizer(),
                training.schedule(),
                training.regularization(),
                training.batchSize(),
                training.shuffle(),
                0,
                training.pretraining());
    }

    private static Initializer withoutSeed(Initializer initializer) {
        return initializer.withSeed(0);
    }
}
