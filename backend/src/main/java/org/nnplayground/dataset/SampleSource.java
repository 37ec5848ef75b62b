package org.nnplayground.dataset;

import java.util.List;
import java.util.stream.IntStream;
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
     * samples stay as they are given.
     */
    public static Samples samples(TrainingSpec spec) {
        return switch (spec.data()) {
            case Data.Generated generated -> generated(generated);
            case Data.Inline inline -> split(inline, inline.train(), inline.validation(), inline.test());
        };
    }

    private static Samples generated(Data.Generated data) {
        List<Sample> drawn =
                DatasetGenerator.of(data).draw(data.samples(), data.noise(), Randomness.of(data.seed(), Purpose.DATA));
        if (data.generator() == Generator.XOR_TABLE) {
            return split(data, drawn, List.of(), drawn);
        }
        List<Sample> shuffled = IntStream.of(
                        Randomness.of(data.seed(), Purpose.SPLIT).permutation(drawn.size()))
                .mapToObj(drawn::get)
                .toList();
        int n = shuffled.size();
        int train = data.trainSamples();
        int validation = Math.min(n - train, (int) Math.floor(n * data.validationFraction()));
        return split(
                data,
                shuffled.subList(0, train),
                shuffled.subList(train, train + validation),
                shuffled.subList(train + validation, n));
    }

    private static Samples split(Data data, List<Sample> train, List<Sample> validation, List<Sample> test) {
        List<String> columns = IntStream.rangeClosed(1, data.columns())
                .mapToObj(column -> "x" + column)
                .toList();
        var trainSet = set(train);
        var validationSet = set(validation);
        var testSet = set(test);
        return new Samples(
                columns, trainSet, validationSet, testSet, Domain.of(data, trainSet, validationSet, testSet));
    }

    private static SampleSet set(List<Sample> samples) {
        return new SampleSet(
                samples.stream().map(Sample::x).toArray(double[][]::new),
                samples.stream().map(Sample::y).toArray(double[][]::new));
    }
}
