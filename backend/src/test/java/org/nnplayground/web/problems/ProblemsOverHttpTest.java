package org.nnplayground.web.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.PlaygroundApplication;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.web.request.JsonBody;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Error responses of a real server. */
@SpringBootTest(classes = PlaygroundApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ProblemsOverHttpTest.Doors.class)
class ProblemsOverHttpTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String SPEC = "{\"data\": {\"source\": \"generated\", \"generator\": \"circle\"}}";

    @LocalServerPort
    private int port;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper mapper = new JsonMapper();

    @TestConfiguration
    static class Doors {

        /** Addresses of this test alone. */
        @RestController
        static class Door {
            private final JsonBody body;
            private final SpecReader specs;

            Door(JsonBody body, SpecReader specs) {
                this.body = body;
                this.specs = specs;
            }

            @PostMapping("/api/test/spec")
            Mono<TrainingSpec> spec(ServerWebExchange exchange) {
                return body.read(exchange, json -> Mono.just(specs.read(json)));
            }

            @PostMapping("/api/test/any")
            Mono<JsonNode> any(ServerWebExchange exchange) {
                return body.readIfAny(exchange, Mono::just);
            }

            @GetMapping("/api/test/number")
            int number(@RequestParam int limit) {
                return limit;
            }

            @GetMapping("/api/test/full")
            Mono<String> full() {
                return Mono.error(new TryLaterException(
                        ProblemType.QUEUE_FULL, Message.of("as-told", "Full."), Duration.ofSeconds(30)));
            }

            @GetMapping("/api/test/broken")
            Mono<String> broken() {
                return Mono.error(new IllegalStateException("secret"));
            }

            @GetMapping("/api/test/forbidden")
            String forbidden() {
                throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("as-told", "Not yours."));
            }
        }
    }

    @Test
    void aValidSpecComesBackComplete() {
        var answer = post("/api/test/spec", "application/json; charset=utf-8", BodyPublishers.ofString(SPEC));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(mapper.readTree(answer.body()).at("/network/layers/0/units").intValue())
                .isEqualTo(4);
    }

    @Test
    void everyViolationOfASpecIsInTheDocument() {
        var answer = post(
                "/api/test/spec",
                "application/json",
                BodyPublishers.ofString(SPEC.replace("\"circle\"", "\"circle\", \"samples\": 0, \"colour\": 1")));

        JsonNode problem = problem(answer, 422, "invalid-request");
        assertThat(problem.at("/errors")).isEqualTo(mapper.readTree("""
                [{"pointer": "/data/samples", "detail": "must be between 1 and 100000, was 0"},
                 {"pointer": "/data/colour", "detail": "is not a field of generated data; the fields are source, generator, \
                target, corruption, samples, noise, trainFraction, validationFraction, seed, unlabelled, scale"}]
                """));
        assertThat(problem.at("/instance").stringValue()).isEqualTo("/api/test/spec");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":         | the body ends too early.                              | 请求体提前结束。
            {"a": 1, "a": 2} | a field appears twice.                                | 有字段重复出现。
            {"a": NaN}       | the JSON syntax is invalid.                           | JSON 语法错误。
            {} {}            | there is more content after the end of the JSON value. | JSON 已经结束，但后面还有内容。
            hello            | the JSON syntax is invalid.                           | JSON 语法错误。
            """)
    void invalidJsonIsABadRequestWithAPositionInTheReadersLanguage(String body, String english, String chinese) {
        assertThat(ofBroken(body, "en")).matches("Line 1, column [0-9]+: " + Pattern.quote(english));
        assertThat(ofBroken(body, "zh-CN")).matches("第 1 行第 [0-9]+ 列：" + Pattern.quote(chinese));
    }

    @Test
    void thePositionIsGivenAsLineAndColumn() {
        assertThat(ofBroken("{\n  \"a\": 1,\n  b", "en")).startsWith("Line 3, column 3: ");
    }

    private String ofBroken(String body, String language) {
        var answer = send(request("/api/test/spec")
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString(body)));
        return problem(answer, 400, "invalid-json").at("/detail").stringValue();
    }

    @Test
    void nestingNumbersAndNamesAreLimited() {
        for (String deep : new String[] {"[".repeat(100_000), "{\"a\":".repeat(100_000)}) {
            assertThat(ofBroken(deep, "en")).endsWith("arrays and objects are nested too deeply.");
            assertThat(ofBroken(deep, "zh-CN")).endsWith("数组和对象的嵌套层数过多。");
        }
        for (String large : new String[] {
            "[" + "1".repeat(100_000) + "]", "{\"" + "n".repeat(99_999), "[\"" + "s".repeat(100_001) + "\"]"
        }) {
            assertThat(ofBroken(large, "en")).endsWith("the name, number or string is too long.");
            assertThat(ofBroken(large, "zh-CN")).endsWith("名称、数或字符串过长。");
        }
    }

    @Test
    void anEmptyBodyIsInvalidWhereRequiredAndAnEmptyObjectElsewhere() {
        problem(post("/api/test/spec", "application/json", BodyPublishers.noBody()), 400, "invalid-json");

        assertThat(post("/api/test/any", null, BodyPublishers.noBody()).body()).isEqualTo("{}");
    }

    @Test
    void aBodyWithAnotherMediaTypeIsUnsupported() {
        for (String type : new String[] {
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/vnd.api+json",
            "application/*",
            "*/*",
            "nonsense",
            null
        }) {
            problem(post("/api/test/spec", type, BodyPublishers.ofString(SPEC)), 415, "unsupported-media-type");
        }
    }

    @Test
    void aBodyOfAHundredMegabytesGetsAnAnswer() {
        var announced = BodyPublishers.ofByteArray(new byte[100 * MEGABYTE]);
        var chunked = BodyPublishers.fromPublisher(announced);

        for (BodyPublisher body : new BodyPublisher[] {announced, chunked}) {
            var answer = post("/api/test/spec", "application/json", body);

            assertThat(problem(answer, 413, "content-too-large").at("/detail").stringValue())
                    .isEqualTo("The body must have at most 16777216 bytes.");
        }
    }

    @Test
    void aTooLargeBodyWithExpectContinueIsRefusedBeforeItIsSent() {
        var announced = request("/api/test/spec")
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofByteArray(new byte[100 * MEGABYTE]));

        problem(send(announced), 413, "content-too-large");
    }

    @Test
    void aLargeBodyWithinTheLimitIsRead() {
        String padded = " ".repeat(15 * MEGABYTE) + SPEC;

        var answer = post("/api/test/spec", "application/json", BodyPublishers.ofString(padded));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void unknownPathsMethodsAndRepresentationsAreProblemDocuments() {
        problem(get("/api/v1/nothing", "*/*"), 404, "not-found");
        problem(get("/nothing.html", "application/json"), 404, "not-found");
        problem(post("/api/v1/nothing", "application/json", BodyPublishers.ofString("{}")), 404, "not-found");
        problem(get("/api/v1/catalog", "image/png"), 406, "not-acceptable");
        problem(get("/api/v1/catalog", "text/event-stream"), 406, "not-acceptable");
        var wrongMethod = post("/api/v1/catalog", "application/json", BodyPublishers.ofString("{}"));
        problem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void invalidQueryParametersAreNamed() {
        assertThat(problem(get("/api/test/number?limit=ten", "*/*"), 422, "invalid-request")
                        .at("/detail")
                        .stringValue())
                .contains("limit");
        assertThat(problem(get("/api/test/number", "*/*"), 422, "invalid-request")
                        .at("/detail")
                        .stringValue())
                .contains("limit");
    }

    @Test
    void aFullServiceAnswersRetryAfter() {
        var answer = get("/api/test/full", "*/*");

        problem(answer, 503, "queue-full");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
    }

    @Test
    void detailsOfAnUnexpectedExceptionAreOnlyLogged() {
        var answer = get("/api/test/broken", "*/*");

        problem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void problemsAreAlwaysJson() {
        problem(get("/api/test/forbidden", "text/event-stream"), 403, "forbidden");
    }

    @ParameterizedTest
    @EnumSource
    void theTypeOfAProblemLinksToItsExplanation(ProblemType type) {
        var answer = get("/problems/" + type.slug(), "text/html");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        type.title().toString(),
                        type.happened().toString(),
                        type.remedy().toString());
    }

    @Test
    void problemsAreTranslatedToChinese() {
        var request = request("/api/test/spec")
                .header("Content-Type", "application/json")
                .header("Accept-Language", "zh-CN,en;q=0.5")
                .POST(BodyPublishers.ofString("{\"data\": {\"source\": \"files\"}, \"colour\": 1}"));

        var answer = send(request);

        JsonNode document = problem(answer, 422, "invalid-request");
        assertThat(document.at("/title").stringValue()).isEqualTo("请求无效");
        assertThat(document.at("/detail").stringValue()).isEqualTo("请求无效：有 2 处错误。");
        assertThat(document.at("/errors/0/detail").stringValue())
                .isEqualTo("必须是以下之一：generated、inline、uploaded，实际为 \"files\"");
        assertThat(document.at("/errors/1/detail").stringValue()).startsWith("不是训练规格的字段；可用的字段有 model、task、data");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("zh-CN");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Language");
    }

    @Test
    void problemPagesAreTranslated() {
        var answer = send(
                request("/problems/queue-full").header("Accept-Language", "zh").GET());

        assertThat(answer.body()).contains("<html lang=\"zh-CN\">", "服务器容量已满", "Retry-After 头所示的秒数");
    }

    private JsonNode problem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode document = mapper.readTree(answer.body());
        assertThat(document.at("/type").stringValue()).isEqualTo("/problems/" + slug);
        assertThat(document.at("/status").intValue()).isEqualTo(status);
        assertThat(document.at("/title").stringValue()).isNotBlank();
        assertThat(document.at("/detail").stringValue()).isNotBlank();
        return document;
    }

    private HttpResponse<String> get(String path, String accept) {
        return send(request(path).header("Accept", accept).GET());
    }

    private HttpResponse<String> post(String path, @Nullable String type, BodyPublisher body) {
        HttpRequest.Builder request = request(path).POST(body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
