package org.nnplayground.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trainings that PyTorch or NumPy did in float64: the cases of every file in {@code vectors}. Of
 * {@code layers.json} without those whose script applied the sigmoid twice; {@code lion.json}, {@code frozen.json} and
 * {@code recurrent.json} have the same specs.
 */
public final class ReferenceVectors {

    private ReferenceVectors() {}

    private static final List<String> FAULTY = List.of("frozen", "lion", "simple", "lstm");

    public static List<JsonNode> cases() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/vectors"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(ReferenceVectors::cases)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> cases(Path file) {
        boolean hasFaulty = file.endsWith("layers.json");
        return JsonMapper.shared()
                .readTree(file.toFile())
                .get("cases")
                .valueStream()
                .filter(reference ->
                        !hasFaulty || !isFaulty(reference.get("name").stringValue()));
    }

    private static boolean isFaulty(String name) {
        return FAULTY.stream().anyMatch(name::startsWith);
    }
}
