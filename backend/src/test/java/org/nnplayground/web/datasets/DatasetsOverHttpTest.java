package org.nnplayground.web.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class DatasetsOverHttpTest extends ServerTest {

    private static final String DATASETS = "/api/v1/datasets";

    /** Two clouds in three dimensions. */
    private static final String CLOUDS = clouds(1200);

    private static String clouds(int rows) {
        var random = new Random(5);
        return IntStream.range(0, rows)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.3f,%s,%.3f,%.3f",
                        random.nextGaussian() + 2 * (i % 2),
                        i % 2 == 0 ? "left" : "right",
                        random.nextGaussian(),
                        100 + 10 * random.nextGaussian()))
                .collect(Collectors.joining("\n", "a,side,b,c\n", "\n"));
    }

    private Answer upload(String csv, String... headers) {
        return client.uploads(DATASETS + "?label=side", BodyPublishers.ofString(csv), headers);
    }

    private static String id(Answer uploaded) {
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
        return uploaded.json().get("id").stringValue();
    }

    private static String data(String id, String more) {
        return "{'data': {'source': 'uploaded', 'dataset': '%s', 'trainFraction': 0.7, 'seed': 3%s}, 'network': {'initializer': {'type': 'uniform', 'seed': 1}}, 'training': {'seed': 1}}"
                .formatted(id, more);
    }

    private Answer submit(String spec) {
        return client.sends(
                "POST", "/api/v1/jobs", "{'spec': %s, 'stop': {'epochs': 5}}".formatted(spec), "Prefer", "wait=30");
    }

    private JsonNode history(String job) {
        return client.gets("/api/v1/jobs/" + job + "/history").json();
    }

    @Test
    void anUploadedDatasetHasNamesOfColumnsAndClasses() {
        Answer answer = upload(CLOUDS);

        JsonNode dataset = answer.json();
        String id = id(answer);
        assertThat(dataset.get("columns").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(dataset.get("label").stringValue()).isEqualTo("side");
        assertThat(dataset.get("classes").toString()).isEqualTo("[\"left\",\"right\"]");
        assertThat(dataset.get("samples").intValue()).isEqualTo(1200);
        assertThat(answer.header("Location")).isEqualTo(DATASETS + "/" + id);
        JsonNode found = client.gets(DATASETS + "/" + id).json();
        assertThat(found.get("classes")).isEqualTo(dataset.get("classes"));
        assertThat(found.has("controlToken")).isFalse();
    }

    @Test
    void aJobTrainsOnItAsOnTheSameInlineSamples() {
        String id = id(upload(CLOUDS));

        JsonNode job = submit(data(id, "")).json();

        String path = "/api/v1/jobs/" + job.get("id").stringValue();
        assertThat(job.get("state").stringValue()).isEqualTo("succeeded");
        assertThat(job.at("/spec/data/dataset").stringValue()).isEqualTo(id);
        assertThat(job.at("/spec/data").has("train")).isFalse();
        JsonNode samples = client.gets(path + "/samples").json();
        assertThat(samples.get("train").size()).isEqualTo(840);
        assertThat(samples.get("test").size()).isEqualTo(360);
        String inline =
                "{'data': {'source': 'inline', 'train': %s, 'test': %s}, 'network': {'initializer': {'type': 'uniform', 'seed': 1}}, 'training': {'seed': 1}}"
                        .formatted(samples.get("train"), samples.get("test"));
        JsonNode same = submit(inline).json();
        assertThat(history(job.get("id").stringValue()))
                .isEqualTo(history(same.get("id").stringValue()));
    }

    @Test
    void aNetworkThatCannotLearnItIsDiagnosed() {
        String xor = IntStream.range(0, 100)
                .mapToObj(i ->
                        "%d,%d,%s".formatted(i % 2 * 4 - 2, i / 2 % 2 * 4 - 2, i % 2 == i / 2 % 2 ? "same" : "other"))
                .collect(Collectors.joining("\n", "a,b,side\n", "\n"));
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'data': {'source': 'uploaded', 'dataset': '%s', 'seed': 1},
                  'network': {'layers': [{'units': 1}]}}}
                """.formatted(id(upload(xor))));

        client.controls(job, "POST", "/step", "{'count': 60}");

        assertThat(client.gets(job.path()).json().get("epoch").intValue()).isEqualTo(60);
        try (var events = client.follows(job.path() + "/events")) {
            JsonNode frame = events.until(event -> event.name().equals("job.frame"))
                    .getLast()
                    .data();
            assertThat(frame.at("/diagnosis/0/type").stringValue()).isEqualTo("linearModel");
        }
    }

    @Test
    void jsonAndCsvMakeTheSameSamples() {
        String csv =
                id(client.uploads(DATASETS, BodyPublishers.ofString("a,b,kind\n1,2,up\n3,4,down\n5,6,up\n7,8,down\n")));
        String json = id(client.sends(
                "POST",
                DATASETS,
                "{'columns': ['a', 'b'], 'x': [[1,2],[3,4],[5,6],[7,8]], 'y': ['up','down','up','down']}"));
        String indexed = id(client.sends(
                "POST",
                DATASETS,
                "{'x': [[1,2],[3,4],[5,6],[7,8]], 'y': [1,'down',1,0], 'classes': ['down', 'up', 'never']}"));

        assertThat(samples(csv)).isEqualTo(samples(json)).isEqualTo(samples(indexed));
    }

    private String samples(String dataset) {
        JsonNode job = submit(data(dataset, "")).json();
        JsonNode samples = client.gets("/api/v1/jobs/" + job.get("id").stringValue() + "/samples")
                .json();
        return samples.get("train").toString() + samples.get("test");
    }

    @Test
    void aBoltzmannMachineLearnsATableOfNumbersBetween0And1() {
        String unit = id(client.uploads(DATASETS, BodyPublishers.ofString("a,b,c,y\n0,1,0.5,p\n1,0,0.5,q\n0,1,1,p\n")));
        String other = id(client.uploads(DATASETS, BodyPublishers.ofString("a,b,c,y\n0,1,2,p\n1,0,0,q\n0,1,1,p\n")));
        String spec = "{'model': 'rbm', 'rbm': {'hidden': 2}, 'data': {'source': 'uploaded', 'dataset': '%s'}}";

        Answer learned = submit(spec.formatted(unit));

        assertThat(learned.json().get("state").stringValue()).isEqualTo("succeeded");
        assertThat(detail(submit(spec.formatted(other)))).contains("divide pixels by 255");
    }

    @Test
    void wholeNumbersAreClassesOrValuesAsTheTaskSays() {
        String id = id(client.uploads(DATASETS, BodyPublishers.ofString("a,y\n1,10\n2,-1\n3,10\n4,-1\n5,10\n6,-1\n")));

        JsonNode classification = submit(data(id, "")).json();
        JsonNode regression = submit(data(id, "").replaceFirst("\\{", "{'task': 'regression', "))
                .json();

        assertThat(values(classification)).containsExactlyInAnyOrder(0.0, 1.0, 0.0, 1.0, 0.0, 1.0);
        assertThat(values(regression)).containsExactlyInAnyOrder(-1.0, 10.0, -1.0, 10.0, -1.0, 10.0);
    }

    private List<Double> values(JsonNode job) {
        JsonNode samples = client.gets("/api/v1/jobs/" + job.get("id").stringValue() + "/samples")
                .json();
        return List.of("train", "test").stream()
                .flatMap(set -> samples.get(set).valueStream())
                .map(sample -> sample.get("y").doubleValue())
                .toList();
    }

    @Test
    void aSpecMustSuitItsDataset() {
        String names = id(upload(CLOUDS));
        String values = id(client.uploads(DATASETS, BodyPublishers.ofString("a,y\n1,1.5\n2,2\n")));

        assertThat(detail(submit(data(names, "").replaceFirst("\\{", "{'task': 'regression', "))))
                .contains("use the task classification");
        assertThat(detail(submit(data(values, "")))).contains("use the task regression");
        assertThat(detail(submit(
                        data("d3x2v_AAAAAAAAAAAAAAAAAAAAAA", "").replaceFirst("\\{", "{'task': 'regression', "))))
                .startsWith("There is no dataset");
        assertThat(detail(submit(data("mine", "")))).isEqualTo("is not the id of a dataset");
        assertThat(detail(submit("{'data': {'source': 'uploaded'}}"))).startsWith("is required");
        assertThat(submit(data("d1x1c2_AAAAAAAAAAAAAAAAAAAAAA", ""))
                        .json()
                        .at("/errors/0/pointer")
                        .stringValue())
                .isEqualTo("/spec/data/trainFraction");
    }

    private static String detail(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.json().at("/errors/0/detail").stringValue();
    }

    @Test
    void aLiveJobChangesToADatasetThatExists() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        String id = id(upload(CLOUDS));

        Answer missing =
                client.controls(job, "PUT", "/spec", data(id.substring(0, id.length() - 22) + "A".repeat(22), ""));
        Answer changed = client.controls(job, "PUT", "/spec", data(id, ""));

        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.json().at("/errors/0/pointer").stringValue()).isEqualTo("/data/dataset");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().at("/spec/data/dataset").stringValue()).isEqualTo(id);
        client.controls(job, "DELETE", "", null);
    }

    @Test
    void theSameTableOfOneOwnerIsOneDatasetAndNobodyElseGetsItsId() {
        String first = id(upload(CLOUDS, "Authorization", school));

        assertThat(id(upload(CLOUDS, "Authorization", school))).isEqualTo(first);
        assertThat(id(upload(CLOUDS, "Authorization", other))).isNotEqualTo(first);
        assertThat(id(upload(CLOUDS))).isNotEqualTo(first);
        assertThat(id(upload(CLOUDS))).isNotEqualTo(id(upload(CLOUDS)));
    }

    @Test
    void aDeletedDatasetStillServesItsJobs() {
        Answer uploaded = upload(CLOUDS);
        String id = id(uploaded);
        Created job = client.creates("{'mode': 'live', 'spec': " + data(id, "") + "}");
        String before = client.gets(job.path() + "/samples").text();

        Answer deleted = client.sends(
                "DELETE",
                DATASETS + "/" + id,
                null,
                "Authorization",
                "Bearer " + uploaded.json().get("controlToken").stringValue());

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(client.gets(DATASETS + "/" + id).status()).isEqualTo(404);
        assertThat(submit(data(id, "")).status()).isEqualTo(422);
        assertThat(client.controls(job, "POST", "/reset", "{}").status()).isEqualTo(200);
        assertThat(client.gets(job.path() + "/samples").text().replaceFirst("\"run\":2", "\"run\":1"))
                .isEqualTo(before);
        client.controls(job, "DELETE", "", null);
    }

    @Test
    void faultsNameTheirRowsInBothLanguages() {
        String csv = "a,b,side\n1,2,x\n1,x\n1,NaN,y\n";

        Answer english = upload(csv);
        Answer chinese = upload(csv, "Accept-Language", "zh-CN");

        assertThat(english.status()).isEqualTo(422);
        assertThat(english.json().at("/errors").toString())
                .isEqualTo(
                        "[{\"pointer\":\"/rows/3\",\"detail\":\"Row 3: must have 3 cells, as the header, had 2\"},"
                                + "{\"pointer\":\"/rows/4/b\",\"detail\":\"Row 4, column b: must be a finite number, was \\\"NaN\\\"\"}]");
        assertThat(chinese.json().at("/errors/1/detail").stringValue()).isEqualTo("第 4 行，b 列：必须是有限的数，实际为 \"NaN\"");
    }

    @Test
    void faultsOfJsonHavePointers() {
        Answer answer = client.sends(
                "POST", DATASETS, "{'columns': ['a', 'a'], 'x': [[1, 2], [3], [4, 'x']], 'y': [1, 2, 3], 'z': 1}");

        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue()))
                .containsExactly("/z", "/x/1", "/x/2/1");
    }

    @Test
    void utf16IsExplained() {
        Answer answer = client.uploads(
                DATASETS, BodyPublishers.ofByteArray("a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_16)));

        assertThat(detail(answer)).contains("Save it as CSV in UTF-8");
    }

    @Test
    void otherMediaTypesAreRefused() {
        Answer answer = client.sends("POST", DATASETS, null);

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void aTableOf100MegabytesIsRefusedWithoutKeepingIt() {
        byte[] row = "1.5,2.5,left\n".repeat(8192).getBytes(StandardCharsets.UTF_8);
        int times = 100 * (1 << 20) / row.length;
        BodyPublisher chunked = BodyPublishers.ofByteArrays(
                () -> Stream.generate(() -> row).limit(times).iterator());

        Answer answer = client.uploads(DATASETS, chunked);

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void manyRowsAreKeptExactly() {
        String csv = clouds(30_000);
        String id = id(upload(csv));

        JsonNode job = submit(data(id, "")).json();

        String samples = client.gets("/api/v1/jobs/" + job.get("id").stringValue() + "/samples", "Accept", "text/csv")
                .text();
        List<String> expected = Arrays.stream(csv.split("\n"))
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> number(cells[0]) + "," + number(cells[2]) + "," + number(cells[3]) + ","
                        + (cells[1].equals("left") ? 0 : 1))
                .sorted()
                .toList();
        assertThat(Arrays.stream(samples.split("\r?\n"))
                        .skip(1)
                        .map(line -> line.substring(line.indexOf(',') + 1))
                        .map(line -> Arrays.stream(line.split(","))
                                .map(DatasetsOverHttpTest::number)
                                .collect(Collectors.joining(",")))
                        .map(line -> line.replaceFirst("\\.0$", ""))
                        .sorted()
                        .toList())
                .isEqualTo(expected);
    }

    private static String number(String text) {
        return Double.toString(Double.parseDouble(text) + 0.0); // without a negative zero
    }
}
