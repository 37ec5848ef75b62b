package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
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
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Dense;

class SampleSourceTest {

    private static TrainingSpec spec(Data data) {
        return new TrainingSpec(
                Task.CLASSIFICATION,
                data,
                List.of("x1"),
                new Network(List.of(new Dense(1, Activation.TANH, true)), new Initializer.Zeros(0)),
                new Training(
                        Loss.SQUARED_ERROR,
                        new Optimizer.Sgd(0.03),
                        new Schedule.Constant(0),
                        new Regularization(Regularization.Type.NONE, 0),
                        10,
                        Shuffle.NEVER,
                        0));
    }

    private static Samples generated(Generator generator, int samples, double train, double validation, long seed) {
        return SampleSource.samples(spec(new Data.Generated(generator, samples, 0.1, train, validation, seed)));
    }

    private static Sample sample(double label, double... x) {
        return new Sample(x, new double[] {label});
    }

    private static Samples inline(List<Sample> train, List<Sample> test) {
        return SampleSource.samples(spec(new Data.Inline(train, List.of(), test)));
    }

    @Test
    void unlabelledSamplesAreFurtherOnesAndLeaveTheOthersAsTheyAre() {
        var without = new Data.Generated(Generator.MOONS, 60, 0.1, 0.5, 0.2, 3);
        var with = new Data.Generated(
                Generator.MOONS,
                60,
                0.1,
                0.5,
                0.2,
                3,
                2,
                2,
                3,
                10,
                Generator.Curve.SINE,
                Data.Target.LABEL,
                Data.Corruption.NONE,
                40,
                Scale.NONE);

        Samples samples = SampleSource.samples(spec(with));

        Samples labelled = SampleSource.samples(spec(without));
        assertThat(labelled.unlabelled()).isEmpty();
        assertThat(samples.unlabelled()).hasNumberOfRows(40);
        assertThat(samples.train().x()).isDeepEqualTo(labelled.train().x());
        assertThat(samples.test().y()).isDeepEqualTo(labelled.test().y());
        assertThat(List.of(samples.unlabelled()))
                .doesNotContainAnyElementsOf(List.of(samples.train().x()));
    }

    @Test
    void theSplitRoundsDownAndLeavesTheRestForTesting() {
        Samples samples = generated(Generator.CIRCLE, 101, 0.5, 0.25, 1);

        assertThat(samples.train().size()).isEqualTo(50);
        assertThat(samples.validation().size()).isEqualTo(25);
        assertThat(samples.test().size()).isEqualTo(26);
        assertThat(samples.columns()).containsExactly("x1", "x2");
    }

    @Test
    void generatedSamplesAreShuffled() {
        double[][] labels = generated(Generator.GAUSS, 200, 0.5, 0, 1).train().y();

        assertThat(Arrays.stream(labels).filter(y -> y[0] == 1).count()).isBetween(35L, 65L);
    }

    @Test
    void anotherSeedDrawsOtherSamples() {
        assertThat(generated(Generator.XOR, 100, 0.5, 0, 1).train().x())
                .isDeepEqualTo(generated(Generator.XOR, 100, 0.5, 0, 1).train().x());
        assertThat(generated(Generator.XOR, 100, 0.5, 0, 2).train().x()[0])
                .isNotEqualTo(generated(Generator.XOR, 100, 0.5, 0, 1).train().x()[0]);
    }

    @Test
    void theTruthTableTrainsAndTestsOnAllFour() {
        Samples samples = generated(Generator.XOR_TABLE, 500, 0.5, 0.2, 1);

        assertThat(samples.train().size()).isEqualTo(4);
        assertThat(samples.test().x()).isDeepEqualTo(samples.train().x());
        assertThat(samples.validation().size()).isZero();
        assertThat(samples.domain().minimum()).containsExactly(-0.1, -0.1);
        assertThat(samples.domain().maximum()).containsExactly(1.1, 1.1);
    }

    @Test
    void planeDataSpanTheWholeSquare() {
        assertThat(generated(Generator.GAUSS, 100, 0.5, 0, 1).domain().minimum())
                .containsExactly(-6, -6);
        Domain within =
                inline(List.of(sample(0, 1, 2), sample(1, -6, 6)), List.of()).domain();
        assertThat(within.minimum()).containsExactly(-6, -6);
        assertThat(within.maximum()).containsExactly(6, 6);
    }

    @Test
    void otherDataSpanTheRangeOfAllSetsWithAMargin() {
        Domain outside = inline(List.of(sample(0, 0, 5), sample(1, 10, 5)), List.of(sample(0, 20, 5)))
                .domain();
        assertThat(outside.minimum()).containsExactly(-2, 4);
        assertThat(outside.maximum()).containsExactly(22, 6);
        assertThat(outside.mean()).containsExactly(5, 5);
        assertThat(inline(List.of(sample(0, 1), sample(1, 2)), List.of())
                        .domain()
                        .maximum())
                .containsExactly(2.1);
    }
}
