package org.nnplayground.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** Jobs whose networks have other than dense layers: what holds for every job holds for them. */
class LayersOverHttpTest extends ServerTest {

    private static final String IMAGES = """
            {'mode': 'live', 'spec': {
              'data': {'source': 'inline', 'shape': [3, 3, 1], 'train': [
                {'x': [1, 0, 0, 0, 1, 0, 0, 0, 1], 'y': 0}, {'x': [0, 0, 1, 0, 1, 0, 1, 0, 0], 'y': 1},
                {'x': [1, 0, 0, 0, 0.9, 0, 0, 0, 1], 'y': 0}, {'x': [0, 0, 1, 0, 0.9, 0, 1, 0, 0], 'y': 1}]},
              'network': {'layers': [
                {'type': 'convolution', 'filters': 2, 'kernel': 2}, {'type': 'maxPooling', 'size': 2},
                {'units': 3, 'frozen': true}, {'units': 1}], 'initializer': {'seed': 1}},
              'training': {'seed': 1, 'batchSize': 4, 'optimizer': {'type': 'adam'}}}%s}
            """;
    private static final String SEQUENCES = """
            {'mode': 'live', 'spec': {
              'data': {'source': 'inline', 'shape': [2, 1], 'train': [{'x': [0, 1], 'y': 0}, {'x': [1, 0], 'y': 1}]},
              'network': {'layers': [{'type': 'recurrent', 'cell': 'lstm', 'units': 2}, {'units': 1}],
                'initializer': {'seed': 1}},
              'training': {'seed': 1}}}
            """;

    private Created images(String rest) {
        return client.creates(IMAGES.formatted(rest));
    }

    @Test
    void weightsAreNestedByTheShapeOfTheTensor() {
        Created job = images("");
        client.controls(job, "POST", "/step", "{'count': 3}");

        JsonNode layers = client.gets(job.path() + "/parameters").json().get("layers");
        JsonNode gradients =
                client.gets(job.path() + "/gradients?set=train").json().get("layers");

        assertThat(layers.get(0).get("weights").toString()).matches("\\[(\\[\\[\\[.+,.+],\\[.+,.+]]],?){2}]");
        assertThat(layers.get(1).toString()).isEqualTo("{\"weights\":[],\"biases\":[]}");
        assertThat(layers.get(2).get("weights")).hasSize(3);
        assertThat(gradients.get(0).get("weights").get(0).get(0)).hasSize(2);
        assertThat(gradients.get(2).toString()).isEqualTo("{\"weights\":[],\"biases\":[]}");
    }

    @Test
    void parametersThatWereReadCanBeWrittenBack() {
        for (Created job : new Created[] {images(""), client.creates(SEQUENCES)}) {
            JsonNode before = client.gets(job.path() + "/parameters").json();
            double[] x = job.job().at("/spec/data/shape").size() == 3 ? new double[9] : new double[2];
            String sample = Arrays.toString(x);
            String predicted = client.sends("POST", job.path() + "/predict", "{'x': [" + sample + "]}")
                    .text();
            client.controls(job, "POST", "/step", "{'count': 5}");

            Answer written =
                    client.controls(job, "PUT", "/parameters", before.toString().replace('"', '\''));

            assertThat(written.status()).isEqualTo(200);
            assertThat(client.gets(job.path() + "/parameters").json().get("layers"))
                    .isEqualTo(before.get("layers"));
            assertThat(client.sends("POST", job.path() + "/predict", "{'x': [" + sample + "]}")
                            .text())
                    .isEqualTo(predicted);
        }
    }

    @Test
    void aRecurrentLayerHasRecurrentWeightsAndNullForOthersInAnExplicitInitializer() {
        Created job = client.creates(SEQUENCES);

        JsonNode layer = client.gets(job.path() + "/parameters").json().at("/layers/0");
        String csv =
                client.gets(job.path() + "/parameters", "Accept", "text/csv").text();

        assertThat(layer.get("weights")).hasSize(8);
        assertThat(layer.get("recurrentWeights"))
                .hasSize(8)
                .allSatisfy(row -> assertThat(row).hasSize(2));
        assertThat(layer.get("biases")).hasSize(8);
        assertThat(csv).contains("recurrentWeight,7,1,");
    }

    @Test
    void suchNetworksTrainAloneAndHaveALandscape() {
        Created job = images("");
        client.controls(job, "POST", "/step", "{'count': 20}");

        Answer landscape = client.gets(job.path() + "/landscape?resolution=11");
        Answer shared = client.sends("POST", "/api/v1/jobs", IMAGES.formatted(", 'arithmetic': 'shared'"));

        assertThat(job.job().get("arithmetic").stringValue()).isEqualTo("solo");
        assertThat(landscape.status()).isEqualTo(200);
        assertThat(shared.status()).isEqualTo(422);
        assertThat(shared.text()).contains("dense layers only");
    }

    @Test
    void theTraceOfAnImageNetworkHasItsWeightsNestedLikeItsParameters() {
        Created job = images("");
        JsonNode before = client.gets(job.path() + "/parameters").json().get("layers");

        JsonNode layers = client.sends("POST", job.path() + "/trace", "{'batch': 0}")
                .json()
                .get("layers");
        client.controls(job, "POST", "/step", "{'unit': 'batch'}");
        JsonNode after = client.gets(job.path() + "/parameters").json().get("layers");

        for (int l = 0; l < 4; l++) {
            assertThat(layers.get(l).get("weights")).isEqualTo(before.get(l).get("weights"));
            assertThat(layers.get(l).get("updatedWeights"))
                    .isEqualTo(after.get(l).get("weights"));
        }
        assertThat(layers.get(0).get("weightGradients").get(1).get(0)).hasSize(2);
        assertThat(layers.get(0).at("/activations/3")).hasSize(2 * 2 * 2);
        assertThat(layers.get(1).at("/weightedSums/3")).hasSize(2);
    }

    @Test
    void aRecurrentNetworkHasNoTrace() {
        Answer trace = client.sends("POST", client.creates(SEQUENCES).path() + "/trace", "{'batch': 0}");

        assertThat(trace.status()).isEqualTo(422);
        assertThat(trace.text()).contains("A network with a recurrent layer has no trace.");
    }

    @Test
    void theCatalogueListsTheLayersAndTheirFields() {
        JsonNode catalog = client.gets("/api/v1/catalog").json();

        assertThat(catalog.get("layers").toString())
                .isEqualTo("[\"dense\",\"convolution\",\"maxPooling\",\"upsampling\",\"concatenation\",\"recurrent\"]");
        assertThat(catalog.at("/variants/layer/convolution").toString())
                .contains("\"filters\"", "\"kernel\"", "\"stride\"");
        assertThat(catalog.get("cells").toString()).isEqualTo("[\"simple\",\"lstm\"]");
        assertThat(catalog.get("paddings").toString()).isEqualTo("[\"valid\",\"same\"]");
    }
}
