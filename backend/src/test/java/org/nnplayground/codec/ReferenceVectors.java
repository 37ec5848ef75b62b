package org.nnplayground.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trainings that PyTorch or NumPy did in float64: the cases of every file in {@code vectors}. */
public final class ReferenceVectors {

    private ReferenceVectors() {}

    public static List<JsonNode> cases() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/vectors"))) {
            return files.sorted().flatMap(ReferenceVectors::cases).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> cases(Path file) {
        return JsonMapper.shared().readTree(file.toFile()).get("cases").valueStream();
    }
}
