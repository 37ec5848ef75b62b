package org.nnplayground.codec;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.model.Model;

/** Reads {@code training}. The loss depends on the task and on the activation of the output layer. */
final class TrainingReader {

    private final SpecCatalog catalog;
    private final SpecRules rules;
    private final ObjectType<Training> type;
    private final LongSupplier seeds;

    TrainingReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.rules = new SpecRules(catalog);
        this.type = Training.definition(catalog.limits());
        this.seeds = seeds;
    }

    /**
     * @param output activation of the output layer, null if unknown
     * @param model the loss of an rbm is the mean squared error of its reconstructions unless it names another
     * @return null after a violation
     */
    @Nullable
    Training read(JsonFields json, Task task, @Nullable Activation output, Model model) {
        var training = new ObjectReader<>(json, type, seeds);
        training.set("loss", loss(json, task, output, model));
        return training.finish();
    }

    private @Nullable Loss loss(JsonFields json, Task task, @Nullable Activation output, Model model) {
        if (!json.has("loss")) {
            if (model == Model.RBM) {
                return Loss.MEAN_SQUARED_ERROR;
            }
            return output == null ? Loss.SQUARED_ERROR : catalog.defaultLoss(task, output);
        }
        Loss loss = json.choice("loss", catalog.losses());
        return loss == null ? null : rules.checkLoss(json, loss, task, output);
    }
}
