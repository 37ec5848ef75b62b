package org.nnplayground.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.export.onnx.OnnxWriter;
import org.nnplayground.spec.TrainingSpec;

/** Runs exported graphs with ONNX Runtime. */
class OnnxExportTest {

    @TempDir
    private Path folder;

    @Test
    void graphsGiveTheOutputsOfTheEngine() throws Exception {
        var networks = new ArrayList<TrainedNetwork>();
        var folders = new ArrayList<String>();
        List<Named<TrainingSpec>> specs = ExportSpecs.all();
        for (Named<TrainingSpec> spec : specs) {
            TrainedNetwork trained = TrainedNetwork.of(spec.getPayload(), false);
            Path into = Files.createDirectory(folder.resolve("case" + folders.size()));
            Files.write(into.resolve("network_onnx.onnx"), new OnnxWriter().write(trained.network()));
            Files.write(
                    into.resolve("x.txt"),
                    Arrays.stream(trained.x())
                            .map(row ->
                                    Arrays.stream(row).mapToObj(String::valueOf).collect(Collectors.joining(" ")))
                            .toList());
            networks.add(trained);
            folders.add(into.toString());
        }

        String printed = Processes.java(folder, List.of(OrtEnvironment.class), OnnxRuntimeProgram.class, folders);

        String[] lines = printed.strip().split("\n", -1);
        assertThat(lines).as(printed).hasSize(specs.size());
        for (int i = 0; i < lines.length; i++) {
            OutputAssert.assertAgree(
                    specs.get(i).getName(), numbers(lines[i]), networks.get(i).outputs());
        }
    }

    private static float[] numbers(String line) {
        String[] numbers = line.split(" ", -1);
        var values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(numbers[i]);
        }
        return values;
    }
}
