package org.nnplayground.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.dataset.SampleCsv;
import org.nnplayground.engine.Losses;
import org.nnplayground.export.python.KerasWriter;
import org.nnplayground.export.python.NumpyWriter;
import org.nnplayground.export.python.PyTorchWriter;
import org.nnplayground.spec.TrainingSpec;

/**
 * Runs exported programs with the Python of this machine: those for NumPy and PyTorch predict, those for PyTorch train
 * five epochs. Those for Keras are compiled only. Skipped where Python, NumPy or PyTorch is missing.
 */
class PythonExportTest {

    private static final Path CHECK =
            Path.of("src/test/resources/export/check_exports.py").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void programsPredictAndTrainAsTheEngineDoes() throws Exception {
        assumeTrue(
                Processes.python(folder, "-c", "import numpy, torch").equals(""),
                "NumPy and PyTorch for Python are missing");
        List<Named<TrainingSpec>> specs = ExportSpecs.all();
        for (int i = 0; i < specs.size(); i++) {
            write(folder.resolve("case" + i), specs.get(i).getPayload(), i % 3 == 0);
        }

        String report = Processes.python(folder, CHECK.toString(), folder.toString());

        assertThat(report).isEqualTo("%d networks agree\n".formatted(specs.size()));
    }

    private static void write(Path into, TrainingSpec spec, boolean besideFile) throws IOException {
        Files.createDirectories(into);
        TrainedNetwork trained = TrainedNetwork.of(spec, besideFile);
        for (NetworkWriter writer : List.of(new NumpyWriter(), new PyTorchWriter(), new KerasWriter())) {
            Files.write(into.resolve(writer.format().fileName()), writer.write(trained.network()));
        }
        if (besideFile) {
            Files.writeString(
                    into.resolve("data.csv"),
                    SampleCsv.text(spec.task(), trained.network().requiredSamples()));
        }
        Files.writeString(
                into.resolve("expected.json"),
                "{\"x\": %s, \"outputs\": %s, \"losses\": [%s]}"
                        .formatted(
                                Arrays.deepToString(trained.x()),
                                Arrays.deepToString(trained.outputs()),
                                Arrays.stream(trained.losses())
                                        .map(PythonExportTest::json)
                                        .collect(Collectors.joining(", "))));
    }

    /** Absent sets as null. */
    private static String json(Losses losses) {
        return "{\"train\": %s, \"validation\": %s, \"test\": %s}"
                .formatted(losses.train(), losses.validation(), losses.test())
                .replace("NaN", "null");
    }
}
