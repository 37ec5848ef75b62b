package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Specs;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.json.JsonMapper;

class SpecWriterTest {

    private final SpecReader reader = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 9_007_199_254_740_991L);
    private final JsonMapper mapper =
            JsonMapper.builder().addModule(new SpecWriter()).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': {'source': 'generated', 'generator': 'spiral', 'noise': 0.25, 'validationFraction': 0.1}}",
                "{'data': {'source': 'generated', 'generator': 'plane'}, 'features': ['sinX1', 'x1TimesX2']}",
                "{'data': {'source': 'inline', 'train': [{'x': [1.5, -0.0], 'y': 1}], 'test': [{'x': [1, 2], 'y': 0}]}}",
                """
                {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1e-9], 'y': [0.1, 3]}]},
                 'network': {'layers': [{'units': 2, 'bias': false}],
                             'initializer': {'type': 'explicit', 'weights': [[[0.1], [-7]]], 'biases': [[]], 'seed': 5}},
                 'training': {'regularization': {'type': 'l1', 'rate': 0.003}, 'schedule': {'warmupEpochs': 3},
                              'shuffle': 'everyEpoch', 'optimizer': {'learningRate': 1e-7}}}
                """,
                "{'data': {'source': 'generated', 'generator': 'clusters', 'dimensions': 3, 'classes': 4}}",
                "{'data': {'source': 'generated', 'generator': 'circle', 'target': 'input'}, 'features': ['x2', 'sinX1']}",
                "{'data': {'source': 'generated', 'generator': 'lesions16', 'samples': 30}}",
                "{'data': {'source': 'generated', 'generator': 'firstSymbol', 'steps': 4, 'classes': 2}}",
                "{'data': {'source': 'generated', 'generator': 'barsAndStripes', 'size': 4}}",
                "{'data': {'source': 'generated', 'generator': 'function', 'curve': 'absolute'}}",
                "{'data': {'source': 'inline', 'train': [{'x': [1], 'y': [0, 1]}], 'test': [{'x': [2], 'y': [1, 1]}]}}",
                "{'data': {'source': 'generated', 'generator': 'xor', 'corruption': {'type': 'gaussian', 'amount': 0.5}}}",
                """
                {'data': {'source': 'inline', 'train': [{'x': [1, 0], 'y': 1}],
                          'corruption': {'type': 'flip'}}}
                """,
                """
                {'data': {'source': 'inline', 'target': 'input', 'train': [{'x': [1, 2]}, {'x': [3, 4], 'y': [5, 6]}],
                          'test': [{'x': [5, 6], 'y': [7, 8]}]}}
                """,
                """
                {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1], 'y': 1}]},
                 'network': {'layers': [{'units': 1, 'activation': 'prelu'}, {'units': 1, 'activation': 'gelu'}],
                             'initializer': {'type': 'explicit', 'weights': [[[1]], [[2]]], 'biases': [[0], [0]],
                                             'slopes': [0.5, null]}},
                 'training': {'loss': 'huber'}}
                """,
                """
                {'data': {'source': 'generated', 'generator': 'circle'},
                 'network': {'initializer': {'type': 'normal'}, 'layers': [{'units': 3, 'dropout': 0.25}, {'units': 1}]},
                 'training': {'optimizer': {'type': 'adagrad'}, 'schedule': {'type': 'step', 'every': 7}}}
                """,
                """
                {'data': {'source': 'generated', 'generator': 'circle'},
                 'network': {'initializer': {'type': 'xavier'}, 'layers': [{'units': 3, 'dropout': 0.25}, {'units': 1}]},
                 'training': {'optimizer': {'type': 'rmsprop', 'decay': 0.9}, 'schedule': {'type': 'exponential'}}}
                """,
                """
                {'data': {'source': 'generated', 'generator': 'circle'},
                 'network': {'initializer': {'type': 'he'}, 'layers': [{'units': 3, 'dropout': 0.25}, {'units': 1}]},
                 'training': {'optimizer': {'type': 'adam', 'beta1': 0.8}, 'schedule': {'type': 'cosine', 'minimum': 0.001}}}
                """,
                """
                {'data': {'source': 'generated', 'generator': 'circle'},
                 'network': {'initializer': {'type': 'lecun'}, 'layers': [{'units': 3, 'dropout': 0.25}, {'units': 1}]},
                 'training': {'optimizer': {'type': 'adamw'}, 'schedule': {'type': 'plateau', 'warmupEpochs': 2}}}
                """,
                """
                {'data': {'source': 'generated', 'generator': 'circle'},
                 'network': {'initializer': {'type': 'constant'}, 'layers': [{'units': 3, 'dropout': 0.25}, {'units': 1}]},
                 'training': {'optimizer': {'momentum': 0.5, 'nesterov': true}, 'schedule': {}}}
                """,
                """
                {'data': {'source': 'generated', 'generator': 'xorTable'},
                 'network': {'layers': [{'units': 2, 'activation': 'sigmoid'}], 'initializer': {'type': 'zeros'}},
                 'training': {'loss': 'squaredError'}}
                """
            })
    void whatIsWrittenReadsBackAsAnEqualSpec(String json) {
        TrainingSpec spec = reader.read(mapper.readTree(json.replace('\'', '"')));

        String written = mapper.writeValueAsString(spec);

        TrainingSpec again = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 1).read(mapper.readTree(written));
        assertThat(again).usingRecursiveComparison().isEqualTo(spec);
    }

    static List<Optimizer> optimizers() {
        return Optimizers.EXAMPLES;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerReadsBackAsAnEqualOne(Optimizer optimizer) {
        TrainingSpec xorTable = Specs.xorTable();
        Training training = xorTable.training();
        TrainingSpec spec = xorTable.withTraining(new Training(
                training.loss(),
                optimizer,
                training.schedule(),
                training.regularization(),
                training.batchSize(),
                training.shuffle(),
                training.seed()));

        assertThat(reader.read(mapper.readTree(mapper.writeValueAsString(spec))))
                .isEqualTo(spec);
    }

    @Test
    void aSpecIsWrittenCompleteAndInTheContractsShape() {
        TrainingSpec spec =
                reader.read(mapper.readTree("{\"data\": {\"source\": \"generated\", \"generator\": \"circle\"}}"));

        assertThat(mapper.writeValueAsString(spec)).isEqualTo("""
                        {"task":"classification",
                        "data":{"source":"generated","generator":"circle","samples":500,"noise":0,"trainFraction":0.5,
                        "validationFraction":0,"seed":9007199254740991},
                        "features":["x1","x2"],
                        "network":{"layers":[{"type":"dense","units":4,"activation":"tanh","bias":true,"dropout":0,"frozen":false},
                        {"type":"dense","units":2,"activation":"tanh","bias":true,"dropout":0,"frozen":false},{"type":"dense","units":1,"activation":"tanh","bias":true,"dropout":0,"frozen":false}],
                        "initializer":{"type":"uniform","range":0.5,"bias":0.1,"seed":9007199254740991}},
                        "training":{"loss":"squaredError","optimizer":{"type":"sgd","learningRate":0.03,"momentum":0,
                        "nesterov":false},
                        "schedule":{"type":"constant","warmupEpochs":0},"regularization":{"type":"none","rate":0},
                        "batchSize":10,"shuffle":"never","seed":9007199254740991}}
                        """.replace("\n", ""));
    }

    @Test
    void aChoiceIsWrittenByItsWireName() {
        assertThat(mapper.writeValueAsString(Activation.RELU)).isEqualTo("\"relu\"");
    }
}
