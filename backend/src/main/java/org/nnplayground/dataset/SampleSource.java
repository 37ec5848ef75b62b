package org.nnplayground.dataset;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.TrainingSpec;

/** The samples that a spec names: given in it, or drawn from its data seed. */
public final class SampleSource {

    private SampleSource() {}

    /**
     * Generated samples are shuffled once by the data seed and split: the first floor(n * trainFraction) train, the
     * next floor(n * validationFraction) validate, the rest test; {@code xorTable} trains and tests on all four. Inline
     * samples stay as they are given. If the target is the input, y is what the network sees of x. Unlabelled samples
     * are not shuffled: the pre-training draws its own order.
     */
    public static Samples samples(TrainingSpec spec) {
        return switch (spec.data()) {
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
        int n = shuffled.size();
        int train = data.trainSamples();
        int validation = data.validationSamples();
        return split(
                spec,
                shuffled.subList(0, train),
                shuffled.subList(train, train + validation),
                shuffled.subList(train + validation, n),
                unlabelled(data));
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
        var trainSet = set(spec, train);
        var validationSet = set(spec, validation);
        var testSet = set(spec, test);
        return new Samples(
                columns,
                trainSet,
                validationSet,
                testSet,
                Domain.of(spec.data(), trainSet, validationSet, testSet),
                unlabelled.toArray(double[][]::new));
    }

    private static SampleSet set(TrainingSpec spec, List<Sample> samples) {
        double[][] x = samples.stream().map(Sample::x).toArray(double[][]::new);
        return new SampleSet(
                x,
                switch (spec.data().target()) {
                    case LABEL -> samples.stream().map(Sample::y).toArray(double[][]::new);
                    case INPUT -> Feature.rows(spec.features(), spec.data().columns(), x);
                });
    }
}
