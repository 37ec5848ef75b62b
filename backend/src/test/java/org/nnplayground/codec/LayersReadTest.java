package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.Violation;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Shape;
import tools.jackson.databind.json.JsonMapper;

/** Shapes of data, and layers that must fit them. */
class LayersReadTest {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 1);
    private static final String OUTPUT = "{'units': 1}";

    private static TrainingSpec read(String shape, int columns, String layers) {
        String x = IntStream.range(0, columns).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String json =
                "{'data': {'source': 'inline', 'shape': %s, 'train': [{'x': [%s], 'y': 0}]}, 'network': {'layers': [%s]}}"
                        .formatted(shape, x, layers);
        return READER.read(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[6, 6, 1] | {'type': 'recurrent', 'units': 2} | /network/layers/0 "
                        + "| recurrent needs an input of the shape [steps, columns], which was [6, 6, 1]",
                "[36] | {'type': 'convolution', 'filters': 2} | /network/layers/0 "
                        + "| convolution needs an input of the shape [height, width, channels], which was [36]",
                "[18, 2] | {'type': 'maxPooling'} | /network/layers/0 "
                        + "| maxPooling needs an input of the shape [height, width, channels], which was [18, 2]",
                "[6, 6, 1] | {'type': 'convolution', 'filters': 2, 'kernel': [3, 7]} | /network/layers/0 "
                        + "| the kernel [3, 7] is larger than the input of the shape [6, 6, 1]",
                "[6, 6, 1] | {'type': 'convolution', 'filters': 2, 'kernel': 2, 'padding': 'same'} | /network/layers/0 "
                        + "| the padding \"same\" needs a kernel with odd numbers, was [2, 2]",
                "[6, 6, 1] | {'type': 'maxPooling', 'size': 4}, {'type': 'maxPooling', 'size': 2} | /network/layers/1 "
                        + "| the square [2, 2] is larger than the input of the shape [1, 1, 1]",
                "[18, 2] | {'type': 'recurrent', 'units': 3}, {'type': 'recurrent', 'units': 2} | /network/layers/1 "
                        + "| recurrent needs an input of the shape [steps, columns], which was [3]",
                "[6, 6, 1] | {'units': 3}, {'type': 'convolution', 'filters': 2} | /network/layers/1 "
                        + "| convolution needs an input of the shape [height, width, channels], which was [3]",
                "[18, 2] | {'type': 'upsampling'} | /network/layers/0 "
                        + "| upsampling needs an input of the shape [height, width, channels], which was [18, 2]",
                "[6, 6, 1] | {'type': 'upsampling', 'size': 17} | /network/layers/0/size | must be between 1 and 16, was 17",
                "[6, 6, 1] | {'type': 'convolution', 'filters': 100}, {'type': 'upsampling', 'size': 16}, "
                        + "{'type': 'upsampling', 'size': 16}, {'type': 'upsampling', 'size': 16} | /network/layers/2 "
                        + "| must give at most 4096000 numbers for a sample; the shape is [1024, 1024, 100]",
                "[6, 6, 1] | {'type': 'convolution', 'filters': 4000, 'kernel': 1}, {'type': 'convolution', 'filters': 1, "
                        + "'kernel': 999, 'padding': 'same'} | /network/layers/1 "
                        + "| must have at most 5000000 parameters in total, had 3992004000",
                "[6, 6, 1] | {'type': 'concatenation', 'layer': 0} | /network/layers/0 "
                        + "| concatenation needs an earlier layer; this is the first layer",
                "[6, 6, 1] | {'type': 'maxPooling'}, {'type': 'concatenation', 'layer': 1} | /network/layers/1/layer "
                        + "| must be the index of an earlier layer, 0 to 0, was 1",
                "[6, 6, 1] | {'type': 'maxPooling'}, {'type': 'concatenation', 'layer': -1} | /network/layers/1/layer "
                        + "| must be between 0 and 31, was -1",
                "[6, 6, 1] | {'type': 'maxPooling'}, {'type': 'concatenation'} | /network/layers/1/layer "
                        + "| is required: it must be between 0 and 31",
                "[6, 6, 1] | {'type': 'maxPooling'}, {'type': 'maxPooling'}, {'type': 'concatenation', 'layer': 0} "
                        + "| /network/layers/2 | concatenation needs two images of the same height and width; "
                        + "the layer before gives [1, 1, 1], the earlier layer [3, 3, 1]",
                "[6, 6, 1] | {'type': 'maxPooling'}, {'units': 3}, {'type': 'concatenation', 'layer': 0} | /network/layers/2 "
                        + "| concatenation needs an input of the shape [height, width, channels], which was [3]",
                "[6, 6] | {'type': 'recurrent', 'units': 2, 'activation': 'relu'} | /network/layers/0/activation "
                        + "| is not a field of",
                "[6, 6] | {'units': 2, 'cell': 'lstm'} | /network/layers/0/cell | is not a field of",
                "[6, 6, 1] | {'type': 'convolution', 'filters': 2, 'kernel': [1, 2, 3]} | /network/layers/0/kernel "
                        + "| must be a whole number or have 2 of them, had 3",
                "[5, 7] | {'units': 2} | /data/shape | the shape [5, 7] has 35 numbers, the samples have 36",
                "[2, 2, 3, 3] | {'units': 2} | /data/shape | must have 1 to 3 whole numbers, had 4",
            })
    void whatDoesNotFitIsRefusedWithBothShapes(String shape, String hidden, String pointer, String detail) {
        assertThatThrownBy(() -> read(shape, 36, hidden + "," + OUTPUT))
                .isInstanceOfSatisfying(
                        PlaygroundException.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.pointer()).isEqualTo(pointer);
                                    assertThat(violation.detail().toString()).contains(detail);
                                }));
    }

    @Test
    void theOutputLayerIsDenseIfASampleHasOneLabel() {
        assertThat(pointerOf(() -> read("[6, 6]", 36, "{'type': 'recurrent', 'units': 1}")))
                .isEqualTo("/network/layers/0/type");
    }

    @Test
    void defaultsAreFilledIn() {
        TrainingSpec spec = read("[6, 6, 1]", 36, "{'type': 'convolution', 'filters': 2}, " + OUTPUT);
        String written =
                JsonMapper.builder().addModule(new SpecWriter()).build().writeValueAsString(spec);

        assertThat(written)
                .contains("{\"type\":\"convolution\",\"filters\":2,\"kernel\":[3,3],\"stride\":1,\"padding\":\"valid\","
                        + "\"activation\":\"tanh\",\"bias\":true,\"dropout\":0,\"frozen\":false}")
                .contains("\"shape\":[6,6,1]");
        assertThat(spec.placedLayers().getFirst().output()).isEqualTo(Shape.of(4, 4, 2));
        assertThat(spec.parameters()).isEqualTo(2 * 10 + 32 + 1);
    }

    @Test
    void aConcatenationHasTheChannelsOfBothLayers() {
        TrainingSpec spec = read("[6, 6, 1]", 36, """
                {'type': 'convolution', 'filters': 2, 'padding': 'same'}, {'type': 'maxPooling'},
                {'type': 'convolution', 'filters': 3, 'padding': 'same'}, {'type': 'upsampling'},
                {'type': 'concatenation', 'layer': 0}, {'type': 'convolution', 'filters': 4, 'kernel': 1}, """ + OUTPUT);

        assertThat(spec.placedLayers().get(3).output()).isEqualTo(Shape.of(6, 6, 3));
        assertThat(spec.placedLayers().get(4).output()).isEqualTo(Shape.of(6, 6, 5));
        assertThat(spec.parameters()).isEqualTo(2 * 10 + 3 * 19 + 4 * 6 + 144 + 1);
    }

    @Test
    void whatAConcatenationNamesIsCheckedAfterALayerThatDoesNotFit() {
        var refused = catchThrowableOfType(
                PlaygroundException.class,
                () -> read("[36]", 36, "{'type': 'maxPooling'}, {'type': 'concatenation', 'layer': 3}, " + OUTPUT));

        assertThat(refused.violations())
                .extracting(Violation::pointer)
                .containsExactly("/network/layers/0", "/network/layers/1/layer");
    }

    @Test
    void manyConcatenationsDoNotOverflow() {
        String doubled = IntStream.range(0, 30)
                .mapToObj("{'type': 'concatenation', 'layer': %d}, "::formatted)
                .collect(Collectors.joining());

        assertThat(pointerOf(() -> read("[6, 6, 1]", 36, "{'type': 'maxPooling', 'size': 1}, " + doubled + OUTPUT)))
                .isEqualTo("/network/layers/17");
    }

    @Test
    void aNetworkTakesAllColumnsOfAnImage() {
        String json = """
                {"data": {"source": "inline", "shape": [1, 3, 1], "train": [{"x": [1, 2, 3], "y": 0}]},
                 "features": ["x1", "x3"]}""";

        assertThat(pointerOf(() -> READER.read(JsonMapper.shared().readTree(json))))
                .isEqualTo("/features");
    }

    /** The pointer of the only violation. */
    private static String pointerOf(ThrowingCallable reading) {
        var refused = catchThrowableOfType(PlaygroundException.class, reading);
        assertThat(refused.violations()).hasSize(1);
        return refused.violations().getFirst().pointer();
    }
}
