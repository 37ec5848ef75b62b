package org.nnplayground.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/** The samples that a spec names: given in it, or drawn from its data seed. */
public final class SampleSource {

    private SampleSource() {}

    /**
     * Generated samples are shuffled once by the data seed and split: the first floor(n * trainFraction) train, the
     * next floor(n * validationFraction) validate, the rest test; {@code xorTable} trains and tests on all four. Inline
     * samples stay as they are given. If the target is the input, y is what the network sees of x. Unlabelled samples
     * are not shuffled: the pre-training draws its own order. Rows of an uploaded dataset are shuffled and split as
     * generated ones; in classification, a label is the rank of its number among those of the dataset.
     *
     * @param uploads called for uploaded data only
     */
    public static Samples samples(TrainingSpec spec, UploadedRows uploads) {
        return switch (spec.data()) {
            case Data.Uploaded uploaded -> uploaded(spec, uploaded, uploads.of(uploaded.dataset()));
            case Data.Generated generated -> generated(spec, generated);
            case Data.Inline inline ->
                split(
                        spec,
                        inline.train(),
                        inline.validation(),
                        inline.test(),
                        inline.unlabelled().stream().map(Data.Unlabelled::x));
        };
    }

    /** The samples of a spec whose data are not uploaded. */
    public static Samples samples(TrainingSpec spec) {
        return samples(spec, dataset -> {
            throw new IllegalArgumentException("the rows of the dataset " + dataset + " are not in the spec");
        });
    }

    private static Samples uploaded(TrainingSpec spec, Data.Uploaded data, SampleSet rows) {
        double[] ranks = spec.task() == Task.CLASSIFICATION
                ? Arrays.stream(rows.y())
                        .mapToDouble(y -> y[0])
                        .sorted()
                        .distinct()
                        .toArray()
                : new double[0];
        List<Sample> shuffled = IntStream.of(
                        Randomness.of(data.seed(), Purpose.SPLIT).permutation(rows.size()))
                .mapToObj(i -> new Sample(rows.x()[i], label(rows.y()[i], ranks)))
                .toList();
        return split(spec, shuffled, data.trainSamples(), data.validationSamples(), Stream.of());
    }

    private static double[] label(double[] y, double[] ranks) {
        return ranks.length == 0 ? y : new double[] {Arrays.binarySearch(ranks, y[0])};
    }

    private static Samples generated(TrainingSpec spec, Data.Generated data) {
        List<Sample> drawn =
                DatasetGenerator.of(data).draw(data.samples(), data.noise(), Randomness.of(data.seed(), Purpose.DATA));
        if (data.generator() == Generator.XOR_TABLE) {
            return split(spec, drawn, List.of(), drawn, Stream.of());
        }
        List<Sample> shuffled = IntStream.of(
                        Randomness.of(data.seed(), Purpose.SPLIT).permutation(drawn.size()))
                .mapToObj(drawn::get)
                .toList();
        return split(spec, shuffled, data.trainSamples(), data.validationSamples(), unlabelled(data));
    }

    private static Samples split(
            TrainingSpec spec, List<Sample> shuffled, int train, int validation, Stream<double[]> unlabelled) {
        return split(
                spec,
                shuffled.subList(0, train),
                shuffled.subList(train, train + validation),
                shuffled.subList(train + validation, shuffled.size()),
                unlabelled);
    }

    /** Drawn like the others, but apart from them: their number does not change the others. */
    private static Stream<double[]> unlabelled(Data.Generated data) {
        int count = data.unlabelledSamples();
        return count == 0
                ? Stream.of()
                : DatasetGenerator.of(data)
                        .draw(count, data.noise(), Randomness.of(data.seed(), Purpose.UNLABELLED))
                        .stream()
                        .map(Sample::x);
    }

    private static Samples split(
            TrainingSpec spec,
            List<Sample> train,
            List<Sample> validation,
            List<Sample> test,
            Stream<double[]> unlabelled) {
        List<String> columns = IntStream.rangeClosed(1, spec.data().columns())
                .mapToObj(column -> "x" + column)
                .toList();
        var scaling = Scaling.of(spec.data().scale(), x(train));
        var trainSet = set(spec, train, scaling);
        var validationSet = set(spec, validation, scaling);
        var testSet = set(spec, test, scaling);
        return new Samples(
                columns,
                trainSet,
                validationSet,
                testSet,
                Domain.of(spec.data(), trainSet, validationSet, testSet),
                unlabelled.toArray(double[][]::new),
                scaling);
    }

    private static double[][] x(List<Sample> samples) {
        return samples.stream().map(Sample::x).toArray(double[][]::new);
    }

    private static SampleSet set(TrainingSpec spec, List<Sample> samples, Scaling scaling) {
        double[][] x = x(samples);
        return new SampleSet(
                x,
                switch (spec.data().target()) {
                    case LABEL -> samples.stream().map(Sample::y).toArray(double[][]::new);
                    case INPUT -> Feature.rows(spec.features(), spec.data().columns(), scaling.of(x));
                });
    }
}
