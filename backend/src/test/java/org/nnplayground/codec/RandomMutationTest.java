package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.engine.Device;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JobRequestReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Seeded random walks away from valid bodies: whatever comes out, the reader answers with a value or with faults. */
class RandomMutationTest {

    private static final int WALKS = 4000;
    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final String INLINE = """
            {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1, 2, 3], 'y': [1, 2]}],
              'validation': [], 'test': [{'x': [4, 5, 6], 'y': [3, 4]}]},
             'features': ['x1', 'x3'],
             'network': {'layers': [{'units': 2, 'activation': 'linear', 'bias': false}],
               'initializer': {'type': 'explicit', 'weights': [[[1, 2], [3, 4]]], 'biases': [[]], 'seed': 3}},
             'training': {'loss': 'squaredError'}}
            """;
    private static final List<JsonNode> STRANGE = List.of(
            Json.of("null"),
            Json.of("true"),
            Json.of("0"),
            Json.of("-1"),
            Json.of("2"),
            Json.of("0.5"),
            Json.of("1e308"),
            Json.of("-1e999"),
            Json.of("9".repeat(350)),
            Json.of("1000000000"),
            Json.of("''"),
            Json.of("'x1'"),
            Json.of("'" + "long".repeat(500) + "'"),
            Json.of("[]"),
            Json.of("[[]]"),
            Json.of("[null, 1, 'x', [1], {}]"),
            Json.of("{}"),
            Json.of("{'type': 'explicit'}"),
            Json.of("{'source': 'inline', 'train': [{}]}"));

    @ParameterizedTest
    @ValueSource(strings = {Json.CONTRACT_EXAMPLE, INLINE})
    void aMutatedSpecIsReadOrRefusedWithFaults(String valid) {
        var random = new Random(42);
        var specs = new SpecReader(CATALOG, () -> 7);
        var jobs = new JobRequestReader(
                CATALOG, new JobCatalog(CATALOG.limits(), 86_400, () -> List.of(Device.CPU)), specs, false);
        int refused = 0;
        for (int walk = 0; walk < WALKS; walk++) {
            JsonNode body = Json.of("{'spec': " + valid + ", 'stop': {'epochs': 3}, 'labels': {'a': 'b'}}");
            for (int step = random.nextInt(4); step >= 0; step--) {
                mutate(body, random);
            }
            try {
                jobs.create(body);
            } catch (PlaygroundException problem) {
                refused++;
                assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                assertThat(problem.violations()).as("faults of %s", body).isNotEmpty();
            }
        }
        assertThat(refused).as("walks that ended in a fault").isBetween(WALKS / 2, WALKS - 1);
    }

    /** Replaces, removes, adds or doubles one value somewhere in the document. */
    private static void mutate(JsonNode root, Random random) {
        var containers = new ArrayList<JsonNode>();
        collect(root, containers);
        JsonNode strange = STRANGE.get(random.nextInt(STRANGE.size())).deepCopy();
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> {
                var names = new ArrayList<>(object.propertyNames());
                if (names.isEmpty() || random.nextInt(8) == 0) {
                    object.set("strange/" + random.nextInt(3), strange);
                } else if (random.nextInt(4) == 0) {
                    object.remove(names.get(random.nextInt(names.size())));
                } else {
                    object.set(names.get(random.nextInt(names.size())), strange);
                }
            }
            case ArrayNode array -> {
                if (array.isEmpty() || random.nextInt(4) == 0) {
                    array.add(strange);
                } else if (random.nextInt(3) == 0) {
                    array.add(array.get(random.nextInt(array.size())).deepCopy());
                } else if (random.nextInt(2) == 0) {
                    array.remove(random.nextInt(array.size()));
                } else {
                    array.set(random.nextInt(array.size()), strange);
                }
            }
            default -> throw new IllegalStateException("a container is an object or an array");
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
