package org.nnplayground.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of tests, with single quotes for double ones. */
public final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    static final String CONTRACT_EXAMPLE = """
            {
              'task': 'classification',
              'data': {'source': 'generated', 'generator': 'spiral', 'samples': 500, 'noise': 0.1,
                       'trainFraction': 0.5, 'validationFraction': 0, 'seed': 1},
              'features': ['x1', 'x2'],
              'network': {
                'layers': [{'units': 8, 'activation': 'tanh', 'bias': true, 'dropout': 0},
                           {'units': 8, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}],
                'initializer': {'type': 'uniform', 'range': 0.5, 'bias': 0.1, 'seed': 7}
              },
              'training': {
                'loss': 'squaredError',
                'optimizer': {'type': 'sgd', 'learningRate': 0.03},
                'schedule': {'type': 'constant', 'warmupEpochs': 0},
                'regularization': {'type': 'none', 'rate': 0},
                'batchSize': 10, 'shuffle': 'never', 'seed': 7
              }
            }
            """;

    private Json() {}

    public static JsonNode of(String text) {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
