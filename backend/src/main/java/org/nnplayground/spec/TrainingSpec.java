package org.nnplayground.spec;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.model.Model;
import org.nnplayground.spec.model.Rbm;

/**
 * What to train: complete (every default is filled in) and valid (checked against {@link SpecCatalog}).
 *
 * @param features wire names of what the network sees, in the order of its inputs; for data in the plane functions of
 *     x1 and x2, otherwise columns {@code x1} to {@code xd}
 * @param network of a restricted Boltzmann machine its {@link Rbm#layers}
 * @param rbm null if a network is trained by the gradient of its loss
 */
public record TrainingSpec(
        Task task,
        Data data,
        List<String> features,
        Network network,
        Training training,
        @Nullable Rbm rbm) {

    public TrainingSpec {
        features = List.copyOf(features);
    }

    /** A network. */
    public TrainingSpec(Task task, Data data, List<String> features, Network network, Training training) {
        this(task, data, features, network, training, null);
    }

    /** Definition of a spec. */
    public static ObjectType<TrainingSpec> definition(Limits limits) {
        var features = new Field.TextList(
                "features",
                limits.columns(),
                "Of data in the plane: "
                        + String.join(", ", Choices.of(PlaneFeature.values()).names())
                        + "; of others the columns x1 to xd. The default is the columns.");
        return ObjectType.of(
                        TrainingSpec.class,
                        (model, task, data, names, rbm, network, training) ->
                                new TrainingSpec(task, data, names, network, training, rbm),
                        new Field.OneOf<>("model", Choices.of(Model.values()), Model.NETWORK, false, "")
                                .from(TrainingSpec::model)
                                .onlyIf(TrainingSpec::isRbm),
                        Field.OneOf.of("task", Choices.of(Task.values())).from(TrainingSpec::task),
                        new Field.Variants<>("data", Data.definition(limits), true).from(TrainingSpec::data),
                        features.from(TrainingSpec::features),
                        new Field.Nested<>("rbm", Rbm.definition(limits))
                                .from((TrainingSpec spec) -> Objects.requireNonNull(spec.rbm()))
                                .onlyIf(TrainingSpec::isRbm),
                        new Field.Nested<>("network", Network.definition(limits)).from(TrainingSpec::network),
                        new Field.Nested<>("training", Training.definition(limits)).from(TrainingSpec::training))
                .labelled(Message.of("thing.spec"));
    }

    /** What is trained. */
    public Model model() {
        return rbm == null ? Model.NETWORK : Model.RBM;
    }

    public boolean isRbm() {
        return rbm != null;
    }

    /** Number of weights, biases and slopes. */
    public long parameters() {
        return network.parameters(inputShape());
    }

    /** Number of the network's outputs. */
    public int outputs() {
        return placedLayers().getLast().output().count();
    }

    /** Multiplications of a forward pass of one sample. */
    public long multiplications() {
        return parameters()
                + placedLayers().stream()
                        .mapToLong(
                                layer -> (layer.uses() - 1L) * layer.weights().count())
                        .sum();
    }

    /** Shape of what the network takes: the features, or for data with a shape that shape. */
    public Shape inputShape() {
        return data.shape().isFlat() ? Shape.of(features.size()) : data.shape();
    }

    /** The layers with the shapes of their inputs. */
    public List<PlacedLayer> placedLayers() {
        return network.placed(inputShape());
    }

    /** The features in the order of the network's inputs: those of an image channel by channel, each row by row. */
    public List<String> inputs() {
        Shape shape = data.shape();
        if (!shape.isImage()) {
            return features;
        }
        int positions = shape.get(0) * shape.get(1);
        int channels = shape.get(2);
        return IntStream.range(0, shape.count())
                .mapToObj(i -> features.get(i % positions * channels + i / positions))
                .toList();
    }

    /** Number of classes K, at least 2, of each label; 0 in regression. */
    public int classes() {
        return switch (task) {
            case REGRESSION -> 0;
            case CLASSIFICATION ->
                switch (data) {
                    case Data.Generated generated -> generated.classes();
                    case Data.Inline inline -> inline.classes();
                    case Data.Uploaded uploaded -> uploaded.classes();
                };
        };
    }

    /** Whether each sample has several labels, 0 or 1, and each output is about one of them. */
    public boolean hasSeveralLabels() {
        return task == Task.CLASSIFICATION && data.labels() > 1;
    }

    /** Number of the numbers in the spec itself (inline samples and explicit parameters); they can take megabytes. */
    public long numbers() {
        long samples = switch (data) {
            case Data.Generated generated -> 0;
            case Data.Uploaded uploaded -> 0;
            case Data.Inline inline ->
                (long) inline.samplesInAll()
                                * (inline.columns() + inline.train().getFirst().y().length)
                        + (long) inline.unlabelledSamples() * inline.columns();
        };
        return samples + (network.initializer() instanceof Initializer.Explicit ? parameters() : 0);
    }

    public TrainingSpec withNetwork(Network network) {
        return new TrainingSpec(task, data, features, network, training, rbm);
    }

    public TrainingSpec withTraining(Training training) {
        return new TrainingSpec(task, data, features, network, training, rbm);
    }
}
