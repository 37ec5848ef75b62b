package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Target;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/** Targets that are not the labels, and inputs that are disturbed. */
class TrainingDataReaderTest {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7);

    private static TrainingSpec read(String json) {
        return READER.read(Json.of(json));
    }

    private static List<ViolationText> violations(String json) {
        return ViolationText.by(catchThrowableOfType(PlaygroundException.class, () -> read(json)));
    }

    @Test
    void anAutoencoderIsARegressionWithAnOutputForEachFeature() {
        TrainingSpec spec = read("""
                {'data': {'source': 'generated', 'generator': 'circle', 'target': 'input'},
                 'features': ['x1', 'x2', 'x1Squared']}
                """);

        assertThat(spec.task()).isEqualTo(Task.REGRESSION);
        assertThat(spec.data().target()).isEqualTo(Target.INPUT);
        assertThat(spec.outputs()).isEqualTo(3);
        assertThat(spec.network().outputActivation()).isEqualTo(Activation.LINEAR);
        assertThat(spec.training().loss()).isEqualTo(Loss.SQUARED_ERROR);
        assertThat(spec.classes()).isZero();
    }

    @Test
    void theTargetsOfAnAutoencoderAreItsFeatures() {
        Samples samples = SampleSource.samples(read("""
                {'data': {'source': 'inline', 'target': 'input', 'train': [{'x': [3, 4], 'y': 9}], 'test': [{'x': [1, 2]}]},
                 'features': ['x2', 'x1Squared']}
                """));

        assertThat(samples.train().y()).isDeepEqualTo(new double[][] {{4, 9}});
        assertThat(samples.test().y()).isDeepEqualTo(new double[][] {{2, 1}});
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'data': {'source': 'inline', 'target': 'input', 'train': [{'x': [1, 2, 3]}]}, 'network': {'layers': [{'units': 2}]}} | /network/layers/0/units | must be 3 in the output layer, one for each input, because the targets are the inputs, was 2
            {'task': 'classification', 'data': {'source': 'inline', 'target': 'input', 'train': [{'x': [1]}]}} | /data/target | input is not for classification
            {'task': 'classification', 'data': {'source': 'generated', 'generator': 'circle', 'target': 'input'}} | /data/target | input is not for classification
            {'data': {'source': 'inline', 'target': 'input', 'train': [{'x': [1]}]}, 'training': {'loss': 'binaryCrossEntropy'}} | /training/loss | binaryCrossEntropy is not for regression
            {'data': {'source': 'inline', 'target': 'output', 'train': [{'x': [1]}]}} | /data/target | must be one of label, input, was "output"
            {'data': {'source': 'inline', 'target': 'input', 'train': [{'x': [1], 'y': 'b'}]}} | /data/train/0/y | must be a number or an array, was a string
            {'data': {'source': 'generated', 'generator': 'circle', 'corruption': {'type': 'blur'}}} | /data/corruption/type | must be one of none, gaussian, masking, flip, was "blur"
            {'data': {'source': 'generated', 'generator': 'circle', 'corruption': {'type': 'flip', 'amount': 1.5}}} | /data/corruption/amount | must be between 0 and 1, was 1.5
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': 0}], 'corruption': {'type': 'gaussian', 'amount': 11}}} | /data/corruption/amount | must be between 0 and 10, was 11
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': 0}], 'corruption': {'type': 'flip', 'rate': 1}}} | /data/corruption/rate | is not a field of corruption; the fields are type, amount
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': [0, 1]}]}, 'network': {'layers': [{'units': 3}]}} | /network/layers/0/units | must be 2 in the output layer, one for each label of a sample, was 3
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': [0, 1]}]}, 'network': {'layers': [{'units': 2, 'activation': 'softmax'}]}} | /network/layers/0/activation | softmax cannot be used for samples with several labels
            {'data': {'source': 'generated', 'generator': 'lesions16'}, 'network': {'layers': [{'type': 'convolution', 'filters': 1}]}} | /network/layers/0 | must give one number for each of the 256 labels of a sample, gave [14, 14, 1]
            {'data': {'source': 'generated', 'generator': 'lesions16'}, 'network': {'layers': [{'type': 'convolution', 'filters': 2, 'padding': 'same'}]}} | /network/layers/0/filters | must be 1 in the output layer, was 2
            {'data': {'source': 'generated', 'generator': 'lesions16'}, 'network': {'layers': [{'type': 'convolution', 'filters': 1, 'kernel': 17}]}} | /network/layers/0 | the kernel [17, 17] is larger than the input of the shape [16, 16, 1]
            {'data': {'source': 'generated', 'generator': 'lesions16'}, 'network': {'layers': [{'type': 'convolution', 'filters': 1, 'kernel': 1, 'activation': 'softmax'}]}} | /network/layers/0/activation | softmax cannot be used for samples with several labels
            {'data': {'source': 'generated', 'generator': 'lesions16'}, 'network': {'layers': [{'type': 'maxPooling', 'size': 1}]}} | /network/layers/0/type | must be dense in the output layer, was maxPooling
            {'data': {'source': 'generated', 'generator': 'digits8'}, 'network': {'layers': [{'type': 'convolution', 'filters': 1}]}} | /network/layers/0/type | must be dense in the output layer, was convolution
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': [0, 2]}]}} | /data/train/0/y/1 | must be between 0 and 1, was 2
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': []}]}} | /data/train/0/y | must have 1 to 4096 numbers, had 0
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': [0, 1]}, {'x': [1], 'y': 1}]}} | /data/train/1/y | must have 2 numbers, like the first sample, had 1
            {'data': {'source': 'inline', 'train': [{'x': [1], 'y': 1}], 'test': [{'x': [1], 'y': [0, 1]}]}} | /data/test/0/y | must have 1 number, like the first sample, had 2
            {'data': {'source': 'generated', 'generator': 'barsAndStripes', 'size': 9}} | /data/size | must be between 2 and 8, was 9
            {'data': {'source': 'generated', 'generator': 'firstSymbol', 'steps': 1}} | /data/steps | must be between 2 and 100, was 1
            {'data': {'source': 'generated', 'generator': 'function', 'curve': 'root'}} | /data/curve | must be one of sine, cubic, absolute, was "root"
            {'data': {'source': 'generated', 'generator': 'digits8', 'size': 4}} | /data/size | is not a field of generated data; the fields are source, generator, target, corruption, samples, noise, trainFraction, validationFraction, seed, unlabelled, scale
            {'data': {'source': 'generated', 'generator': 'firstSymbol', 'dimensions': 4}} | /data/dimensions | is not a field of firstSymbol; the fields are source, generator, target, corruption, samples, noise, trainFraction, validationFraction, seed, classes, steps, unlabelled, scale
            {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1]}]}} | /data/train/0/y | is required: a number, or an array of numbers
            """)
    void whatDoesNotFitIsRefused(String json, String pointer, String detail) {
        assertThat(violations(json)).contains(new ViolationText(pointer, detail));
    }

    @Test
    void anyGeneratorCanBeReconstructed() {
        assertThat(read("{'task': 'regression', 'data': {'source': 'generated', 'generator': 'clusters',"
                                + " 'dimensions': 5, 'target': 'input'}}")
                        .outputs())
                .isEqualTo(5);
    }

    @Test
    void anArrayOfLabelsGivesEachItsOutput() {
        TrainingSpec spec = read("""
                {'data': {'source': 'inline', 'train': [{'x': [1, 2], 'y': [0, 1, 1]}, {'x': [3, 4], 'y': [1, 0, 1]}]}}
                """);

        assertThat(spec.task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(spec.hasSeveralLabels()).isTrue();
        assertThat(spec.classes()).isEqualTo(2);
        assertThat(spec.outputs()).isEqualTo(3);
        assertThat(spec.network().outputActivation()).isEqualTo(Activation.SIGMOID);
        assertThat(spec.training().loss()).isEqualTo(Loss.BINARY_CROSS_ENTROPY);
    }

    @Test
    void aConvolutionCanAnswerForEachPixel() {
        TrainingSpec spec = read("""
                {'data': {'source': 'generated', 'generator': 'lesions16'},
                 'network': {'layers': [{'type': 'convolution', 'filters': 1, 'kernel': 1}]}}
                """);

        assertThat(spec.outputs()).isEqualTo(256);
        assertThat(spec.parameters()).isEqualTo(2);
        assertThat(spec.network().outputActivation()).isEqualTo(Activation.SIGMOID);
    }

    @Test
    void theDefaultsOfTheNewGeneratorsFitTheirShapes() {
        assertThat(data("'digits8'").shape().sizes()).containsExactly(8, 8, 1);
        assertThat(data("'barsAndStripes', 'size': 4").shape().sizes()).containsExactly(4, 4, 1);
        assertThat(data("'barsAndStripes', 'size': 4").samplesInAll()).isEqualTo(30);
        assertThat(data("'lesions16'").shape().sizes()).containsExactly(16, 16, 1);
        assertThat(data("'firstSymbol', 'steps': 7, 'classes': 4").shape().sizes())
                .containsExactly(7, 4);
        assertThat(data("'clusters', 'dimensions': 5").shape().sizes()).containsExactly(5);
        assertThat(data("'function', 'curve': 'cubic'").shape().sizes()).containsExactly(2);
        TrainingSpec lesions = read("{'data': {'source': 'generated', 'generator': 'lesions16'}}");
        assertThat(lesions.outputs()).isEqualTo(256);
        assertThat(lesions.training().loss()).isEqualTo(Loss.BINARY_CROSS_ENTROPY);
    }

    private static Data data(String generator) {
        return read("{'data': {'source': 'generated', 'generator': " + generator + "}}")
                .data();
    }
}
