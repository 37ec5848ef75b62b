package org.nnplayground.spec.data;

import java.util.function.Predicate;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.Data.Generated;
import org.nnplayground.spec.Data.Inline;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Data.Target;
import org.nnplayground.spec.Data.Unlabelled;
import org.nnplayground.spec.Data.Uploaded;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.layer.Shape;

/** The definitions of {@code data}, one for each source. */
public final class DataDefinitions {

    private DataDefinitions() {}

    /** Definition of {@code data} with the source {@code generated}. */
    public static ObjectType<Generated> generated(Limits limits) {
        var generator = new Field.OneOf<>("generator", Choices.of(Generator.values()), null, true, "")
                .from(Generated::generator);
        var samples = NumberField.whole("samples", 1, limits.samples())
                .describedAs(
                        "All sets together. The default is the generator's; xorTable has its four, barsAndStripes each pattern once.")
                .from(Generated::samples);
        var noise = NumberField.real("noise", 0, limits.noise()).withDefault(0).from(Generated::noise);
        var trainFraction = trainFraction().from(Generated::trainFraction);
        var validationFraction = validationFraction().from(Generated::validationFraction);
        var seed = new Field.Seed("seed").from(Generated::seed);
        var dimensions = NumberField.whole("dimensions", 2, limits.columns())
                .withDefault(2)
                .describedAs("Of clusters only: columns.")
                .from(Generated::dimensions)
                .onlyIf(has("dimensions"));
        var classes = NumberField.whole("classes", 2, limits.classes())
                .withDefault(3)
                .describedAs("Of clusters, and of firstSymbol, whose symbols they are.")
                .from(Generated::classes)
                .onlyIf(has("classes"));
        var size = NumberField.whole("size", 2, 8)
                .withDefault(3)
                .describedAs("Of barsAndStripes only: pixels in each direction.")
                .from(Generated::size)
                .onlyIf(has("size"));
        var steps = NumberField.whole("steps", 2, 100)
                .withDefault(10)
                .describedAs("Of firstSymbol only: length of a sequence.")
                .from(Generated::steps)
                .onlyIf(has("steps"));
        var curve = new Field.OneOf<>(
                        "curve",
                        Choices.of(Generator.Curve.values()),
                        Generator.Curve.SINE,
                        false,
                        "Of function only: the line between the classes. Default sine.")
                .from(Generated::curve)
                .onlyIf(has("curve"));
        var target = target().from(Generated::target).onlyIf(data -> data.target() != Target.LABEL);
        var corruption = corruption()
                .from(Generated::corruption)
                .onlyIf(data -> data.corruption().isActive());
        var scale = scale().from(Generated::scale).onlyIf(data -> data.scale() != Scale.NONE);
        var unlabelled = NumberField.whole("unlabelled", 0, limits.samples())
                .withDefault(0)
                .describedAs("Further samples whose labels are not used, for the pre-training.")
                .from(Generated::unlabelledSamples)
                .onlyIf(data -> data.unlabelledSamples() > 0);
        return ObjectType.ofMany(
                        Generated.class,
                        values -> new Generated(
                                values.of(generator),
                                values.of(samples),
                                values.of(noise),
                                values.of(trainFraction),
                                values.of(validationFraction),
                                values.of(seed),
                                values.of(dimensions),
                                values.of(classes),
                                values.of(size),
                                values.of(steps),
                                values.of(curve),
                                values.of(target),
                                values.of(corruption),
                                values.of(unlabelled),
                                values.of(scale)),
                        generator,
                        samples,
                        noise,
                        trainFraction,
                        validationFraction,
                        seed,
                        dimensions,
                        classes,
                        size,
                        steps,
                        curve,
                        target,
                        corruption,
                        unlabelled,
                        scale)
                .labelled(Message.of("thing.generated"));
    }

    private static Predicate<Generated> has(String field) {
        return data -> data.generator().fields().contains(field);
    }

    /** Definition of {@code data} with the source {@code inline}. */
    public static ObjectType<Inline> inline(Limits limits) {
        ObjectType<Sample> sample = Sample.definition(limits);
        int most = limits.samples();
        var train = new Field.ObjectList<>("train", sample, 1, most, true, "").from(Inline::train);
        var validation = new Field.ObjectList<>("validation", sample, 0, most, false, "").from(Inline::validation);
        var test = new Field.ObjectList<>("test", sample, 0, most, false, "").from(Inline::test);
        var shape = shape(limits)
                .from((Inline inline) -> inline.shape().sizes())
                .onlyIf(data -> !data.shape().isFlat());
        var target = target().from(Inline::target).onlyIf(data -> data.target() != Target.LABEL);
        var corruption = corruption()
                .from(Inline::corruption)
                .onlyIf(data -> data.corruption().isActive());
        var scale = scale().from(Inline::scale).onlyIf(data -> data.scale() != Scale.NONE);
        var unlabelled = new Field.ObjectList<>("unlabelled", Unlabelled.definition(limits), 0, most, false, "")
                .from(Inline::unlabelled)
                .onlyIf(data -> !data.unlabelled().isEmpty());
        return ObjectType.ofMany(
                        Inline.class,
                        values -> new Inline(
                                values.of(train),
                                values.of(validation),
                                values.of(test),
                                new Shape(values.of(shape)),
                                values.of(target),
                                values.of(corruption),
                                values.of(unlabelled),
                                values.of(scale)),
                        train,
                        validation,
                        test,
                        shape,
                        target,
                        corruption,
                        unlabelled,
                        scale)
                .labelled(Message.of("thing.inline"));
    }

    /** Definition of {@code data} with the source {@code uploaded}. */
    public static ObjectType<Uploaded> uploaded(Limits limits) {
        var dataset = new Field.Text("dataset", DatasetId.MAX_LENGTH, true, "Id of an uploaded dataset.")
                .from((Uploaded data) -> data.dataset().toString());
        var trainFraction = trainFraction().from(Uploaded::trainFraction);
        var validationFraction = validationFraction().from(Uploaded::validationFraction);
        var seed = new Field.Seed("seed").from(Uploaded::seed);
        var shape = shape(limits)
                .from((Uploaded data) -> data.shape().sizes())
                .onlyIf(data -> !data.shape().isFlat());
        var target = target().from(Uploaded::target).onlyIf(data -> data.target() != Target.LABEL);
        var corruption = corruption()
                .from(Uploaded::corruption)
                .onlyIf(data -> data.corruption().isActive());
        var scale = scale().from(Uploaded::scale).onlyIf(data -> data.scale() != Scale.NONE);
        return ObjectType.ofMany(
                        Uploaded.class,
                        values -> new Uploaded(
                                DatasetId.parse(values.of(dataset)).orElseThrow(),
                                values.of(trainFraction),
                                values.of(validationFraction),
                                values.of(seed),
                                new Shape(values.of(shape)),
                                values.of(target),
                                values.of(corruption),
                                values.of(scale)),
                        dataset,
                        trainFraction,
                        validationFraction,
                        seed,
                        shape,
                        target,
                        corruption,
                        scale)
                .labelled(Message.of("thing.uploaded"));
    }

    /** The field {@code shape}. */
    public static Field.Sizes shape(Limits limits) {
        return new Field.Sizes(
                "shape",
                NumberField.whole("shape", 1, limits.columns()),
                1,
                Shape.MAX_RANK,
                false,
                "Of one sample: [columns], the default, a sequence [steps, columns] or an image [height, width, channels].");
    }

    private static NumberField<Double> trainFraction() {
        return NumberField.real("trainFraction", 0, 1).aboveMinimum().withDefault(0.5);
    }

    private static NumberField<Double> validationFraction() {
        return NumberField.real("validationFraction", 0, 1).withDefault(0);
    }

    private static Field.OneOf<Target> target() {
        return new Field.OneOf<>(
                "target",
                Choices.of(Target.values()),
                Target.LABEL,
                false,
                "Default label. With input, the targets are the features: an autoencoder, of the task regression.");
    }

    private static Field.Nested<Corruption> corruption() {
        return new Field.Nested<>("corruption", Corruption.definition());
    }

    private static Field.OneOf<Scale> scale() {
        return new Field.OneOf<>(
                "scale",
                Choices.of(Scale.values()),
                Scale.NONE,
                false,
                "Default none. With standard, each column less its mean in the train set, divided by its standard deviation there.");
    }
}
