package org.nnplayground.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The pages over HTTP, from a folder like that of the page's build. */
class PagesOverHttpTest extends ServerTest {

    @TempDir
    static Path pages;

    /** The header {@code Accept} of Chromium. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
            + "image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

    private final HttpClient browser = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void servePages(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(pages.resolve("labs"));
        Files.createDirectories(pages.resolve("assets"));
        Files.writeString(pages.resolve("index.html"), "<title>Playground</title>");
        Files.writeString(pages.resolve("icon.svg"), "<svg/>");
        Files.writeString(pages.resolve("assets/index-5eed.js"), "run();");
        Files.writeString(pages.resolve("lessons.html"), "<title>Lessons</title>");
        Files.writeString(pages.resolve("compare.html"), "<head><title>Compare</title></head>");
        Files.writeString(pages.resolve("sweeps.html"), "<head><title>Many</title></head>");
        Files.writeString(
                pages.resolve("labs/neuron.html"),
                "<title>One neuron</title><meta property=\"og:image\" content=\"../og.png\" />");
        Files.writeString(pages.resolve("secret.html"), "<title>Secret</title>");
        Files.writeString(
                pages.resolve("not-found.html"),
                "<html data-home=\"./\"><title>Missing</title><script src=\"./assets/index-5eed.js\">");
        registry.add(
                "spring.web.resources.static-locations", () -> pages.toUri().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "/lessons, Lessons",
        "/compare, Compare",
        "/sweeps, Many",
        "/labs/neuron, One neuron",
        "/embed/labs/neuron, One neuron"
    })
    void pagesAreServedWithoutFileExtension(String path, String title) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).contains(title);
    }

    @ParameterizedTest
    @CsvSource({"/lessons/, /lessons", "/compare/, /compare", "/sweeps/, /sweeps", "/labs/neuron/, /labs/neuron"})
    void aSlashAtTheEndLeadsToThePageWithoutIt(String typed, String page) throws Exception {
        HttpResponse<String> answer = get(typed);

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue(page);
    }

    @ParameterizedTest
    @CsvSource({
        "/lessons/history, history-models",
        "/lessons/practice, initialization",
        "/lessons/beyond, convolution",
        "/lessons/history?from=class, history-models?from=class"
    })
    void aFormerNameOfALessonLeadsToItsPresentOne(String former, String present) throws Exception {
        HttpResponse<String> answer = get(former);
        HttpResponse<String> head = send("HEAD", former);

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue(present);
        assertThat(head.statusCode()).isEqualTo(308);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/embed/", "/lessons", "/embed/labs/neuron", "/icon.svg", "/assets/index-5eed.js"})
    void headHasTheStatusAndHeadersOfGet(String path) throws Exception {
        HttpResponse<String> got = send("GET", path);
        HttpResponse<String> asked = send("HEAD", path);

        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).isEmpty();
        assertThat(asked.headers().map())
                .usingRecursiveComparison()
                .ignoringFields("date")
                .isEqualTo(got.headers().map());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/labs/neuron", "/embed/labs/neuron"})
    void thePictureForOtherSitesHasAnAbsoluteAddress(String path) throws Exception {
        assertThat(get(path).body()).contains("<meta property=\"og:image\" content=\"" + at("/og.png") + "\" />");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/compare", "/sweeps"})
    void aPageThatTrainsManyNetworksDoesNotOfferItselfForEmbedding(String path) throws Exception {
        assertThat(get(path).body()).doesNotContain("oembed");
    }

    @Test
    void hashedFilesAreCachedForAYear() throws Exception {
        HttpResponse<String> asset = get("/assets/index-5eed.js");

        assertThat(asset.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(get("/assets/none.js").headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/embed/", "/lessons", "/icon.svg"})
    void otherFilesAreAskedForAgainWithAValidator(String path) throws Exception {
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same = send("GET", path, "If-None-Match", tag);
        HttpResponse<String> changed = send("GET", path, "If-None-Match", "W/\"0\"");

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).hasValue(tag);
        assertThat(same.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/labs/telepathy", "/labs/..%2Fsecret", "/labs/%2e%2e/secret", "/labs/neuron.html.bak", "/secret"
            })
    void unknownPagesAreNotFound(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("Secret");
    }

    @ParameterizedTest
    @CsvSource({
        "/nosuch, ./",
        "/labs/nosuch, ../",
        "/labs/, ../",
        "/a/b%20c/d, ../../",
        "/embed/labs/nosuch, ../../",
        "/problems/nosuch, ../"
    })
    void aBrowserGetsAPageAtAnUnknownAddress(String path, String root) throws Exception {
        HttpResponse<String> answer = send("GET", path, "Accept", BROWSER);
        HttpResponse<String> head = send("HEAD", path, "Accept", BROWSER);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body())
                .contains("Missing", "data-home=\"" + root + "\"", "src=\"" + root + "assets/index-5eed.js\"");
        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(answer.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/labs/nosuch | */*",
                "/labs/nosuch | application/json",
                "/labs/nosuch | text/html, application/json",
                "/labs/nosuch | not a media type",
                "/api/v1/nosuch | text/html",
                "/embed/api/v1/nosuch | text/html",
            })
    void aProgramGetsAProblemDocumentAtAnUnknownAddress(String path, String accept) throws Exception {
        HttpResponse<String> answer = send("GET", path, "Accept", accept);

        assertThat(answer.statusCode()).isIn(404, 406);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void onlyGetAndHeadAreAllowed() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(at("/labs/neuron"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(browser.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isIn(404, 405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(path)).method(method, HttpRequest.BodyPublishers.noBody());
        return browser.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port() + path);
    }
}
