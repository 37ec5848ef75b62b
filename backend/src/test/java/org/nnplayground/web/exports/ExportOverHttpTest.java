package org.nnplayground.web.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class ExportOverHttpTest extends ServerTest {

    /** A name that would be code in a comment, in a string, and in the name of a file. */
    private static final String NAME = "quit() \\\"\\\"\\\"; x/../y";

    private Created job;

    @BeforeEach
    void train() {
        job = client.creates("{" + XOR + ", 'name': '" + NAME + "', 'stop': {'epochs': 20}}", "Prefer", "wait=30");
    }

    @Test
    void everyFormatHasItsContentTypeAndAFileName() {
        Map<String, String> types = Map.of(
                "onnx", "application/octet-stream network_onnx.onnx",
                "torchscript", "application/octet-stream network_torchscript.pt",
                "pytorch", "text/x-python network_pytorch.py",
                "keras", "text/x-python network_keras.py",
                "numpy", "text/x-python network_numpy.py",
                "json", "application/json network_json.json");

        types.forEach((format, expected) -> {
            Answer answer = client.gets(job.path() + "/export?format=" + format);

            String name = answer.header("Content-Disposition");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type") + " " + name)
                    .isEqualTo(expected.replace(" ", " attachment; filename=\"") + "\"");
            assertThat(answer.text()).doesNotContain("quit()");
        });
    }

    @Test
    void jsonHasTheSpecAndTheParametersOfTheEpoch() {
        JsonNode exported =
                client.gets(job.path() + "/export?format=json&epoch=0&run=1").json();

        JsonNode parameters = client.gets(job.path() + "/parameters?epoch=0").json();
        assertThat(exported.get("layers")).isEqualTo(parameters.get("layers"));
        assertThat(exported.get("epoch").intValue()).isZero();
        assertThat(exported.get("spec"))
                .isEqualTo(client.gets(job.path()).json().get("spec"));
    }

    @Test
    void withDataItIsAZipWithTheSamplesAsCsvBesideTheFile() throws Exception {
        Map<String, String> files = unzipped(job.path() + "/export?format=pytorch&data=true");

        assertThat(files).containsOnlyKeys("network_pytorch.py", "data.csv");
        assertThat(files.get("data.csv"))
                .isEqualTo(client.gets(job.path() + "/samples", "Accept", "text/csv")
                        .text());
        assertThat(files.get("network_pytorch.py")).contains("data.csv").doesNotContain("DATA = ");
    }

    @Test
    void ownDataAreBesideTheFileWithTheNumbersOfTheirClasses() throws Exception {
        String dataset = client.uploads(
                        "/api/v1/datasets",
                        BodyPublishers.ofString("a,b,kind\n1,20,dog\n3,40,cat\n5,60,dog\n7,80,cat\n"))
                .json()
                .get("id")
                .stringValue();
        Created own = client.creates(
                "{'spec': {'data': {'source': 'uploaded', 'dataset': '" + dataset
                        + "', 'scale': 'standard'}}, 'stop': {'epochs': 5}}",
                "Prefer",
                "wait=30");

        for (String format : List.of("onnx", "torchscript", "pytorch", "keras", "numpy", "json")) {
            Map<String, String> files = unzipped(own.path() + "/export?format=" + format + "&data=true");

            assertThat(files).as(format).hasSize(2);
            assertThat(files.get("data.csv"))
                    .startsWith("set,x1,x2,y\r\ntrain,")
                    .contains("3.0,40.0,0\r\n");
        }
        assertThat(unzipped(own.path() + "/export?format=numpy&data=true").get("network_numpy.py"))
                .doesNotContain("dog");
    }

    @Test
    void whatDoesNotExistIsRefusedWithTheReason() {
        assertThat(client.gets(job.path() + "/export").text())
                .contains("onnx, torchscript, pytorch, keras, numpy, json");
        assertThat(client.gets(job.path() + "/export?format=pickle&epoch=-2&data=maybe")
                        .json()
                        .get("errors"))
                .hasSize(3);
        assertThat(client.gets(job.path() + "/export?format=onnx&run=2").status())
                .isEqualTo(404);
        assertThat(client.gets(job.path() + "/export?format=onnx&epoch=21").status())
                .isEqualTo(404);
        assertThat(client.gets("/api/v1/jobs/00000000000000000000000000000000/export?format=onnx")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEpochOfAnEarlierRunIsThatOfItsParameters() {
        Created live = client.creates("{'mode': 'live', " + XOR + "}");
        client.controls(live, "POST", "/step", "{'unit': 'epoch', 'count': 3}");
        client.controls(live, "POST", "/reset", "{'seed': 'new'}");

        JsonNode exported =
                client.gets(live.path() + "/export?format=json&run=1&epoch=2").json();

        JsonNode parameters =
                client.gets(live.path() + "/parameters?run=1&epoch=2").json();
        assertThat(exported.get("layers")).isEqualTo(parameters.get("layers"));
        assertThat(exported.get("run").intValue()).isEqualTo(1);
    }

    @Test
    void aNetworkTooLargeForTextIsExportedInBinary() {
        Created large = client.creates("{'mode': 'live', 'spec': {'data': {'source': 'generated', "
                + "'generator': 'circle', 'samples': 20}, 'network': {'layers': [{'units': 500}, {'units': 500}, "
                + "{'units': 1}]}}}");

        assertThat(client.gets(large.path() + "/export?format=numpy").text()).contains("200000");
        assertThat(client.gets(large.path() + "/export?format=onnx").status()).isEqualTo(200);
    }

    @Test
    void aFormatThatCannotHoldTheTrainingSaysSo() {
        Created machine = client.creates(
                "{'spec': {'model': 'rbm', 'data': {'source': 'generated', "
                        + "'generator': 'barsAndStripes', 'size': 2}}, 'stop': {'epochs': 2}}",
                "Prefer",
                "wait=30");

        Answer refused = client.gets(machine.path() + "/export?format=keras");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("keras").contains("Boltzmann");
        assertThat(client.gets(machine.path() + "/export?format=onnx").status()).isEqualTo(200);
    }

    private Map<String, String> unzipped(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .build();
        byte[] body;
        try (HttpClient http = HttpClient.newHttpClient()) {
            body = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
