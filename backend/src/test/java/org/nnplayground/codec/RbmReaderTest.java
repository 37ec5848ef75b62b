package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.model.Rbm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RbmReaderTest {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7);
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new SpecWriter()).build();

    private static TrainingSpec read(String rest) {
        return READER.read(Json.of(
                "{'model': 'rbm', 'data': {'source': 'generated', 'generator': 'barsAndStripes'}" + rest + "}"));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        TrainingSpec spec = read("");

        assertThat(spec.rbm()).isEqualTo(new Rbm(8, 1));
        assertThat(spec.task()).isEqualTo(Task.REGRESSION);
        assertThat(spec.data().target()).isEqualTo(Data.Target.INPUT);
        assertThat(spec.network().layers())
                .containsExactly(new Dense(8, Activation.SIGMOID, true), new Dense(9, Activation.SIGMOID, true));
        assertThat(spec.training().loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
        assertThat(Arithmetic.canShare(spec)).isFalse();
        assertThat(read(", 'rbm': {'persistent': true}").rbm()).isEqualTo(new Rbm(8, 1, true, 20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``
            , 'rbm': {'hidden': 3, 'steps': 4, 'persistent': true, 'chains': 5}
            , 'rbm': {'hidden': 3}, 'network': {'initializer': {'type': 'zeros'}}, 'training': {'loss': 'huber'}
            """)
    void aSpecThatIsWrittenIsReadAgain(String rest) {
        TrainingSpec spec = read(Objects.requireNonNullElse(rest, ""));

        JsonNode written = MAPPER.valueToTree(spec);

        assertThat(written.get("model").stringValue()).isEqualTo("rbm");
        assertThat(READER.read(written)).isEqualTo(spec);
    }

    @Test
    void anotherSpecDoesNotNameItsModel() {
        TrainingSpec spec =
                READER.read(Json.of("{'model': 'network', 'data': {'source': 'generated', 'generator': 'circle'}}"));

        JsonNode written = MAPPER.valueToTree(spec);

        assertThat(written.has("model")).isFalse();
        assertThat(written.has("rbm")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            , 'rbm': {'hidden': 0}                                     | /rbm/hidden must be between 1 and 4096, was 0
            , 'rbm': {'steps': 101}                                    | /rbm/steps must be between 1 and 100, was 101
            , 'rbm': {'visible': 9}                                    | /rbm/visible is not a field of a restricted Boltzmann machine; the fields are persistent, hidden, steps
            , 'task': 'classification'                                 | /data/target input is not for classification
            , 'network': {'layers': [{'units': 9, 'activation': 'sigmoid'}]} | /network/layers must be absent, or the two layers of the machine: 8 and 9 units with the activation sigmoid, with biases
            , 'training': {'pretraining': {'type': 'rbm'}}             | /training/pretraining must be absent: a restricted Boltzmann machine is not pre-trained
            """)
    void eachFieldIsChecked(String rest, String violation) {
        assertThat(violations(
                        "{'model': 'rbm', 'data': {'source': 'generated', 'generator': 'barsAndStripes'}" + rest + "}"))
                .containsExactly(violation);
    }

    @Test
    void aMachineLearnsItsInputsWhichAreBetween0And1() {
        String range =
                " must have inputs between 0 and 1 only: the units of a restricted Boltzmann machine are probabilities";
        assertThat(violations("{'model': 'rbm', 'data': {'source': 'generated', 'generator': 'circle'}}"))
                .containsExactly("/data" + range);
        assertThat(violations("{'model': 'rbm', 'data': {'source': 'generated', 'generator': 'barsAndStripes',"
                        + " 'corruption': {'type': 'gaussian', 'amount': 0.1}}}"))
                .containsExactly("/data/corruption" + range);
        assertThat(violations("{'model': 'rbm', 'data': {'source': 'generated', 'generator': 'barsAndStripes',"
                        + " 'target': 'label'}}"))
                .containsExactly(
                        "/data/target must be \"input\" or absent: a restricted Boltzmann machine learns its inputs");
    }

    @Test
    void theIdOfAnUploadedTableTellsWhetherItsInputsAreBetween0And1() {
        String spec = "{'model': 'rbm', 'data': {'source': 'uploaded', 'dataset': '%s_AAAAAAAAAAAAAAAAAAAAAA'%s}}";

        assertThat(READER.read(Json.of(spec.formatted("d9x4c2u", ""))).rbm()).isEqualTo(new Rbm(8, 1));
        assertThat(violations(spec.formatted("d9x4c2", "")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/data must have inputs between 0 and 1 only")
                .endsWith("upload the table again");
        assertThat(violations(spec.formatted("d9x4c2u", ", 'scale': 'standard'")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/data/scale must be \"none\" or absent");
    }

    @Test
    void givenWeightsAreEqualInBothDirections() {
        String spec = """
                {'model': 'rbm', 'data': {'source': 'inline', 'train': [{'x': [0, 1]}]}, 'rbm': {'hidden': 1},
                 'network': {'initializer': {'type': 'explicit', 'weights': [[[1, 2]], [[1], [%s]]],
                   'biases': [[0], [0, 0]]}}}
                """;

        assertThat(READER.read(Json.of(spec.formatted("2"))).rbm()).isEqualTo(new Rbm(1, 1));
        assertThat(violations(spec.formatted("3")))
                .containsExactly(
                        "/network/initializer/weights must be the same in both layers: those of the second are those of the first, transposed");
    }

    @Test
    void aNetworkHasNoFieldsOfAMachine() {
        assertThat(violations("{'data': {'source': 'generated', 'generator': 'xorTable'}, 'rbm': {'hidden': 3}}"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/rbm is not a field of");
    }

    private static List<String> violations(String spec) {
        PlaygroundException problem = catchThrowableOfType(PlaygroundException.class, () -> READER.read(Json.of(spec)));
        assertThat(problem).as("a violation").isNotNull();
        return ViolationText.by(problem).stream()
                .map(fault -> fault.pointer() + " " + fault.detail())
                .toList();
    }
}
