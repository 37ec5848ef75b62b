package org.nnplayground.export.python;

import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.NetworkWriter;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.PlacedLayer;

/** Writes a network as a Python program that predicts and trains with Keras 3, on any of its backends. */
public final class KerasWriter implements NetworkWriter {

    private static final String PREDICT = """


            def predict(x):
                \"""The outputs for raw columns x [samples, %d].\"""
                network, _ = build(TRAINED)
                return ops.convert_to_numpy(network(np.array(x, dtype="float32"), training=False))
            """;

    @Override
    public ExportFormat format() {
        return ExportFormat.KERAS;
    }

    @Override
    public byte[] write(ExportedNetwork network) {
        TrainingSpec spec = network.spec();
        return TrainingText.program(
                network,
                format(),
                "import keras\nimport numpy as np\nfrom keras import ops\n\n",
                "ops",
                file -> KerasNetwork.add(file, network),
                PREDICT,
                file -> {
                    KerasOptimizer.add(file, spec.training());
                    loss(file, spec.training().loss());
                    train(file, spec);
                });
    }

    private static void loss(PythonFile file, Loss loss) {
        file.gap().line(0, "def loss(y, z):");
        file.line(1, "\"\"\"The loss of each sample, without penalty.\"\"\"");
        file.line(
                1,
                "return "
                        + switch (loss) {
                            case SQUARED_ERROR -> "ops.mean(ops.square(z - y), axis=-1) / 2";
                            case MEAN_SQUARED_ERROR -> "ops.mean(ops.square(z - y), axis=-1)";
                            case ABSOLUTE_ERROR -> "ops.mean(ops.abs(z - y), axis=-1)";
                            case HUBER -> "keras.losses.huber(y, z, delta=1.0)";
                            case BINARY_CROSS_ENTROPY -> "keras.losses.binary_crossentropy(y, z, from_logits=True)";
                            case CROSS_ENTROPY -> "keras.losses.categorical_crossentropy(y, z, from_logits=True)";
                            case DICE -> "1 - (2 * ops.sum(z * y, axis=-1) + 1) / (ops.sum(z + y, axis=-1) + 1)";
                        });
    }

    private static void train(PythonFile file, TrainingSpec spec) {
        boolean followsLosses = spec.training().schedule().followsLosses();
        file.gap().line(0, "def train(epochs):");
        file.line(1, "\"\"\"Trains from INITIAL, and gives the losses of the sets after each epoch.\"\"\"");
        file.line(1, "_, trained = build(INITIAL)");
        file.line(1, "optimizer = Update(LEARNING_RATE)");
        file.line(1, "trained.compile(optimizer=optimizer, loss=loss, run_eagerly=True)");
        file.line(1, "sets = {");
        file.line(2, "name: (np.array(x, dtype=\"float32\"), np.array(y, dtype=\"float32\"))");
        file.line(2, "for name, (x, y) in read_samples().items()");
        file.line(1, "}");
        file.line(1, "x, y = sets[\"train\"]");
        file.addIf(followsLosses, "    plateau = Plateau()\n");
        file.line(1, "for epoch in range(epochs):");
        TrainingText.beginEpoch(file, spec);
        if (TrainingText.isTrained(spec)) {
            file.line(2, "optimizer.learning_rate = rate");
            batches(file, spec);
        }
        file.line(2, "losses = {}");
        file.line(2, "for name, (inputs, targets) in sets.items():");
        file.line(3, "z = trained(inputs, training=False)");
        file.line(3, "losses[name] = float(ops.mean(loss(ops.convert_to_tensor(targets), z)))");
        file.addIf(followsLosses, "        plateau.after(losses[\"train\"])\n");
        file.line(2, "yield losses");
    }

    private static void batches(PythonFile file, TrainingSpec spec) {
        file.line(2, "for batch, start in enumerate(range(0, len(order), BATCH_SIZE)):");
        file.line(3, "chosen = order[start : start + BATCH_SIZE]");
        if (DrawsText.drops(spec)) {
            file.line(3, "masks = factors(epoch, batch, len(chosen))");
            int mask = 0;
            int number = 0;
            for (PlacedLayer layer : spec.placedLayers()) {
                number++;
                if (layer.layer().dropout() > 0) {
                    file.line(3, "trained.get_layer(\"dropout%d\").factors = masks[%d]", number, mask++);
                }
            }
        }
        String inputs = DrawsText.corruption(spec).isActive()
                ? "np.array(corrupted(x[chosen].tolist(), epoch, batch), dtype=\"float32\")"
                : "x[chosen]";
        file.line(3, "trained.train_on_batch(%s, y[chosen])", inputs);
    }
}
