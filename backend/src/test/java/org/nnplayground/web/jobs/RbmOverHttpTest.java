package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** A restricted Boltzmann machine as a job: what holds for every job holds for it. */
class RbmOverHttpTest extends ServerTest {

    private static String spec(String rbm) {
        return """
               'spec': {'model': 'rbm',
                 'data': {'source': 'generated', 'generator': 'barsAndStripes', 'seed': 1, 'trainFraction': 1},
                 'rbm': {'hidden': 9%s},
                 'network': {'initializer': {'type': 'normal', 'standardDeviation': 0.1, 'seed': 1}},
                 'training': {'seed': 1, 'batchSize': 7, 'optimizer': {'type': 'sgd', 'learningRate': 0.1}}}
               """.formatted(rbm);
    }

    private static final String PERSISTENT = ", 'persistent': true, 'chains': 5, 'steps': 2";

    private JsonNode parameters(Created job) {
        return client.gets(job.path() + "/parameters").json().get("layers");
    }

    @Test
    void aJobHasTheLogLikelihoodAndReconstructs() {
        Created job = client.creates("{'stop': {'epochs': 1500}, " + spec("") + "}", "Prefer", "wait=30");

        assertThat(job.job().get("state").stringValue()).isEqualTo("succeeded");
        assertThat(job.job().get("arithmetic").stringValue()).isEqualTo("solo");
        assertThat(job.job().at("/metrics/trainLogLikelihood").doubleValue()).isBetween(-5.5, -2.639);
        assertThat(job.job().at("/metrics").has("testLogLikelihood")).isFalse();
        JsonNode losses = client.gets(job.path() + "/history").json().get("trainLoss");
        assertThat(losses).hasSize(1501);
        assertThat(losses.get(0).doubleValue()).isBetween(0.2, 0.3);
        JsonNode outputs = client.sends("POST", job.path() + "/predict", "{'x': [[1, 1, 1, 0, 0, 0, 0, 0, 0]]}")
                .json()
                .at("/outputs/0");
        assertThat(outputs)
                .hasSize(9)
                .allSatisfy(p -> assertThat(p.doubleValue()).isBetween(0.0, 1.0));
        assertThat(outputs.get(1).doubleValue()).isGreaterThan(outputs.get(7).doubleValue());
    }

    @Test
    void framesHaveDreamsForThoseWhoAskForThem() {
        Created job = client.creates("{'mode': 'live', " + spec("") + "}");
        client.controls(job, "POST", "/step", "{'count': 10}");

        try (Events asked = client.follows(job.path() + "/events?include=losses,dreams");
                Events others = client.follows(job.path() + "/events")) {
            JsonNode frame = asked.until(event -> event.name().equals("job.frame"))
                    .getLast()
                    .data();
            JsonNode other = others.until(event -> event.name().equals("job.frame"))
                    .getLast()
                    .data();

            assertThat(frame.get("dreams"))
                    .hasSize(12)
                    .allSatisfy(dream -> assertThat(dream).hasSize(9));
            assertThat(frame.has("parameters")).isFalse();
            assertThat(frame.at("/metrics/trainLogLikelihood").doubleValue()).isBetween(-6.4, -5.9);
            assertThat(other.has("dreams")).isFalse();
            assertThat(other.at("/parameters/layers")).hasSize(2);
        }
    }

    @Test
    void stepsResetsAndPausesDoNotChangeTheBits() {
        for (String rbm : new String[] {"", PERSISTENT}) {
            Created whole = client.creates("{'stop': {'epochs': 12}, " + spec(rbm) + "}", "Prefer", "wait=30");
            Created live = client.creates("{'mode': 'live', " + spec(rbm) + "}");

            client.controls(live, "POST", "/step", "{'count': 3}");
            client.controls(live, "POST", "/step", "{'unit': 'batch', 'count': 3}");
            client.controls(live, "POST", "/step", "{'unit': 'batch', 'count': 3}");
            client.controls(live, "POST", "/step", "{'count': 6}");
            assertThat(parameters(live)).isEqualTo(parameters(whole));

            client.controls(live, "POST", "/reset", "{'seed': 'same'}");
            client.controls(live, "POST", "/step", "{'count': 12}");
            assertThat(parameters(live)).isEqualTo(parameters(whole));
        }
    }

    @Test
    void theSpecOfAJobCanBeSentAgain() {
        Created job = client.creates("{'mode': 'live', " + spec(PERSISTENT) + "}");

        Created again = client.creates("{'mode': 'live', 'spec': " + job.job().get("spec") + "}");

        assertThat(again.job().get("spec")).isEqualTo(job.job().get("spec"));
        assertThat(again.job().at("/spec/rbm/chains").intValue()).isEqualTo(5);
        assertThat(parameters(again)).isEqualTo(parameters(job));
    }

    @Test
    void theEstimateOfTheGradientIsThatOfTheNextUpdate() {
        Created job = client.creates("{'mode': 'live', " + spec(PERSISTENT) + "}");
        double before = parameters(job).at("/0/weights/2/3").doubleValue();

        double gradient = client.gets(job.path() + "/gradients?batch=0")
                .json()
                .at("/layers/0/weights/2/3")
                .doubleValue();
        client.controls(job, "POST", "/step", "{'unit': 'batch', 'count': 1}");

        assertThat(parameters(job).at("/0/weights/2/3").doubleValue()).isCloseTo(before - 0.1 * gradient, within(1e-6));
    }

    @Test
    void aRateIsChangedAndOtherParametersAreTakenIfBothDirectionsAreEqual() {
        Created job = client.creates("{'mode': 'live', " + spec("") + "}");
        client.controls(job, "POST", "/step", "{'count': 2}");
        String written = client.gets(job.path() + "/parameters").text();
        String untied = written.replaceFirst("\\{\"weights\":\\[\\[[^,]+,", "{\"weights\":[[42,");

        assertThat(client.controls(job, "PATCH", "", "{'learningRate': 0.02, 'batchSize': 3}")
                        .status())
                .isEqualTo(200);
        client.controls(job, "POST", "/step", "{'count': 2}");
        Answer back = client.controls(job, "PUT", "/parameters", written);
        Answer refused = client.controls(job, "PUT", "/parameters", untied);

        assertThat(back.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("/layers/1/weights", "transposed");
    }

    @Test
    void aNetworkDoesNotPassItsParametersOnToAMachine() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'task': 'regression',
                  'data': {'source': 'generated', 'generator': 'barsAndStripes', 'target': 'input'},
                  'network': {'layers': [{'units': 9, 'activation': 'sigmoid'}, {'units': 9, 'activation': 'sigmoid'}]}}}
                """);

        Answer changed = client.controls(
                job, "PUT", "/spec?keep=parameters", spec("").strip().replaceFirst("'spec': ", ""));

        assertThat(changed.status()).isEqualTo(200);
        JsonNode layers = parameters(job);
        assertThat(layers.at("/1/weights/4/2")).isEqualTo(layers.at("/0/weights/2/4"));
        assertThat(layers.at("/0/biases/0").doubleValue()).isZero();
    }

    @Test
    void aMachineHasNoTraceAndNoLandscape() {
        Created job = client.creates("{'mode': 'live', " + spec("") + "}");

        Answer trace = client.sends("POST", job.path() + "/trace", "{'batch': 0}");
        Answer landscape = client.gets(job.path() + "/landscape?resolution=11");

        assertThat(trace.status()).isEqualTo(422);
        assertThat(trace.text()).contains("no backward pass");
        assertThat(landscape.status()).isEqualTo(422);
        assertThat(landscape.text()).contains("no loss landscape");
    }
}
