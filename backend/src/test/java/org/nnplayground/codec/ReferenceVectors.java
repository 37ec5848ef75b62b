package org.nnplayground.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The trainings that PyTorch did in float64: the cases of every file in {@code vectors}. */
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
        JsonNode cases = JsonMapper.shared().readTree(file.toFile()).get("cases");
        return cases.valueStream().peek(each -> removeRecurrentWeights(each.at("/spec/network/initializer")));
    }

    /** Recurrent layers are not available yet. Without one, {@code recurrentWeights} is null for each layer. */
    private static void removeRecurrentWeights(JsonNode initializer) {
        if (initializer instanceof ObjectNode object
                && object.path("recurrentWeights").valueStream().allMatch(JsonNode::isNull)) {
            object.remove("recurrentWeights");
        }
    }
}
