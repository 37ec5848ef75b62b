package org.nnplayground.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class SeveralLabelsOverHttpTest extends ServerTest {

    private static final String MASKS = """
            {'mode': 'live', 'spec': {
              'data': {'source': 'inline',
                'train': [{'x': [1, 0], 'y': [0, 1, 1]}, {'x': [0, 1], 'y': [1, 0, 0]}],
                'test': [{'x': [1, 1], 'y': [1, 1, 1]}]},
              'network': {'layers': [{'units': 3}]}, 'training': {'seed': 1}}}
            """;

    @Test
    void samplesHaveTheirLabelsAndMetricsCountThemAll() {
        Created job = client.creates(MASKS);

        JsonNode samples = client.gets(job.path() + "/samples").json();
        String csv = client.gets(job.path() + "/samples", "Accept", "text/csv").text();
        JsonNode metrics = client.gets(job.path()).json().get("metrics");

        assertThat(samples.at("/train/0/y").toString()).isEqualTo("[0,1,1]");
        assertThat(csv).startsWith("set,x1,x2,y1,y2,y3\r\ntrain,1.0,0.0,0,1,1\r\n");
        int counted = 0;
        for (JsonNode row : metrics.at("/confusion/train")) {
            assertThat(row).hasSize(2);
            counted += row.get(0).intValue() + row.get(1).intValue();
        }
        assertThat(counted).isEqualTo(6);
    }

    @Test
    void predictReturnsTheOutputsOfEachLabel() {
        Created job = client.creates(MASKS);

        JsonNode predicted =
                client.sends("POST", job.path() + "/predict", "{'x': [[1, 0]]}").json();

        assertThat(predicted.at("/outputs/0")).hasSize(3).allMatch(output -> output.doubleValue() < 1);
        assertThat(predicted.has("labels")).isFalse();
    }

    @Test
    void generatedMasksAreTrained() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {
                  'data': {'source': 'generated', 'generator': 'lesions16', 'samples': 40, 'seed': 1},
                  'network': {'layers': [{'units': 256, 'activation': 'sigmoid'}]}, 'training': {'seed': 1}}}
                """);

        JsonNode stepped = client.controls(job, "POST", "/step", "{'count': 2}").json();

        assertThat(stepped.at("/epoch").intValue()).isEqualTo(2);
        assertThat(stepped.at("/spec/training/loss").stringValue()).isEqualTo("binaryCrossEntropy");
        assertThat(stepped.at("/metrics/trainAccuracy").doubleValue()).isBetween(0.3, 1.0);
    }
}
