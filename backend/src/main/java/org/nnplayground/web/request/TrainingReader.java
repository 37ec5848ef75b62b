package org.nnplayground.web.request;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;

/** Reads {@code training}. */
final class TrainingReader {

    private final SpecCatalog catalog;
    private final LongSupplier seeds;

    TrainingReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.seeds = seeds;
    }

    /**
     * @param output the output layer's activation, null if unknown
     * @return null after a fault
     */
    @Nullable
    Training read(JsonFields fields, Task task, @Nullable Activation output) {
        Loss loss = loss(fields, task, output);
        Optimizer optimizer = optimizer(fields.object("optimizer"));
        Schedule schedule = schedule(fields.object("schedule"));
        Regularization regularization = regularization(fields.object("regularization"));
        int batchSize = (int) fields.whole(catalog.batchSize());
        Shuffle shuffle = fields.choice("shuffle", catalog.shuffles(), Shuffle.NEVER);
        long seed = (long) fields.number(catalog.seed().withStandard(seeds.getAsLong()));
        fields.done(" of training");
        if (loss == null || optimizer == null || schedule == null || regularization == null || shuffle == null) {
            return null;
        }
        return new Training(loss, optimizer, schedule, regularization, batchSize, shuffle, seed);
    }

    private @Nullable Loss loss(JsonFields fields, Task task, @Nullable Activation output) {
        if (!fields.has("loss")) {
            return output == null ? Loss.SQUARED_ERROR : catalog.standardLoss(task, output);
        }
        Loss loss = fields.choice("loss", catalog.losses());
        if (loss == null) {
            return null;
        }
        if (!catalog.tasks(loss).contains(task)) {
            fields.fault("loss", loss.wireName() + " is not for " + task.wireName());
            return null;
        }
        if (output != null && !catalog.outputActivations(loss).contains(output)) {
            fields.fault(
                    "loss",
                    loss.wireName() + " does not go with " + output.wireName() + " outputs; it goes with "
                            + String.join(
                                    ", ",
                                    catalog.outputActivations(loss).stream()
                                            .map(Choice::wireName)
                                            .toList()));
            return null;
        }
        return loss;
    }

    private @Nullable Optimizer optimizer(JsonFields fields) {
        Optimizer.Type type = fields.choice("type", catalog.optimizers(), Optimizer.Type.SGD);
        return switch (type) {
            case null -> null; // what else may be there is the type's
            case SGD -> {
                var sgd = new Optimizer.Sgd(fields.number(catalog.learningRate()));
                fields.number(catalog.momentum());
                if (fields.bool("nesterov", false)) {
                    fields.fault("nesterov", "is not available, must be false, was true");
                }
                fields.done(" of sgd");
                yield sgd;
            }
        };
    }

    private @Nullable Schedule schedule(JsonFields fields) {
        Schedule.Type type = fields.choice("type", catalog.schedules(), Schedule.Type.CONSTANT);
        return switch (type) {
            case null -> null;
            case CONSTANT -> {
                var constant = new Schedule.Constant((int) fields.whole(catalog.warmupEpochs()));
                fields.done(" of a constant schedule");
                yield constant;
            }
        };
    }

    private @Nullable Regularization regularization(JsonFields fields) {
        Regularization.Type type = fields.choice("type", catalog.regularizations(), Regularization.Type.NONE);
        double rate = fields.number(catalog.regularizationRate());
        fields.done(" of regularization");
        return type == null ? null : new Regularization(type, rate);
    }
}
