package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.SpecCatalog;

/** One fault at a time: where it is found and what is said. */
class ViolationTest {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7);

    /** Each row puts a value at a place of the contract's example. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /task                            | 'clustering'   | must be one of classification, regression, was "clustering"
            /task                            | 3              | must be one of classification, regression, was 3
            /data                            | []             | must be an object, was an array
            /data/source                     | null           | is required: it must be one of generated, inline, uploaded
            /data/source                     | 'files'        | must be one of generated, inline, uploaded, was "files"
            /data/scale                      | 'robust'       | must be one of none, standard, was "robust"
            /data/generator                  | 'moon'         | must be one of circle, xor, gauss, spiral, moons, rings, checkerboard, threeBlobs, function, xorTable, clusters, digits8, barsAndStripes, lesions16, firstSymbol, plane, gaussians, was "moon"
            /data/dimensions                 | 3              | is not a field of generated data; the fields are source, generator, target, corruption, samples, noise, trainFraction, validationFraction, seed, unlabelled, scale
            /data/generator                  | 'plane'        | must be a generator for classification, one of circle, xor, gauss, spiral, moons, rings, checkerboard, threeBlobs, function, xorTable, clusters, digits8, barsAndStripes, lesions16, firstSymbol, was "plane"
            /data/samples                    | '500'          | must be a whole number, was a string
            /data/samples                    | 100001         | must be between 1 and 100000, was 100001
            /data/samples                    | 1e9            | must be between 1 and 100000, was 1000000000
            /data/samples                    | 1.5            | must be a whole number, was 1.5
            /data/samples                    | true           | must be a whole number, was a boolean
            /data/noise                      | 0.9            | must be between 0 and 0.8, was 0.9
            /data/noise                      | -1e308         | must be between 0 and 0.8, was -1.0E308
            /data/noise                      | 1e999          | must be between 0 and 0.8, was a number that is too large
            /data/trainFraction              | 0              | must be above 0 and at most 1, was 0
            /data/trainFraction              | 0.001          | must leave at least one of the 500 samples for training, was 0.001
            /data/validationFraction         | 0.6            | must be at most 1 together with trainFraction, was 0.6 with a trainFraction of 0.5
            /data/seed                       | -1             | must be between 0 and 9007199254740991, was -1
            /data/seed                       | 9007199254740992 | must be between 0 and 9007199254740991, was 9007199254740992
            /data/seed                       | 9007199254740990.6 | must be written as a whole number if it is this large, was 9007199254740991
            /data/seed                       | 0.5            | must be a whole number, was 0.5
            /data/train                      | []             | is not a field of generated data; the fields are source, generator, target, corruption, samples, noise, trainFraction, validationFraction, seed, unlabelled, scale
            /features                        | []             | must have at least one feature
            /features                        | 'x1'           | must be an array, was a string
            /features/1                      | 'x1'           | must not be repeated, was "x1" again
            /features/1                      | 'x3'           | must be one of x1, x2, x1Squared, x2Squared, x1TimesX2, sinX1, sinX2, cosX1, cosX2, was "x3"
            /network/layers                  | []             | must have 1 to 32 layers, including the output layer, had 0
            /network/layers/0                | 8              | must be an object, was 8
            /network/layers/2                | 8              | must be an object, was 8
            /network/layers/0/units          | 0              | must be between 1 and 4096, was 0
            /network/layers/0/units          | 1000000000000000000000000000000 | must be between 1 and 4096, was 1000000000000000000000000000000
            /network/layers/0/units          | null           | is required: it must be between 1 and 4096
            /network/layers/0/activation     | 'softmax'      | must be one of linear, sigmoid, tanh, relu, leakyRelu, prelu, elu, gelu, softplus, swish, sine, square, was "softmax"
            /network/layers/0/bias           | 1              | must be true or false, was 1
            /network/layers/0/dropout        | 1              | must be between 0 and 0.95, was 1
            /network/layers/2/dropout        | 0.5            | must be 0 in the output layer, was 0.5
            /network/layers/0/slope          | 1              | is not a field of a layer; the fields are type, frozen, activation, units, bias, dropout
            /network/layers/2/units          | 3              | must be 1 or 2 in the output layer for 2 classes, was 3
            /network/initializer/type        | 'she'          | must be one of uniform, normal, xavier, he, lecun, zeros, constant, explicit, was "she"
            /network/initializer/range       | -1             | must be between 0 and 1000, was -1
            /network/initializer/value       | 1              | is not a field of uniform; the fields are type, seed, range, bias
            /training/loss                   | 'crossEntropy' | crossEntropy cannot be used with tanh outputs; it can be used with softmax
            /training/loss                   | 'binaryCrossEntropy' | binaryCrossEntropy cannot be used with tanh outputs; it can be used with sigmoid
            /training/optimizer/type         | 'nadam'        | must be one of {optimizers}, was "nadam"
            /training/optimizer/learningRate | 0              | must be above 0 and at most 1000, was 0
            /training/optimizer/momentum     | 1              | must be between 0 and 0.999999, was 1
            /training/optimizer/nesterov     | true           | requires a momentum above 0
            /training/optimizer/beta1        | 0.9            | is not a field of sgd; the fields are type, learningRate, momentum, nesterov
            /training/schedule/type          | 'sine'         | must be one of constant, step, exponential, cosine, plateau, was "sine"
            /training/schedule/every         | 10             | is not a field of a constant schedule; the fields are type, warmupEpochs
            /training/regularization/type    | 'l3'           | must be one of none, l1, l2, was "l3"
            /training/regularization/rate    | -0.1           | must be between 0 and 1000, was -0.1
            /training/batchSize              | 4097           | must be between 1 and 4096, was 4097
            /training/shuffle                | 'always'       | must be one of never, once, everyEpoch, was "always"
            /colour                          | 1              | is not a field of a spec; the fields are model, task, data, features, network, training
            """)
    void aFaultIsNamedByItsPlaceAndItsReason(String pointer, String value, String detail) {
        var spec = new Mutable(Json.CONTRACT_EXAMPLE);
        spec.put(pointer, Json.of(value));

        String expected = detail.replace("{optimizers}", String.join(", ", Optimizers.names()));
        assertThat(violations(spec)).containsExactly(new ViolationText(pointer, expected));
    }

    /** Whole specs of inline data: the data, the network, then the one fault. */
    @ParameterizedTest(name = "{2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'train': []                                              | {}  | /data/train       | must have at least one sample
            'test': []                                               | {}  | /data/train       | must have at least one sample
            'train': {}                                              | {}  | /data/train       | must be an array, was an object
            'train': [7]                                             | {}  | /data/train/0     | must be an object, was 7
            'train': [{'y': 0}]                                      | {}  | /data/train/0/x   | is required: an array of numbers
            'train': [{'x': [], 'y': 0}]                             | {}  | /data/train/0/x   | must have 1 to 1000 numbers, had 0
            'train': [{'x': [1, 'a'], 'y': 0}]                       | {}  | /data/train/0/x/1 | must be a number, was a string
            'train': [{'x': [1, 1e308], 'y': 0}]                     | {}  | /data/train/0/x/1 | must be between -1000000000 and 1000000000, was 1.0E308
            'train': [{'x': [1, 2], 'y': 0}, {'x': [1], 'y': 0}]     | {}  | /data/train/1/x   | must have 2 numbers, like the first sample, had 1
            'train': [{'x': [1, 2], 'y': 0}], 'test': [{'x': [1, 2, 3], 'y': 0}] | {} | /data/test/0/x | must have 2 numbers, like the first sample, had 3
            'train': [{'x': [1, 2], 'y': 0.5}]                       | {}  | /data/train/0/y   | must be a whole number, was 0.5
            'train': [{'x': [1, 2], 'y': 10}]                        | {}  | /data/train/0/y   | must be between 0 and 9, was 10
            'train': [{'x': [1, 2], 'y': [0.5]}]                     | {}  | /data/train/0/y/0 | must be a whole number, was 0.5
            'train': [{'x': [1, 2]}]                                 | {}  | /data/train/0/y   | is required: it must be between 0 and 9
            'train': [{'x': [1, 2], 'y': 0, 'z': 0}]                 | {}  | /data/train/0/z   | is not a field of a sample; the fields are x, y
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1, 'activation': 'softmax'}]} | /network/layers/0/units | must be 2 in a softmax output layer for 2 classes, was 1
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1, 'activation': 'prelu'}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]], 'biases': [[0]], 'slopes': []}} | /network/initializer/slopes | must have 1 layer, had 0
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1, 'activation': 'prelu'}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]], 'biases': [[0]], 'slopes': ['a']}} | /network/initializer/slopes/0 | must be a number, was a string
            'train': [{'x': [1, 2], 'y': 2}]                         | {'layers': [{'units': 1, 'activation': 'tanh'}]} | /network/layers/0/units | must be 3 in the output layer, one for each class, was 1
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 4096}, {'units': 4096}, {'units': 1}]} | /network/layers | must have at most 5000000 parameters in total, had 16797697
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1}], 'initializer': {'type': 'explicit', 'biases': [[0]]}} | /network/initializer/weights | is required: an array of rows for each layer, one row for each unit
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]]}} | /network/initializer/biases | is required: an array for each layer, empty for a layer without bias
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]], []], 'biases': [[0]]}} | /network/initializer/weights | must have 1 layer, had 2
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 2}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]], 'biases': [[0, 0]]}} | /network/initializer/weights/0 | must have 2 rows of 2 numbers, had 1 row
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1}], 'initializer': {'type': 'explicit', 'weights': [[[0]]], 'biases': [[0]]}} | /network/initializer/weights/0/0 | must have 2 numbers, one for each input, had 1
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]], 'biases': [[]]}} | /network/initializer/biases/0 | must have 1 number, one for each unit, had 0
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1, 'bias': false}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]], 'biases': [[0]]}} | /network/initializer/biases/0 | must have 0 numbers, because the layer has no bias, had 1
            'train': [{'x': [1, 2], 'y': 1}]                         | {'layers': [{'units': 1}], 'initializer': {'type': 'explicit', 'weights': [[[0, 0]]], 'biases': [[0]], 'slopes': [0.25]}} | /network/initializer/slopes/0 | must be null if the activation is not prelu
            """)
    void inlineDataAndNetworksMustFitEachOther(String data, String network, String pointer, String detail) {
        var spec = new Mutable("{'data': {'source': 'inline', " + data + "}, 'network': " + network + "}");

        assertThat(violations(spec)).containsExactly(new ViolationText(pointer, detail));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            regression     | softmax | squaredError       | /network/layers/0/activation | softmax is not for regression
            regression     | sigmoid | binaryCrossEntropy | /training/loss | binaryCrossEntropy is not for regression
            classification | softmax | squaredError       | /training/loss | squaredError cannot be used with softmax outputs; it can be used with linear, sigmoid, tanh, relu, leakyRelu, prelu, elu, gelu, softplus, swish, sine, square
            classification | softmax | binaryCrossEntropy | /training/loss | binaryCrossEntropy cannot be used with softmax outputs; it can be used with sigmoid
            classification | sigmoid | crossEntropy       | /training/loss | crossEntropy cannot be used with sigmoid outputs; it can be used with softmax
            """)
    void aPairOfOutputAndLossThatIsNotAllowedIsRefusedWithTheReason(
            String task, String activation, String loss, String pointer, String detail) {
        int units = task.equals("regression") ? 1 : 2;
        var spec = new Mutable("""
                {'task': '%s', 'data': {'source': 'inline', 'train': [{'x': [1], 'y': 0}]},
                 'network': {'layers': [{'units': %d, 'activation': '%s'}]}, 'training': {'loss': '%s'}}
                """.formatted(task, units, activation, loss));

        assertThat(violations(spec)).containsExactly(new ViolationText(pointer, detail));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'x': [1], 'y': []}                          | /data/train/0/y | must have 1 to 4096 numbers, had 0
            {'x': [1], 'y': 'a'}                         | /data/train/0/y | must be a number or an array, was a string
            {'x': [1]}                                   | /data/train/0/y | is required: a number, or an array of numbers
            {'x': [1], 'y': [1, 2]}, {'x': [1], 'y': 3}  | /data/train/1/y | must have 2 numbers, like the first sample, had 1
            {'x': [1], 'y': [1, null]}                   | /data/train/0/y/1 | must be a number, was null
            """)
    void targetsOfARegressionAreNumbersOfOneCount(String train, String pointer, String detail) {
        var spec = new Mutable("{'task': 'regression', 'data': {'source': 'inline', 'train': [" + train + "]}}");

        assertThat(violations(spec)).containsExactly(new ViolationText(pointer, detail));
    }

    private static List<ViolationText> violations(Mutable spec) {
        PlaygroundException problem = catchThrowableOfType(PlaygroundException.class, () -> READER.read(spec.root()));
        assertThat(problem).as("a fault in %s", spec.root()).isNotNull();
        return ViolationText.by(problem);
    }
}
