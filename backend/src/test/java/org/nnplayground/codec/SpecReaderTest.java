package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.dataset.Feature;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

class SpecReaderTest {

    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);

    private final SpecReader reader = new SpecReader(CATALOG, () -> 7);

    @Test
    void theExampleOfTheContractIsReadAsItStands() {
        TrainingSpec spec = reader.read(Json.of(Json.CONTRACT_EXAMPLE));

        assertThat(spec.data()).isEqualTo(new Data.Generated(Generator.SPIRAL, 500, 0.1, 0.5, 0, 1));
        assertThat(spec.network().layers())
                .containsExactly(
                        new Dense(8, Activation.TANH, true),
                        new Dense(8, Activation.TANH, true),
                        new Dense(1, Activation.TANH, true));
        assertThat(spec.network().initializer()).isEqualTo(new Initializer.Uniform(0.5, 0.1, 7));
        assertThat(spec.training().batchSize()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void aSpecThatNamesOnlyItsGeneratorIsTheCataloguesDefault(Generator generator) {
        var minimal = Json.of("{'data': {'source': 'generated', 'generator': '" + generator.wireName() + "'}}");

        assertThat(reader.read(minimal)).isEqualTo(new DefaultSpec(CATALOG).of(generator, 7));
    }

    @Test
    void everySeedThatIsNotGivenIsDrawnOnItsOwn() {
        var next = new AtomicLong(100);
        TrainingSpec spec = new SpecReader(CATALOG, next::getAndIncrement)
                .read(Json.of("{'data': {'source': 'generated', 'generator': 'xor'}}"));

        var seeds = List.of(
                ((Data.Generated) spec.data()).seed(),
                spec.network().initializer().seed(),
                spec.training().seed());
        assertThat(seeds).doesNotHaveDuplicates().allMatch(seed -> seed >= 100);
    }

    @Test
    void nullMeansAbsent() {
        var withNulls = Json.of("""
                {'task': null, 'data': {'source': 'generated', 'generator': 'circle', 'noise': null, 'seed': null},
                 'features': null, 'network': null, 'training': {'optimizer': null, 'batchSize': null}}
                """);

        assertThat(reader.read(withNulls)).isEqualTo(new DefaultSpec(CATALOG).of(Generator.CIRCLE, 7));
    }

    @Test
    void aWholeNumberMayBeWrittenInAnyWay() {
        var spec = reader.read(Json.of("""
                {'data': {'source': 'generated', 'generator': 'circle', 'samples': 2e2},
                 'training': {'batchSize': 16.0}}
                """));

        assertThat(((Data.Generated) spec.data()).samples()).isEqualTo(200);
        assertThat(spec.training().batchSize()).isEqualTo(16);
    }

    @Test
    void theLecturesNetworkWithoutBiasesIsRead() {
        TrainingSpec spec = reader.read(Json.of("""
                {'task': 'regression',
                 'data': {'source': 'inline', 'train': [{'x': [1, -1], 'y': 1}]},
                 'network': {
                   'layers': [{'units': 2, 'activation': 'relu', 'bias': false},
                              {'units': 1, 'activation': 'linear', 'bias': false}],
                   'initializer': {'type': 'explicit', 'weights': [[[1, -1], [0, 2]], [[-1, 1]]], 'biases': [[], []],
                                   'slopes': [null, null]}}}
                """));

        var explicit = (Initializer.Explicit) spec.network().initializer();
        assertThat(explicit.weights()).isDeepEqualTo(new double[][][] {{{1, -1}, {0, 2}}, {{-1, 1}}});
        assertThat(explicit.biases()).isDeepEqualTo(new double[][] {{}, {}});
        assertThat(spec.task()).isEqualTo(Task.REGRESSION);
    }

    @TestFactory
    Stream<DynamicTest> theSpecOfEveryReferenceTrainingIsRead() {
        return ReferenceVectors.cases().stream()
                .map(training -> DynamicTest.dynamicTest(
                        training.get("name").stringValue(), () -> reader.read(training.get("spec"))));
    }

    @Test
    void everyFeatureThatCanBeNamedCanBeComputed() {
        for (int columns : new int[] {1, 2, 3, 11}) {
            assertThat(CATALOG.features(columns))
                    .containsExactlyElementsOf(Feature.available(columns).keySet());
        }
    }

    @Test
    void severalOutputsOfARegressionMakeAsManyUnitsByDefault() {
        TrainingSpec spec = reader.read(Json.of("""
                {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1, 2, 3], 'y': [0.5, -1]}]}}
                """));

        assertThat(spec.outputs()).isEqualTo(2);
        assertThat(spec.features()).containsExactly("x1", "x2", "x3");
    }

    @Test
    void threeClassesTakeThreeUnits() {
        TrainingSpec spec = reader.read(Json.of("""
                {'data': {'source': 'inline', 'train': [{'x': [1], 'y': 0}, {'x': [2], 'y': 1}],
                          'test': [{'x': [3], 'y': 2}]},
                 'network': {'layers': [{'units': 3, 'activation': 'sigmoid'}]},
                 'training': {'loss': 'squaredError'}}
                """));

        assertThat(spec.classes()).isEqualTo(3);
    }

    @Test
    void threeClassesTakeSoftmaxAndCrossEntropyByDefault() {
        TrainingSpec spec = reader.read(Json.of("""
                {'data': {'source': 'generated', 'generator': 'clusters', 'dimensions': 5, 'classes': 4}}
                """));

        assertThat(spec.features()).containsExactly("x1", "x2", "x3", "x4", "x5");
        assertThat(spec.classes()).isEqualTo(4);
        assertThat(spec.network().layers().getLast()).isEqualTo(new Dense(4, Activation.SOFTMAX, true));
        assertThat(spec.training().loss()).isEqualTo(Loss.CROSS_ENTROPY);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aVariantTakesItsOwnFieldsAndDefaults(String training, Optimizer optimizer, Schedule schedule) {
        TrainingSpec spec = reader.read(
                Json.of("{'data': {'source': 'generated', 'generator': 'circle'}, 'training': {" + training + "}}"));

        assertThat(spec.training().optimizer()).isEqualTo(optimizer);
        assertThat(spec.training().schedule()).isEqualTo(schedule);
    }

    static Stream<Arguments> variants() {
        return Stream.of(
                Arguments.of(
                        "'optimizer': {'momentum': 0.9, 'nesterov': true}, 'schedule': {'type': 'step'}",
                        new Optimizer.Sgd(0.03, 0.9, true),
                        new Schedule.Step(100, 0.5, 0)),
                Arguments.of(
                        "'optimizer': {'type': 'adagrad'}, 'schedule': {'type': 'exponential', 'warmupEpochs': 3}",
                        new Optimizer.Adagrad(0.01),
                        new Schedule.Exponential(0.99, 3)),
                Arguments.of(
                        "'optimizer': {'type': 'rmsprop'}, 'schedule': {'type': 'cosine'}",
                        new Optimizer.Rmsprop(0.01, 0.99),
                        new Schedule.Cosine(500, 0, 0)),
                Arguments.of(
                        "'optimizer': {'type': 'adam'}, 'schedule': {'type': 'plateau'}",
                        new Optimizer.Adam(0.01, 0.9, 0.999, 0),
                        new Schedule.Plateau(20, 0.5, 0)),
                Arguments.of(
                        "'optimizer': {'type': 'adamw'}",
                        new Optimizer.Adamw(0.01, 0.9, 0.999, 0.01),
                        new Schedule.Constant(0)));
    }

    static List<String> optimizers() {
        return Optimizers.names();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anOptimizerHasItsDefaults(String name) {
        TrainingSpec spec = reader.read(Json.of("{'data': {'source': 'generated', 'generator': 'circle'},"
                + " 'training': {'optimizer': {'type': '" + name + "'}}}"));

        assertThat(spec.training().optimizer()).isEqualTo(Optimizers.defaults(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'momentum': 0.9", "'decay': 0.9", "'nesterov': false"})
    void aFieldOfAnotherVariantIsRefused(String field) {
        var body = Json.of("{'data': {'source': 'generated', 'generator': 'circle'},"
                + " 'training': {'optimizer': {'type': 'adam', " + field + "}}}");

        assertThatThrownBy(() -> reader.read(body))
                .asInstanceOf(type(PlaygroundException.class))
                .satisfies(problem -> assertThat(
                                ViolationText.by(problem).getFirst().detail())
                        .startsWith("is not a field of adam"));
    }

    @Test
    void theLossFollowsFromTheOutputActivationAndTheTask() {
        String layer = "'network': {'layers': [{'units': 1, 'activation': 'sigmoid'}]}}";

        assertThat(reader.read(Json.of("{'data': {'source': 'generated', 'generator': 'circle'}, " + layer))
                        .training()
                        .loss())
                .isEqualTo(Loss.BINARY_CROSS_ENTROPY);
        assertThat(reader.read(Json.of("{'data': {'source': 'generated', 'generator': 'plane'}, " + layer))
                        .training()
                        .loss())
                .isEqualTo(Loss.SQUARED_ERROR);
    }

    @Test
    void aSlopeThatIsNotGivenIsAQuarter() {
        TrainingSpec spec = reader.read(Json.of("""
                {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1], 'y': 1}]},
                 'network': {
                   'layers': [{'units': 1, 'activation': 'prelu'}, {'units': 1, 'activation': 'prelu'}, {'units': 1}],
                   'initializer': {'type': 'explicit', 'weights': [[[1]], [[2]], [[3]]], 'biases': [[0], [0], [0]],
                                   'slopes': [0.5, null, null]}}}
                """));

        var explicit = (Initializer.Explicit) spec.network().initializer();
        assertThat(explicit.slopes()).startsWith(0.5, 0.25);
        assertThat(spec.parameters()).isEqualTo(8);
    }

    @Test
    void everyFaultIsToldAtOnceAndNoneTwice() {
        var body = Json.of("""
                {'task': 'clustering',
                 'data': {'source': 'generated', 'generator': 'circle', 'samples': 0, 'noise': '0.1', 'colour': 1},
                 'features': ['x1', 'x1', 7, 'x9'],
                 'network': {'layers': [{'units': 0}, {'units': 1, 'activation': 'gelo', 'dropout': 1}],
                             'initializer': {'type': 'zeros', 'range': 1}},
                 'training': {'optimizer': {'type': 'sgd', 'learningRate': 0, 'momentum': 1},
                              'batchSize': 10.5, 'shuffle': true}}
                """);

        assertThatThrownBy(() -> reader.read(body))
                .asInstanceOf(type(PlaygroundException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                    assertThat(problem.violations())
                            .extracting(violation -> violation.pointer())
                            .containsExactlyInAnyOrder(
                                    "/task",
                                    "/data/samples",
                                    "/data/noise",
                                    "/data/colour",
                                    "/features/1",
                                    "/features/2",
                                    "/features/3",
                                    "/network/layers/0/units",
                                    "/network/layers/1/activation",
                                    "/network/layers/1/dropout",
                                    "/network/initializer/range",
                                    "/training/optimizer/learningRate",
                                    "/training/optimizer/momentum",
                                    "/training/batchSize",
                                    "/training/shuffle");
                });
    }

    @Test
    void aMillionFaultsMakeAShortAnswerThatCountsThem() {
        String samples = "{'x': [1], 'y': -1},".repeat(100_000);
        var body = Json.of(
                "{'data': {'source': 'inline', 'train': [" + samples.substring(0, samples.length() - 1) + "]}}");

        assertThatThrownBy(() -> reader.read(body))
                .hasMessageStartingWith("The request is invalid: it has 100000 errors")
                .asInstanceOf(type(PlaygroundException.class))
                .satisfies(problem -> assertThat(problem.violations()).hasSize(200));
    }
}
