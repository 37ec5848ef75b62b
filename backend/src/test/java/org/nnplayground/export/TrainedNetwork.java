package org.nnplayground.export;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.spec.TrainingSpec;

/**
 * A network that the engine has trained for five epochs, and what it answers.
 *
 * @param x rows of raw columns, some outside the samples' range
 * @param outputs for x
 * @param losses after each epoch
 */
@SuppressWarnings("ArrayRecordComponent")
record TrainedNetwork(ExportedNetwork network, double[][] x, float[][] outputs, Losses[] losses) {

    static final int EPOCHS = 5;

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();

    static TrainedNetwork of(TrainingSpec spec, boolean besideFile) {
        Samples samples = SampleSource.samples(spec, ExportSpecs::rows);
        var random = new Random(1);
        double[][] drawn = Stream.generate(() -> random.doubles(spec.data().columns(), -6, 6)
                        .map(value -> (float) value)
                        .toArray())
                .limit(12)
                .toArray(double[][]::new);
        double[][] x = Stream.of(drawn, Arrays.copyOf(samples.train().x(), 4))
                .flatMap(Arrays::stream)
                .map(row -> Arrays.stream(row).map(value -> (float) value).toArray())
                .toArray(double[][]::new);
        try (var session = ENGINE.open(spec, samples, null)) {
            Losses[] losses = session.advance(new Slice(EPOCHS, Long.MAX_VALUE)).losses();
            var network = new ExportedNetwork(
                    "0123456789abcdef0123456789abcdef",
                    spec,
                    1,
                    EPOCHS,
                    session.parameters(),
                    ENGINE.initialParameters(spec),
                    samples,
                    besideFile);
            return new TrainedNetwork(network, x, session.predict(x), losses);
        }
    }
}
