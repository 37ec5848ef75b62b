package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;

class ParametersReaderTest {

    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final TrainingSpec ONE_LAYER = new SpecReader(CATALOG, () -> 7).read(Json.of("""
            {'data': {'source': 'generated', 'generator': 'circle'},
             'network': {'layers': [{'units': 1, 'activation': 'tanh'}]}}
            """));
    private static final String LAYERS = "'layers': [{'weights': [[1, 2]], 'biases': [3]}]";

    private final ParametersReader reader = new ParametersReader();

    @Test
    void whatWasReadOfAJobCanBeSentBack() {
        var request = reader.read(Json.of("{'run': 2, 'epoch': 30, " + LAYERS + "}"), ONE_LAYER);

        assertThat(request.run()).isEqualTo(2);
        assertThat(request.parameters().layers().getFirst().weights()).isDeepEqualTo(new float[][] {{1, 2}});
        assertThat(reader.read(Json.of("{" + LAYERS + "}"), ONE_LAYER).run()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'run': 'two', 'layers': [{'weights': [[1, 2]], 'biases': [3]}] | /run               | must be a whole number, was a string
            'run': 0, 'layers': [{'weights': [[1, 2]], 'biases': [3]}]     | /run               | must be between 1 and 2147483647, was 0
            'epoch': 1.5, 'layers': [{'weights': [[1, 2]], 'biases': [3]}] | /epoch             | must be a whole number, was 1.5
            'layers': [null]                                               | /layers/0          | must be an object, was null
            'layers': 1                                                    | /layers            | must be an array, was 1
            'run': 1                                                       | /layers            | is required: weights and biases, layer by layer
            'layers': [{'biases': [3]}]                                    | /layers/0/weights  | is required: one row for each unit
            """)
    void oneFaultIsToldOnce(String fields, String pointer, String detail) {
        var problem = catchThrowableOfType(
                PlaygroundException.class, () -> reader.read(Json.of("{" + fields + "}"), ONE_LAYER));

        assertThat(ViolationText.by(problem)).containsExactly(new ViolationText(pointer, detail));
    }
}
