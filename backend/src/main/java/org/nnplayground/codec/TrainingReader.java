package org.nnplayground.codec;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
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
        fields.done("training");
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
            fields.fault("loss", Message.of("not-for-task", loss.wireName(), task.wireName()));
            return null;
        }
        if (output != null && !catalog.outputActivations(loss).contains(output)) {
            fields.fault(
                    "loss",
                    Message.of(
                            "loss.outputs",
                            loss.wireName(),
                            output.wireName(),
                            catalog.outputActivations(loss).stream()
                                    .map(Choice::wireName)
                                    .toList()));
            return null;
        }
        return loss;
    }

    private @Nullable Optimizer optimizer(JsonFields fields) {
        Optimizer.Type type = fields.choice("type", catalog.optimizers(), Optimizer.Type.SGD);
        if (type == null) {
            return null; // what else may be there is the type's
        }
        double rate = fields.number(catalog.learningRate(type));
        Optimizer optimizer = switch (type) {
            case SGD -> sgd(fields, rate);
            case ADAGRAD -> new Optimizer.Adagrad(rate);
            case RMSPROP -> new Optimizer.Rmsprop(rate, fields.number(catalog.decay()));
            case ADAM ->
                new Optimizer.Adam(
                        rate,
                        fields.number(catalog.beta1()),
                        fields.number(catalog.beta2()),
                        fields.number(catalog.weightDecay(type)));
            case ADAMW ->
                new Optimizer.Adamw(
                        rate,
                        fields.number(catalog.beta1()),
                        fields.number(catalog.beta2()),
                        fields.number(catalog.weightDecay(type)));
        };
        fields.done(type.wireName());
        return optimizer;
    }

    private Optimizer sgd(JsonFields fields, double rate) {
        double momentum = fields.number(catalog.momentum());
        boolean nesterov = fields.bool("nesterov", false);
        if (nesterov && momentum == 0) {
            fields.fault("nesterov", Message.of("nesterov.momentum"));
        }
        return new Optimizer.Sgd(rate, momentum, nesterov);
    }

    private @Nullable Schedule schedule(JsonFields fields) {
        Schedule.Type type = fields.choice("type", catalog.schedules(), Schedule.Type.CONSTANT);
        if (type == null) {
            return null; // what else may be there is the type's
        }
        int warmup = (int) fields.whole(catalog.warmupEpochs());
        Schedule schedule = switch (type) {
            case CONSTANT -> new Schedule.Constant(warmup);
            case STEP ->
                new Schedule.Step((int) fields.whole(catalog.every()), fields.number(catalog.factor(type)), warmup);
            case EXPONENTIAL -> new Schedule.Exponential(fields.number(catalog.factor(type)), warmup);
            case COSINE ->
                new Schedule.Cosine(
                        (int) fields.whole(catalog.cosineEpochs()), fields.number(catalog.minimum()), warmup);
            case PLATEAU ->
                new Schedule.Plateau(
                        (int) fields.whole(catalog.patience()), fields.number(catalog.factor(type)), warmup);
        };
        fields.done(Message.of("thing.schedule", type.wireName()));
        return schedule;
    }

    private @Nullable Regularization regularization(JsonFields fields) {
        Regularization.Type type = fields.choice("type", catalog.regularizations(), Regularization.Type.NONE);
        double rate = fields.number(catalog.regularizationRate());
        fields.done("regularization");
        return type == null ? null : new Regularization(type, rate);
    }
}
