package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Training.Pretraining;
import org.nnplayground.spec.TrainingSpec;

class PretrainingReaderTest {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7);

    private static TrainingSpec read(String data, String activation, String pretraining) {
        return READER.read(Json.of("""
                {'data': %s,
                 'network': {'layers': [{'units': 3, 'activation': 'sigmoid'}, {'units': 2, 'activation': '%s'},
                                        {'units': 1, 'activation': 'tanh'}]},
                 'training': {'pretraining': %s}}
                """.formatted(data, activation, pretraining)));
    }

    private static final String TABLE = "{'source': 'generated', 'generator': 'xorTable'}";

    private static String inline(String unlabelled) {
        return "{'source': 'inline', 'train': [{'x': [0, 1], 'y': 0}], 'unlabelled': [%s]}".formatted(unlabelled);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(read(TABLE, "sigmoid", "{'type': 'rbm'}").training().pretraining())
                .isEqualTo(new Pretraining.Rbm(20, 0.1, 20, 1));
        assertThat(read(TABLE, "relu", "{'type': 'denoisingAutoencoder'}")
                        .training()
                        .pretraining())
                .isEqualTo(new Pretraining.DenoisingAutoencoder(20, 0.1, 20, 0.3));
        assertThat(read(TABLE, "relu", "null").training().pretraining()).isEqualTo(Pretraining.NONE);
        assertThat(read(TABLE, "relu", "{'type': 'none'}").training().isPretrained())
                .isFalse();
    }

    @Test
    void unlabelledSamplesAreReadOfBothSources() {
        TrainingSpec given = read(inline("{'x': [0.5, 0]}, {'x': [1, 1]}"), "sigmoid", "{'type': 'rbm'}");
        TrainingSpec drawn = read(
                "{'source': 'generated', 'generator': 'circle', 'unlabelled': 30}",
                "tanh",
                "{'type': 'denoisingAutoencoder'}");

        assertThat(((Data.Inline) given.data()).unlabelled())
                .containsExactly(new Data.Unlabelled(new double[] {0.5, 0}), new Data.Unlabelled(new double[] {1, 1}));
        assertThat(drawn.data().unlabelledSamples()).isEqualTo(30);
        assertThat(drawn.data().samplesInAll()).isEqualTo(500);
    }

    @Test
    void aPretrainedNetworkIsTrainedAlone() {
        assertThat(Arithmetic.canShare(read(TABLE, "sigmoid", "null"))).isTrue();
        assertThat(Arithmetic.canShare(read(TABLE, "sigmoid", "{'type': 'rbm'}")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type': 'rbn'}                                     | /type       | must be one of none, rbm, denoisingAutoencoder, was "rbn"
            {'type': 'rbm', 'corruption': 0.1}                  | /corruption | is not a field of a rbm pre-training; the fields are type, epochs, learningRate, batchSize, steps
            {'type': 'denoisingAutoencoder', 'steps': 1}        | /steps      | is not a field of a denoisingAutoencoder pre-training; the fields are type, epochs, learningRate, batchSize, corruption
            {'type': 'rbm', 'steps': 0}                         | /steps      | must be between 1 and 100, was 0
            {'type': 'denoisingAutoencoder', 'corruption': 1.5} | /corruption | must be between 0 and 1, was 1.5
            {'type': 'rbm', 'epochs': 0}                        | /epochs     | must be between 1 and 1000000, was 0
            {'type': 'rbm', 'learningRate': 0}                  | /learningRate | must be above 0 and at most 1000, was 0
            """)
    void eachFieldIsChecked(String pretraining, String field, String detail) {
        assertThat(violations(() -> read(TABLE, "sigmoid", pretraining)))
                .containsExactly("/training/pretraining" + field + " " + detail);
    }

    @Test
    void anRbmNeedsSigmoidUnitsAndInputsFrom0To1() {
        assertThat(violations(() -> read(TABLE, "tanh", "{'type': 'rbm'}")))
                .containsExactly(
                        "/training/pretraining must be \"denoisingAutoencoder\" unless every hidden layer has the activation sigmoid; layer 1 has tanh");
        String range =
                "/training/pretraining must be \"denoisingAutoencoder\" unless every input is between 0 and 1: the units of an rbm are probabilities";
        assertThat(violations(
                        () -> read("{'source': 'generated', 'generator': 'circle'}", "sigmoid", "{'type': 'rbm'}")))
                .containsExactly(range);
        assertThat(violations(() -> read(inline("{'x': [0, 1.5]}"), "sigmoid", "{'type': 'rbm'}")))
                .containsExactly(range);
    }

    @Test
    void aNetworkWithoutHiddenLayersHasNothingToPretrain() {
        assertThat(violations(() -> READER.read(Json.of("""
                        {'data': {'source': 'generated', 'generator': 'xorTable'},
                         'network': {'layers': [{'units': 1, 'activation': 'tanh'}]},
                         'training': {'pretraining': {'type': 'rbm'}}}
                        """))))
                .containsExactly("/training/pretraining must be absent: the network has no hidden layer to pre-train");
    }

    @Test
    void unlabelledSamplesHaveTheColumnsOfTheOthersAndNoLabel() {
        assertThat(violations(() -> read(inline("{'x': [1]}"), "sigmoid", "null")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/data/unlabelled/0/x must have 2 numbers");
        assertThat(violations(() -> read(inline("{'x': [1, 0], 'y': 1}"), "sigmoid", "null")))
                .containsExactly("/data/unlabelled/0/y is not a field of an unlabelled sample; the fields are x");
        assertThat(violations(() ->
                        read("{'source': 'generated', 'generator': 'xorTable', 'unlabelled': 3}", "sigmoid", "null")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/data/unlabelled is not a field of");
    }

    private static List<String> violations(ThrowingCallable reading) {
        PlaygroundException problem = catchThrowableOfType(PlaygroundException.class, reading);
        assertThat(problem).as("a violation").isNotNull();
        return ViolationText.by(problem).stream()
                .map(fault -> fault.pointer() + " " + fault.detail())
                .toList();
    }
}
