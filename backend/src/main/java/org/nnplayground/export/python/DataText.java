package org.nnplayground.export.python;

import org.nnplayground.dataset.SampleCsv;
import org.nnplayground.dataset.Targets;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/** The samples of a training as Python text, and the function that reads them and encodes the targets. */
final class DataText {

    static final String FILE = "data.csv";

    private static final String READ = """


            def read_samples():
                \"""Columns and encoded targets of each set: {"train": (x, y), "validation": .., "test": ..}.\"""
                sets = {"train": ([], []), "validation": ([], []), "test": ([], [])}
                %s
                    rows = csv.reader(file)
                    next(rows)  # the names of the columns
                    for name, *numbers in rows:
                        numbers = [float(number) for number in numbers]
                        sets[name][0].append(numbers[:%d])
                        sets[name][1].append(target(numbers[%d:]))
                return {name: samples for name, samples in sets.items() if samples[0]}
            """;

    private DataText() {}

    static void add(PythonFile file, ExportedNetwork network) {
        if (!network.besideFile()) {
            file.gap().line(0, "DATA = \"\"\"\\");
            file.add(SampleCsv.text(network.spec().task(), network.requiredSamples())
                    .replace("\r\n", "\n"));
            file.line(0, "\"\"\"");
        }
        target(file, network.spec());
        String open = network.besideFile()
                ? "with open(Path(__file__).with_name(\"" + FILE + "\"), newline=\"\") as file:"
                : "with io.StringIO(DATA) as file:";
        file.add(READ.formatted(open, network.columns(), network.columns()));
    }

    private static void target(PythonFile file, TrainingSpec spec) {
        file.gap().line(0, "def target(y):");
        file.line(1, "\"\"\"The outputs that the network should give for the values y of a sample.\"\"\"");
        if (spec.task() == Task.REGRESSION) {
            file.line(1, "return y");
            return;
        }
        Targets targets = Targets.of(spec);
        String choice = "%s if %%s else %s".formatted(targets.high(), targets.low());
        if (spec.hasSeveralLabels()) {
            file.line(1, "return [%s for label in y]", choice.formatted("label == 1"));
        } else if (targets.outputs() == 1) {
            file.line(1, "return [%s]", choice.formatted("y[0] == 1"));
        } else {
            file.line(1, "return [%s for k in range(%d)]", choice.formatted("y[0] == k"), targets.outputs());
        }
    }
}
