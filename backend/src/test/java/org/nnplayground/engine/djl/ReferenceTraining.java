package org.nnplayground.engine.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reference training by PyTorch in float64, read from the class path.
 *
 * @param expected as in the file: {@code firstBatchGradient}, {@code trainLoss}, {@code testLoss}, {@code weights},
 *     {@code biases}, {@code slopes}
 */
record ReferenceTraining(String name, int epochs, TrainingSpec spec, JsonNode expected) {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 0);

    static List<ReferenceTraining> read(String file) {
        try (InputStream in = ReferenceTraining.class.getResourceAsStream("/vectors/" + file)) {
            JsonNode cases =
                    JsonMapper.shared().readTree(Objects.requireNonNull(in)).get("cases");
            return stream(cases)
                    .map(c -> new ReferenceTraining(
                            c.get("name").asString(),
                            c.get("epochs").asInt(),
                            READER.read(c.get("spec")),
                            c.get("expected")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static double[] numbers(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    static double[][] matrix(JsonNode array) {
        return stream(array).map(ReferenceTraining::numbers).toArray(double[][]::new);
    }
}
