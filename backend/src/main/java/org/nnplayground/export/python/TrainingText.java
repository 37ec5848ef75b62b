package org.nnplayground.export.python;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.PlacedLayer;

/** What the programs that train have in common. */
final class TrainingText {

    private static final String START = """
            \"""A network trained in NN Playground: %1$s.

            It predicts with the exported parameters (TRAINED). It trains again from the parameters before the first epoch
            (INITIAL), with the settings and %3$s of the job, so that the losses are the job's within the rounding of
            single precision. What was changed while the job was trained (rates, batch size, parameters set by hand) is not
            repeated: the settings are those at the time of the export.

            Predict:  python %2$s predict 0.5 -1.5     (x1, x2, .. of one sample)
            Train:    python %2$s train 100            (epochs; prints the losses after each)
            \"""

            """;

    private TrainingText() {}

    /**
     * A program that predicts and trains.
     *
     * @param imports of the library, with an empty line after them
     * @param arrays name of the module that computes with its arrays
     * @param built adds the network
     * @param predict the function of the outputs, with a place for the number of columns
     * @param trained adds the training
     * @throws PlaygroundException {@code INVALID_REQUEST} if the training is not by backpropagation alone
     */
    static byte[] program(
            ExportedNetwork network,
            ExportFormat format,
            String imports,
            String arrays,
            Consumer<PythonFile> built,
            String predict,
            Consumer<PythonFile> trained) {
        TrainingSpec spec = network.spec();
        requireBackpropagation(spec, format);
        var file = new PythonFile();
        file.add(start(network, format));
        imports(file, network);
        file.add(imports);
        constants(file, spec);
        ParameterText.add(file, "INITIAL", network, network.initial());
        file.line(0, "");
        ParameterText.add(file, "TRAINED", network, network.parameters());
        new FeatureText(arrays).add(file, network);
        built.accept(file);
        file.add(predict.formatted(network.columns()));
        DataText.add(file, network);
        DrawsText.add(file, spec);
        ScheduleText.add(file, spec.training());
        trained.accept(file);
        main(file);
        return file.bytes();
    }

    private static void requireBackpropagation(TrainingSpec spec, ExportFormat format) {
        if (spec.isRbm()) {
            throw PlaygroundException.invalid("", Message.of("export.rbm", format.wireName()));
        }
        if (spec.training().isPretrained()) {
            throw PlaygroundException.invalid("", Message.of("export.pretraining", format.wireName()));
        }
    }

    private static String start(ExportedNetwork network, ExportFormat format) {
        boolean draws = DrawsText.shuffles(network.spec())
                || DrawsText.drops(network.spec())
                || DrawsText.corruption(network.spec()).isActive();
        return START.formatted(
                network.origin(), format.fileName(), draws ? "the random numbers" : "the order of the samples");
    }

    /** Imports of the standard library. */
    private static void imports(PythonFile file, ExportedNetwork network) {
        file.line(0, "import csv");
        file.addIf(!network.besideFile(), "import io\n");
        file.add("import math\nimport sys\n");
        file.addIf(network.besideFile(), "from pathlib import Path\n");
        file.line(0, "");
    }

    private static void constants(PythonFile file, TrainingSpec spec) {
        ScheduleText.constants(file, spec.training());
        file.line(0, "BATCH_SIZE = %d", spec.training().batchSize());
        file.line(0, "SEED = %d", spec.training().seed());
        if (spec.training().regularization().type() != Regularization.Type.NONE) {
            file.line(
                    0,
                    "PENALTY = %s  # %s, of weights only",
                    spec.training().regularization().rate(),
                    spec.training().regularization().type().wireName());
        }
        if (DrawsText.drops(spec)) {
            String layers = spec.placedLayers().stream()
                    .filter(layer -> layer.layer().dropout() > 0)
                    .map(TrainingText::dropout)
                    .collect(Collectors.joining(", "));
            file.line(0, "DROPOUT = [%s]  # (units, probability) of the layers that have it", layers);
        }
        Corruption corruption = DrawsText.corruption(spec);
        if (corruption.isActive()) {
            file.line(
                    0,
                    "CORRUPTION = %s  # %s",
                    corruption.amount(),
                    corruption.type().wireName());
        }
        file.line(0, "");
    }

    private static String dropout(PlacedLayer layer) {
        return "(%d, %s)".formatted(layer.output().count(), layer.layer().dropout());
    }

    /** Whether the loss is computed from the weighted sums of the output layer. */
    static boolean takesWeightedSums(TrainingSpec spec) {
        return spec.training().loss() == Loss.BINARY_CROSS_ENTROPY
                || spec.training().loss() == Loss.CROSS_ENTROPY;
    }

    static boolean isTrained(TrainingSpec spec) {
        return !spec.network().layers().stream().allMatch(Layer::frozen);
    }

    /** The indices of an epoch's samples in their order, and what the schedule says. */
    static void beginEpoch(PythonFile file, TrainingSpec spec) {
        file.line(
                2,
                "rate = learning_rate(epoch%s)",
                spec.training().schedule().followsLosses() ? ", plateau.reduction" : "");
        String order = switch (spec.training().shuffle()) {
            case NEVER -> "list(range(len(x)))  # the order of the data";
            case ONCE -> "Draws(Draws.ORDER, 0).permutation(len(x))  # one order for all epochs";
            case EVERY_EPOCH -> "Draws(Draws.ORDER, epoch).permutation(len(x))  # a new one each epoch";
        };
        file.line(2, "order = " + order);
    }

    private static void main(PythonFile file) {
        file.add("""


                if __name__ == "__main__":
                    command, *numbers = sys.argv[1:]
                    if command == "predict":
                        print(predict([[float(number) for number in numbers]])[0].tolist())
                    else:
                        for epoch, losses in enumerate(train(int(numbers[0])), 1):
                            print(epoch, losses)
                """);
    }
}
