package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.spec.Task;

class TargetsTest {

    private static final SampleSet LABELS = new SampleSet(new double[3][1], new double[][] {{0}, {1}, {1}});

    @Test
    void oneOutputEncodesTheLabelAsLowOrHigh() {
        assertThat(new Targets(Task.CLASSIFICATION, 1, -1, 1).encode(LABELS)).containsExactly(-1, 1, 1);
        assertThat(new Targets(Task.CLASSIFICATION, 1, 0, 1).encode(LABELS)).containsExactly(0, 1, 1);
    }

    @Test
    void severalOutputsAreHighAtTheLabelOutputsMajor() {
        assertThat(new Targets(Task.CLASSIFICATION, 2, -1, 1).encode(LABELS)).containsExactly(1, -1, -1, -1, 1, 1);
    }

    @Test
    void regressionTargetsAreUnchanged() {
        var samples = new SampleSet(new double[2][1], new double[][] {{0.5, 7}, {-2, 8}});

        assertThat(new Targets(Task.REGRESSION, 2, -1, 1).encode(samples)).containsExactly(0.5f, -2, 7, 8);
    }

    @Test
    void theLargestOutputIsTheClassAndTheFirstOfEquals() {
        var targets = new Targets(Task.CLASSIFICATION, 3, -1, 1);

        assertThat(targets.predictedClass(new float[] {0.1f, 0.7f, 0.2f})).isEqualTo(1);
        assertThat(targets.predictedClass(new float[] {0.1f, 0.7f, 0.7f})).isEqualTo(1);
    }

    @Test
    void oneOutputPredictsClassOneFromTheMiddleOn() {
        assertThat(new Targets(Task.CLASSIFICATION, 1, -1, 1).predictedClass(new float[] {0}))
                .isEqualTo(1);
        assertThat(new Targets(Task.CLASSIFICATION, 1, -1, 1).predictedClass(new float[] {-0.01f}))
                .isZero();
        assertThat(new Targets(Task.CLASSIFICATION, 1, 0, 1).predictedClass(new float[] {0.5f}))
                .isEqualTo(1);
        assertThat(new Targets(Task.CLASSIFICATION, 1, 0, 1).predictedClass(new float[] {0.49f}))
                .isZero();
    }

    @Test
    void severalLabelsAreEncodedEachForItself() {
        var samples = new SampleSet(new double[][] {{0}, {0}}, new double[][] {{0, 1, 1}, {1, 1, 0}});

        assertThat(new Targets(Task.CLASSIFICATION, 3, 0, 1).encode(samples)).containsExactly(0, 1, 1, 1, 1, 0);
        assertThat(new Targets(Task.CLASSIFICATION, 3, -1, 1).encode(samples)).containsExactly(-1, 1, 1, 1, 1, -1);
    }
}
