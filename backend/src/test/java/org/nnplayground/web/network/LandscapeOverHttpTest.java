package org.nnplayground.web.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class LandscapeOverHttpTest extends ServerTest {

    private static final String CIRCLE = "'spec': {'data': {'source': 'generated', 'generator': 'circle', 'seed': 1}, "
            + "'network': {'initializer': {'type': 'uniform', 'seed': 3}}, 'training': {'seed': 3}}";

    @Test
    void anUntrainedNetworkHasARandomPlaneAroundIt() {
        Created job = client.creates("{'mode': 'live', " + CIRCLE + "}");

        JsonNode landscape = landscape(job, "?resolution=11");

        assertThat(landscape.get("plane").stringValue()).isEqualTo("random");
        assertThat(landscape.has("explained")).isFalse();
        assertThat(landscape.get("path")).hasSize(1);
        assertThat(landscape.get("domain").toString()).isEqualTo("[[-1.0,1.0],[-1.0,1.0]]");
        double present = job.job().get("trainLoss").doubleValue();
        assertThat(landscape.at("/trainLoss/60").doubleValue()).isCloseTo(present, within(1e-5));
        assertThat(landscape.get("trainLoss")).hasSize(121);
        assertThat(landscape.get("testLoss")).hasSize(121);
    }

    @Test
    void aTrainedNetworkHasThePlaneOfItsPathWhichGoesDown() {
        Created job = client.creates("{" + CIRCLE + ", 'stop': {'epochs': 400}}", "Prefer", "wait=30");

        JsonNode landscape = landscape(job, "?plane=path");

        JsonNode path = landscape.get("path");
        JsonNode first = path.get(0);
        JsonNode last = path.get(path.size() - 1);
        assertThat(landscape.get("plane").stringValue()).isEqualTo("path");
        assertThat(landscape.get("epoch").intValue()).isEqualTo(400);
        assertThat(landscape.get("resolution").intValue()).isEqualTo(41);
        assertThat(landscape.get("explained").doubleValue()).isBetween(0.5, 1.0);
        assertThat(path.size()).isBetween(2, 100);
        assertThat(first.get("epoch").intValue()).isZero();
        assertThat(last.get("epoch").intValue()).isEqualTo(400);
        assertThat(Client.numbers(last.get("position"))).containsExactly(0, 0);
        JsonNode history = client.gets(job.path() + "/history").json();
        assertThat(first.get("trainLoss").doubleValue())
                .isCloseTo(history.at("/trainLoss/0").doubleValue(), within(1e-5));
        assertThat(last.get("testLoss").doubleValue())
                .isCloseTo(history.at("/testLoss/400").doubleValue(), within(1e-5));
        assertThat(last.get("trainLoss").doubleValue())
                .isLessThan(first.get("trainLoss").doubleValue() / 5);
        double lowest = StreamSupport.stream(landscape.get("trainLoss").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .min()
                .orElseThrow();
        assertThat(lowest).isLessThan(2 * last.get("trainLoss").doubleValue());
    }

    @Test
    void zoomShowsANarrowerPart() {
        Created job = client.creates("{'mode': 'live', " + CIRCLE + "}");

        JsonNode landscape = landscape(job, "?plane=random&zoom=4&resolution=11");

        assertThat(landscape.get("domain").toString()).isEqualTo("[[-0.25,0.25],[-0.25,0.25]]");
    }

    @Test
    void aTrainingBesideALandscapeHasTheSameBits() {
        Created undisturbed = client.creates("{'mode': 'live', " + CIRCLE + "}");
        Created disturbed = client.creates("{'mode': 'live', " + CIRCLE + "}");

        client.controls(undisturbed, "POST", "/step", "{'unit': 'epoch', 'count': 60}");
        for (int part = 0; part < 4; part++) {
            client.controls(disturbed, "POST", "/step", "{'unit': 'epoch', 'count': 15}");
            landscape(disturbed, "?resolution=11");
        }

        assertThat(layers(disturbed)).isEqualTo(layers(undisturbed));
    }

    private JsonNode layers(Created job) {
        JsonNode parameters = client.gets(job.path() + "/parameters").json();
        assertThat(parameters.get("epoch").intValue()).isEqualTo(60);
        return Objects.requireNonNull(parameters.get("layers"));
    }

    @Test
    void everyWrongQueryParameterIsNamed() {
        Created job = client.creates("{'mode': 'live', " + CIRCLE + "}");

        Answer refused = client.gets(job.path() + "/landscape?plane=flat&resolution=1000&zoom=NaN");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("\\\"plane\\\" must be one of path, random")
                .contains("\\\"resolution\\\" must be a whole number from 11 to 101, was 1000")
                .contains("\\\"zoom\\\" must be a number from 0.1 to 100.0, was NaN");
        assertThat(client.gets("/api/v1/jobs/0/landscape").status()).isEqualTo(404);
    }

    @Test
    void aNetworkWithTooManyParametersIsRefused() {
        Created job =
                client.creates("{'mode': 'live', 'spec': {'data': {'source': 'generated', 'generator': 'circle'}, "
                        + "'network': {'layers': [{'units': 200}, {'units': 200}, {'units': 1}]}}}");

        Answer refused = client.gets(job.path() + "/landscape");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("at most 20000 parameters; this one has 41001");
    }

    private JsonNode landscape(Created job, String query) {
        Answer answer = client.gets(job.path() + "/landscape" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
