package org.nnplayground.engine.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training that PyTorch did in float64, from the class path.
 *
 * @param expected as in the file: {@code firstBatchGradient}, {@code trainLoss}, {@code testLoss}, {@code weights},
 *     {@code biases}
 */
record ReferenceTraining(String name, int epochs, TrainingSpec spec, JsonNode expected) {

    static List<ReferenceTraining> read(String file) {
        try (InputStream in = ReferenceTraining.class.getResourceAsStream("/vectors/" + file)) {
            JsonNode cases =
                    JsonMapper.shared().readTree(Objects.requireNonNull(in)).get("cases");
            return stream(cases)
                    .map(c -> new ReferenceTraining(
                            c.get("name").asString(), c.get("epochs").asInt(), spec(c.get("spec")), c.get("expected")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String wireName) {
        return Enum.valueOf(type, wireName.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }

    private static TrainingSpec spec(JsonNode json) {
        Task task = choice(Task.class, json.get("task").asString());
        JsonNode data = json.get("data");
        return new TrainingSpec(
                task,
                new Data.Inline(
                        samples(data.path("train")), samples(data.path("validation")), samples(data.path("test"))),
                stream(json.get("features")).map(JsonNode::asString).toList(),
                network(json.get("network")),
                training(json.get("training")));
    }

    private static List<Data.Sample> samples(JsonNode array) {
        return stream(array)
                .map(sample -> new Data.Sample(
                        numbers(sample.get("x")),
                        sample.get("y").isArray()
                                ? numbers(sample.get("y"))
                                : new double[] {sample.get("y").asDouble()}))
                .toList();
    }

    static double[] numbers(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    static double[][] matrix(JsonNode array) {
        return stream(array).map(ReferenceTraining::numbers).toArray(double[][]::new);
    }

    private static Network network(JsonNode json) {
        var layers = new ArrayList<Network.Layer>();
        for (JsonNode layer : json.get("layers")) {
            layers.add(new Network.Layer(
                    layer.get("units").asInt(),
                    choice(Activation.class, layer.get("activation").asString()),
                    layer.path("bias").asBoolean(true)));
        }
        JsonNode initializer = json.get("initializer");
        return new Network(
                layers,
                new Initializer.Explicit(
                        stream(initializer.get("weights"))
                                .map(ReferenceTraining::matrix)
                                .toArray(double[][][]::new),
                        matrix(initializer.get("biases")),
                        0));
    }

    private static Training training(JsonNode json) {
        JsonNode regularization = json.get("regularization");
        return new Training(
                choice(Loss.class, json.path("loss").asString("squaredError")),
                new Optimizer.Sgd(json.get("optimizer").get("learningRate").asDouble()),
                new Schedule.Constant(json.get("schedule").path("warmupEpochs").asInt(0)),
                new Regularization(
                        choice(
                                Regularization.Type.class,
                                regularization.get("type").asString()),
                        regularization.get("rate").asDouble()),
                json.get("batchSize").asInt(),
                choice(Shuffle.class, json.get("shuffle").asString()),
                0);
    }
}
