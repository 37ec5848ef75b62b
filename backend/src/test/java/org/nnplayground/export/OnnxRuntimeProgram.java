package org.nnplayground.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs graphs with ONNX Runtime, in a process of its own: the natives of ONNX Runtime and PyTorch crash in one. Each
 * argument is a folder with {@code network_onnx.onnx} and {@code x.txt}, a row of numbers a line; the outputs are
 * printed in the same form.
 */
final class OnnxRuntimeProgram {

    private OnnxRuntimeProgram() {}

    public static void main(String... folders) throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        for (String name : folders) {
            Path folder = Path.of(name);
            float[][] x = Files.readAllLines(folder.resolve("x.txt")).stream()
                    .map(OnnxRuntimeProgram::numbers)
                    .toArray(float[][]::new);
            byte[] graph = Files.readAllBytes(folder.resolve("network_onnx.onnx"));
            try (var session = environment.createSession(graph);
                    var input = OnnxTensor.createTensor(environment, x);
                    var result = session.run(Map.of("x", input))) {
                var outputs = (float[][]) result.get("outputs").orElseThrow().getValue();
                System.out.println(Arrays.stream(outputs)
                        .map(row -> Arrays.toString(row).replaceAll("[\\[\\],]", ""))
                        .collect(Collectors.joining(" ")));
            }
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
