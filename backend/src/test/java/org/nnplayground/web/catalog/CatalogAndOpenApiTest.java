package org.nnplayground.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.PlaygroundApplication;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.SpecCatalog;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue and the OpenAPI document, which must agree. */
@SpringBootTest(classes = PlaygroundApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(CatalogAndOpenApiTest.Build.class)
class CatalogAndOpenApiTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Build {

        @Bean
        BuildProperties buildProperties() {
            var entries = new Properties();
            entries.setProperty("version", "9.8.7");
            return new BuildProperties(entries);
        }
    }

    @LocalServerPort
    private int port;

    private JsonNode catalog;
    private JsonNode schemas;
    private JsonNode document;

    @BeforeEach
    void fetch() {
        catalog = get("/api/v1/catalog");
        document = get("/v3/api-docs");
        schemas = document.at("/components/schemas");
    }

    private JsonNode get(String path) {
        byte[] body = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new JsonMapper().readTree(body == null ? new byte[0] : body);
    }

    @Test
    void theCatalogueHasTheVersionOfTheServer() {
        assertThat(catalog.get("version").stringValue()).isEqualTo("9.8.7");
    }

    @Test
    void theCatalogueNamesEveryChoice() {
        assertThat(names("/models")).containsExactly("network", "rbm");
        assertThat(catalog.at("/variants/model/rbm").findValuesAsString("name"))
                .containsExactly("hidden", "steps", "persistent", "chains");
        assertThat(names("/tasks")).containsExactly("classification", "regression");
        assertThat(names("/features"))
                .containsExactly("x1", "x2", "x1Squared", "x2Squared", "x1TimesX2", "sinX1", "sinX2", "cosX1", "cosX2");
        assertThat(names("/activations"))
                .containsExactly(
                        "linear",
                        "sigmoid",
                        "tanh",
                        "relu",
                        "leakyRelu",
                        "prelu",
                        "elu",
                        "gelu",
                        "softplus",
                        "swish",
                        "sine",
                        "square");
        assertThat(names("/outputActivations")).hasSize(13).contains("softmax");
        assertThat(names("/initializers"))
                .containsExactly("uniform", "normal", "xavier", "he", "lecun", "zeros", "constant", "explicit");
        assertThat(names("/losses"))
                .containsExactly(
                        "squaredError",
                        "meanSquaredError",
                        "absoluteError",
                        "huber",
                        "binaryCrossEntropy",
                        "crossEntropy",
                        "dice");
        assertThat(names("/optimizers")).isEqualTo(Optimizers.names());
        assertThat(names("/schedules")).containsExactly("constant", "step", "exponential", "cosine", "plateau");
        assertThat(names("/regularizations")).containsExactly("none", "l1", "l2");
        assertThat(names("/pretrainings")).containsExactly("none", "rbm", "denoisingAutoencoder");
        assertThat(names("/shuffles")).containsExactly("never", "once", "everyEpoch");
        assertThat(catalog.at("/generators"))
                .hasSize(17)
                .contains(
                        new JsonMapper().readTree("""
                {"name": "circle", "task": "classification", "classes": 2, "columns": 2, "shape": [2], "fields": [],
                 "samples": 500}
                """),
                        new JsonMapper().readTree("""
                {"name": "plane", "task": "regression", "columns": 2, "shape": [2], "fields": [], "samples": 1200}
                """),
                        new JsonMapper().readTree("""
                {"name": "clusters", "task": "classification", "classes": 3, "columns": 2, "shape": [2], "sized": true,
                 "fields": ["dimensions", "classes"], "samples": 500}
                """),
                        new JsonMapper().readTree("""
                {"name": "lesions16", "task": "classification", "classes": 2, "columns": 256, "shape": [16, 16, 1],
                 "labels": 256, "fields": [], "samples": 500}
                """),
                        new JsonMapper().readTree("""
                {"name": "barsAndStripes", "task": "classification", "classes": 2, "columns": 9, "shape": [3, 3, 1],
                 "fields": ["size"], "samples": 14}
                """));
        assertThat(names("/targets")).containsExactly("label", "input");
        assertThat(names("/corruptions")).containsExactly("none", "gaussian", "masking", "flip");
        assertThat(names("/curves")).containsExactly("sine", "cubic", "absolute");
    }

    @Test
    void theCatalogueHasRangesLimitsAndPairs() {
        assertThat(catalog.at("/ranges/noise/maximum").doubleValue()).isEqualTo(0.8);
        assertThat(catalog.at("/ranges/learningRate/exclusive").booleanValue()).isTrue();
        assertThat(catalog.at("/ranges/learningRate/default").doubleValue()).isEqualTo(0.03);
        assertThat(catalog.at("/variantDefaults/adam/learningRate").doubleValue())
                .isEqualTo(0.01);
        assertThat(catalog.at("/variantDefaults/adamw/weightDecay").doubleValue())
                .isEqualTo(0.01);
        assertThat(catalog.at("/variantDefaults/exponential/factor").doubleValue())
                .isEqualTo(0.99);
        assertThat(catalog.at("/limits/parameters").longValue()).isEqualTo(5_000_000);
        assertThat(catalog.at("/limits/streamedParameters").longValue()).isEqualTo(20_000);
        assertThat(catalog.at("/limits/jobMemoryBytes").longValue())
                .isPositive()
                .isLessThanOrEqualTo(catalog.at("/limits/memoryBytes").longValue());
        assertThat(catalog.at("/pairs/0/loss").stringValue()).isEqualTo("squaredError");
        assertThat(values(catalog.at("/pairs/0/outputActivations"))).isEqualTo(names("/activations"));
        assertThat(values(catalog.at("/pairs/5/outputActivations"))).containsExactly("softmax");
        assertThat(values(catalog.at("/pairs/5/tasks"))).containsExactly("classification");
    }

    @Test
    void theCatalogueHasTheFieldsOfEachVariant() {
        assertThat(catalog.at("/variants/optimizer/sgd")).isEqualTo(new JsonMapper().readTree("""
                [
                  {"name": "learningRate",
                   "range": {"minimum": 0, "maximum": 1000, "exclusive": true, "integer": false, "default": 0.03}},
                  {"name": "momentum",
                   "range": {"minimum": 0, "maximum": 0.999999, "exclusive": false, "integer": false, "default": 0}},
                  {"name": "nesterov", "needs": "momentum"}
                ]
                """));
        for (String kind : List.of("optimizer", "schedule", "initializer")) {
            assertThat(catalog.at("/variants/" + kind).propertyNames())
                    .as(kind)
                    .containsExactlyElementsOf(names("/" + kind + "s"));
        }
    }

    /** Holds the fields of the catalogue to the schema of the same variant in the OpenAPI document. */
    @Test
    void theFieldsOfEachVariantAreThoseOfItsSchema() {
        for (var kind : Map.of("optimizer", "Optimizer", "schedule", "Schedule", "initializer", "Initializer")
                .entrySet()) {
            for (var variant : catalog.at("/variants/" + kind.getKey()).properties()) {
                String type = variant.getKey();
                String name = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + kind.getValue();
                var fields =
                        new TreeSet<>(schemas.at("/" + name + "/properties").propertyNames());
                fields.removeAll(List.of("type", "seed", "weights", "recurrentWeights", "biases", "slopes"));
                var published = new TreeSet<String>();
                for (JsonNode field : variant.getValue()) {
                    published.add(field.get("name").stringValue());
                    JsonNode schema = schemas.at(
                            "/" + name + "/properties/" + field.get("name").stringValue());
                    if (field.has("range") && schema.has("default")) {
                        assertThat(field.at("/range/default").doubleValue())
                                .as(name + " " + field)
                                .isEqualTo(schema.get("default").doubleValue());
                    }
                }
                assertThat(published).as(name).isEqualTo(fields);
            }
        }
    }

    @Test
    void theCatalogueHasTheRangesOfStopConditionsAndQueries() {
        for (var stop : Map.of(
                        "epochs", "epochs",
                        "targetTestLoss", "targetTestLoss",
                        "patience", "stopPatience",
                        "maxSeconds", "maxSeconds")
                .entrySet()) {
            JsonNode schema = schemas.at("/Stop/properties/" + stop.getKey());
            JsonNode range = catalog.at("/ranges/" + stop.getValue());
            String minimum = range.get("exclusive").booleanValue() ? "exclusiveMinimum" : "minimum";
            assertThat(range.get("minimum").doubleValue())
                    .as(stop.getKey())
                    .isEqualTo(schema.get(minimum).doubleValue());
            assertThat(range.get("maximum").doubleValue())
                    .as(stop.getKey())
                    .isEqualTo(schema.get("maximum").doubleValue());
        }
        assertThat(catalog.at("/ranges/patience/minimum").intValue())
                .as("the plateau schedule's")
                .isZero();
        assertThat(catalog.at("/ranges/boundaryResolution/maximum").intValue()).isEqualTo(200);
        assertThat(catalog.at("/ranges/maxRate/default").intValue()).isEqualTo(20);
        assertThat(catalog.at("/ranges/listLimit/maximum").intValue()).isEqualTo(200);
        assertThat(catalog.at("/ranges/historyLimit/maximum").intValue()).isEqualTo(10_000);
    }

    @Test
    void theCatalogueSaysWhatTheSharedArithmeticCanTrain() {
        assertThat(values(catalog.get("arithmetics"))).containsExactly("solo", "shared");
        assertThat(schemas.at("/JobRequest/properties/arithmetic/enum")).isEqualTo(catalog.get("arithmetics"));
        JsonNode shape = catalog.get("sharedShape");
        assertThat(shape.propertyNames())
                .containsExactly("parameters", "units", "features", "samples", "activations", "losses", "optimizers");
        assertThat(shape.get("parameters").intValue()).isEqualTo(400);
        assertThat(shape.get("units").intValue()).isEqualTo(16);
        assertThat(shape.get("features").intValue()).isEqualTo(16);
        assertThat(shape.get("samples").intValue()).isEqualTo(2000);
        assertThat(names("/sharedShape/activations"))
                .startsWith("linear", "sigmoid")
                .contains("softmax")
                .doesNotContain("prelu");
        assertThat(names("/sharedShape/losses"))
                .hasSize(names("/losses").size() - 1)
                .doesNotContain("dice");
        assertThat(names("/sharedShape/optimizers")).containsExactly("sgd", "adagrad", "rmsprop", "adam", "adamw");
    }

    @Test
    void theCatalogueHasTheLimitsOfNamesLabelsAndStreams() {
        assertThat(catalog.at("/jobLimits/nameCharacters").intValue())
                .isEqualTo(schemas.at("/JobRequest/properties/name/maxLength").intValue());
        assertThat(catalog.at("/jobLimits/labels").intValue())
                .isEqualTo(schemas.at("/JobRequest/properties/labels/maxProperties")
                        .intValue());
        assertThat(catalog.at("/streams/jobs").intValue()).isEqualTo(8);
        JsonNode parameters = document.at("/paths/~1api~1v1~1events/get/parameters");
        assertThat(catalog.at("/streams/parts"))
                .isEqualTo(schema(parameters, "include").at("/items/enum"));
        assertThat(catalog.at("/streams/resolutions"))
                .isEqualTo(schema(parameters, "resolution").get("enum"));
        assertThat(names("/streams/defaultParts")).containsExactly("losses", "parameters", "boundary");
    }

    private static JsonNode schema(JsonNode parameters, String name) {
        return parameters
                .valueStream()
                .filter(parameter -> parameter.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow()
                .get("schema");
    }

    @Test
    void theDocumentHasNoDefaultThatIsNull() {
        assertThat(document.findValues("default")).noneMatch(JsonNode::isNull);
    }

    @Test
    void parametersMaySendBackWhatWasRead() {
        assertThat(schemas.at("/ParametersUpdate/properties").propertyNames())
                .containsExactlyInAnyOrder("run", "epoch", "layers");
        assertThat(values(schemas.at("/ParametersUpdate/required"))).containsExactly("layers");
    }

    @Test
    void twoRepresentationsOfOneThingAreOneOperation() {
        JsonNode boundary = document.at("/paths/~1api~1v1~1jobs~1{id}~1boundary/get");

        assertThat(boundary.get("operationId").stringValue()).isEqualTo("getBoundary");
        assertThat(boundary.at("/responses/200/content/image~1png/schema/format")
                        .stringValue())
                .isEqualTo("binary");
        assertThat(document.at("/paths/~1api~1v1~1jobs~1{id}~1samples/get/operationId")
                        .stringValue())
                .isEqualTo("getSamples");
    }

    @Test
    void theDefaultsOfTheCatalogueAreSpecsThatCanBeSentBack() {
        var reader = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 0);

        for (JsonNode spec : catalog.at("/defaults")) {
            assertThat(reader.read(spec).network().layers()).hasSize(3);
        }
        assertThat(catalog.at("/defaults").propertyNames()).containsExactly("classification", "regression");
    }

    @Test
    void theSchemaOfASpecHasTheChoicesAndRangesOfTheCatalogue() {
        assertThat(document.at("/openapi").stringValue()).startsWith("3.1");
        assertThat(values(schemas.at("/DenseLayer/properties/activation/enum"))).isEqualTo(names("/outputActivations"));
        assertThat(values(schemas.at("/Training/properties/loss/enum"))).isEqualTo(names("/losses"));
        assertThat(schemas.at("/DenseLayer/properties/units/type").stringValue())
                .isEqualTo("integer");
        assertThat(schemas.at("/DenseLayer/properties/units/maximum").intValue())
                .isEqualTo(4096);
        assertThat(schemas.at("/SgdOptimizer/properties/learningRate/exclusiveMinimum")
                        .doubleValue())
                .isZero();
        assertThat(schemas.at("/GeneratedData/properties/seed/maximum").longValue())
                .isEqualTo(9_007_199_254_740_991L);
        assertThat(schemas.at("/TrainingSpec/additionalProperties").booleanValue(true))
                .isFalse();
    }

    @Test
    void variantsAreUnionsToldApartByAField() {
        assertThat(schemas.at("/Initializer/discriminator/propertyName").stringValue())
                .isEqualTo("type");
        assertThat(schemas.at("/Initializer/discriminator/mapping/zeros").stringValue())
                .isEqualTo("#/components/schemas/ZerosInitializer");
        assertThat(schemas.at("/Initializer/oneOf")).hasSize(8);
        assertThat(values(schemas.at("/ZerosInitializer/properties/type/enum"))).containsExactly("zeros");
        assertThat(values(schemas.at("/ExplicitInitializer/required"))).containsExactly("type", "weights");
        assertThat(schemas.at("/Data/oneOf")).hasSize(3);
    }

    @Test
    void aClientMayLeaveOutWhatTheServerNeverDoes() {
        assertThat(values(schemas.at("/TrainingSpec/required"))).containsExactly("data");
        assertThat(values(schemas.at("/CompleteTrainingSpec/required")))
                .containsExactlyInAnyOrder("task", "data", "features", "network", "training");
        assertThat(schemas.at("/CatalogView/properties/defaults/additionalProperties/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/CompleteTrainingSpec");
    }

    @Test
    void everyCallMayAnswerWithAProblem() {
        assertThat(document.at(
                                "/paths/~1api~1v1~1catalog/get/responses/default/content/application~1problem+json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(values(schemas.at("/Problem/required")))
                .containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(document.at("/paths/~1api~1v1~1catalog/get/responses/200/content")
                        .propertyNames())
                .containsExactly("application/json");
    }

    @Test
    void everyReferenceOfTheDocumentLeadsSomewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.stringValue().substring(1)).isMissingNode())
                    .as(reference.stringValue())
                    .isFalse();
        }
    }

    @Test
    void swaggerUiIsWhereItIsLookedFor() {
        WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri("/swagger-ui.html")
                .exchange()
                .expectStatus()
                .is3xxRedirection();
    }

    private List<String> names(String pointer) {
        return values(catalog.at(pointer));
    }

    private static List<String> values(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
