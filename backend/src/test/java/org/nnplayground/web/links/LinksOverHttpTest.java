package org.nnplayground.web.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Short addresses and oEmbed, as other sites use them. */
class LinksOverHttpTest extends ServerTest {

    /** With every seed, so that the same state has the same spec. */
    private static final String SAVED =
            "{'address': 'dataset=xor&seed=1&lang=en', " + XOR.replace("'xorTable'", "'xorTable', 'seed': 1") + "}";

    @TempDir
    static Path files;

    private final HttpClient browser = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void servePages(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(files.resolve("labs"));
        Files.writeString(files.resolve("index.html"), "<head><title>NN Playground</title></head>");
        Files.writeString(files.resolve("labs/neuron.html"), "<head><title>One neuron &amp; its line</title></head>");
        registry.add(
                "spring.web.resources.static-locations", () -> files.toUri().toString());
    }

    @Test
    void aSavedPageOpensItsStateAndTellsOtherSitesWhatItIs() throws Exception {
        var saved = client.sends("POST", "/api/v1/saved-pages", SAVED);
        String path = saved.json().get("path").stringValue();
        String again = client.sends("POST", "/api/v1/saved-pages", SAVED)
                .json()
                .get("path")
                .stringValue();

        String html = text(path);

        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.json().get("expiresAt").stringValue()).startsWith("20");
        assertThat(again).isEqualTo(path);
        assertThat(html)
                .contains(
                        "url=../#dataset=xor&amp;seed=1&amp;lang=en\"",
                        "<meta property=\"og:title\" content=\"NN Playground: ",
                        "<meta property=\"og:image\" content=\"" + address(path + ".png") + "\"",
                        "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"" + address("/oembed?url="));
        assertThat(text("/embed" + path)).contains("url=../#dataset=xor");
    }

    @Test
    void thePictureOfASavedPageIsThatOfItsTrainedNetwork() throws Exception {
        String path = client.sends("POST", "/api/v1/saved-pages", SAVED)
                .json()
                .get("path")
                .stringValue();

        HttpResponse<byte[]> first = bytes(path + ".png");
        HttpResponse<byte[]> second = bytes(path + ".png");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(first.body())).getWidth())
                .isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void aSavedPageWithoutSpecHasTheGeneralPicture() throws Exception {
        String path = client.sends("POST", "/api/v1/saved-pages", "{'address': 'dataset=spiral'}")
                .json()
                .get("path")
                .stringValue();

        HttpResponse<byte[]> picture = bytes(path + ".png");

        assertThat(picture.statusCode()).isEqualTo(307);
        assertThat(picture.headers().firstValue("Location")).hasValue("../og.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'address': 7}",
                "{'address': '\\\"><script>'}",
                "{'address': 'a b'}",
                "{'address': 'x', 'spec': {'task': 'nothing'}}",
                "{'address': 'x', 'other': 1}"
            })
    void anInvalidStateIsRefusedWithItsViolations(String body) {
        var answer = client.sends("POST", "/api/v1/saved-pages", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").size()).isPositive();
    }

    @Test
    void anAddressThatIsTooLongIsRefused() {
        var answer = client.sends("POST", "/api/v1/saved-pages", "{'address': '" + "x".repeat(32_769) + "'}");

        assertThat(answer.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/p/000000000000", "/p/000000000000.png", "/p/x"})
    void anUnknownCodeIsNotFound(String path) throws Exception {
        assertThat(bytes(path).statusCode()).isEqualTo(404);
    }

    @Test
    void oEmbedDescribesASavedPage() throws Exception {
        String path = client.sends("POST", "/api/v1/saved-pages", SAVED)
                .json()
                .get("path")
                .stringValue();

        var answer = client.gets("/oembed?url=" + encoded(address(path)) + "&maxwidth=500&maxheight=9999");

        assertThat(answer.status()).isEqualTo(200);
        var body = answer.json();
        assertThat(body.get("type").stringValue()).isEqualTo("rich");
        assertThat(body.get("version").stringValue()).isEqualTo("1.0");
        assertThat(body.get("width").intValue()).isEqualTo(500);
        assertThat(body.get("height").intValue()).isEqualTo(720);
        assertThat(body.get("thumbnail_url").stringValue()).isEqualTo(address(path + ".png"));
        assertThat(body.get("html").stringValue())
                .startsWith("<iframe src=\"" + address("/embed" + path) + "\"")
                .contains("loading=\"lazy\"", "width=\"500\"");
    }

    @Test
    void oEmbedDescribesALabByItsTitleAndKeepsTheFragment() {
        var answer = client.gets("/oembed?url=" + encoded(address("/labs/neuron#lang=zh-CN")));

        assertThat(answer.json().get("title").stringValue()).isEqualTo("One neuron & its line");
        assertThat(answer.json().get("html").stringValue())
                .contains(
                        "src=\"" + address("/embed/labs/neuron#lang=zh-CN") + "\"",
                        "title=\"One neuron &amp; its line\"");
    }

    @Test
    void everyPageNamesTheAddressThatDescribesIt() throws Exception {
        assertThat(text("/labs/neuron"))
                .contains("<link rel=\"alternate\" type=\"application/json+oembed\" href=\""
                        + address("/oembed?url=" + encoded(address("/labs/neuron"))) + "\"");
    }

    @Test
    void oEmbedKnowsNoForeignAndNoUnknownPages() {
        for (String url : new String[] {
            "https://course.example/p/000000000000",
            address("/p/000000000000"),
            address("/labs/telepathy"),
            address("/api/v1/catalog"),
            "",
            "::"
        }) {
            assertThat(client.gets("/oembed?url=" + encoded(url)).status())
                    .as(url)
                    .isEqualTo(404);
        }
    }

    @Test
    void oEmbedAnswersInJsonOnly() {
        String page = "/oembed?url=" + encoded(address("/labs/neuron"));

        assertThat(client.gets(page + "&format=xml").status()).isEqualTo(501);
        assertThat(client.gets(page + "&format=json").status()).isEqualTo(200);
        assertThat(client.gets(page + "&maxwidth=none").status()).isEqualTo(422);
    }

    private String address(String path) {
        return "http://localhost:" + port() + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String text(String path) throws Exception {
        return new String(bytes(path).body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> bytes(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(address(path))).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
