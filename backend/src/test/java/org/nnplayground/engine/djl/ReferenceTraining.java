package org.nnplayground.engine.djl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.nnplayground.codec.ReferenceVectors;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;

/**
 * A reference training by PyTorch in float64.
 *
 * @param expected as in the file: {@code firstBatchGradient}, {@code trainLoss}, {@code testLoss}, {@code weights},
 *     {@code biases}, {@code slopes}
 */
public record ReferenceTraining(String name, int epochs, TrainingSpec spec, JsonNode expected) {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 0);

    public static List<ReferenceTraining> all() {
        return ReferenceVectors.cases().stream()
                .map(c -> new ReferenceTraining(
                        c.get("name").asString(),
                        c.get("epochs").asInt(),
                        READER.read(c.get("spec")),
                        c.get("expected")))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static double[] numbers(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    public static double[][] matrix(JsonNode rows) {
        return stream(rows).map(ReferenceTraining::numbers).toArray(double[][]::new);
    }

    /** The numbers of nested arrays. */
    public static double[] flat(JsonNode nested) {
        return stream(nested)
                .flatMapToDouble(part -> part.isArray() ? Arrays.stream(flat(part)) : DoubleStream.of(part.asDouble()))
                .toArray();
    }
}
