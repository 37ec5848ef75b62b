package org.nnplayground.web.course;

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

/** The course's pages over HTTP, from a folder like that of the page's build. */
class CoursePagesOverHttpTest extends ServerTest {

    @TempDir
    static Path pages;

    private final HttpClient browser = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void servePages(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(pages.resolve("labs"));
        Files.writeString(pages.resolve("lessons.html"), "<title>Lessons</title>");
        Files.writeString(pages.resolve("labs/neuron.html"), "<title>One neuron</title>");
        Files.writeString(pages.resolve("secret.html"), "<title>Secret</title>");
        registry.add(
                "spring.web.resources.static-locations", () -> pages.toUri().toString());
    }

    @ParameterizedTest
    @CsvSource({"/lessons, Lessons", "/labs/neuron, One neuron", "/embed/labs/neuron, One neuron"})
    void pagesAreServedWithoutFileExtension(String path, String title) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).contains(title);
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

    @Test
    void onlyGetAndHeadAreAllowed() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(at("/labs/neuron"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(browser.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isIn(404, 405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port() + path);
    }
}
