package org.nnplayground.web.links;

import java.net.URI;
import java.time.Duration;
import org.nnplayground.link.SavedPage;
import org.nnplayground.link.SavedPages;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.web.pages.OEmbedAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/**
 * Opens saved pages at {@code /p/<code>}: browsers go on to the page in that state; other sites find a title, a picture
 * and the address of oEmbed.
 */
@Configuration(proxyBeanMethods = false)
class SavedPageRoutes {

    private static final CacheControl FOR_A_DAY =
            CacheControl.maxAge(Duration.ofDays(1)).cachePublic();
    private static final String GENERAL_PICTURE = "og.png";

    @Bean
    RouterFunction<ServerResponse> savedPageRoute(SavedPages pages, PagePicture pictures, SpecFormat format) {
        return RouterFunctions.route()
                .GET(
                        "/p/{code:[0-9a-z]+}",
                        request -> found(pages, request.pathVariable("code"))
                                .flatMap(page -> ServerResponse.ok()
                                        .contentType(MediaType.TEXT_HTML)
                                        .cacheControl(CacheControl.noCache())
                                        .bodyValue(html(page, titleOf(page, format), request))))
                .GET(
                        "/p/{code:[0-9a-z]+}.png",
                        request -> found(pages, request.pathVariable("code"))
                                .flatMap(pictures::of)
                                .flatMap(png -> ServerResponse.ok()
                                        .contentType(MediaType.IMAGE_PNG)
                                        .cacheControl(FOR_A_DAY)
                                        .bodyValue(png))
                                .switchIfEmpty(Mono.defer(
                                        () -> ServerResponse.temporaryRedirect(URI.create("../" + GENERAL_PICTURE))
                                                .build())))
                .build();
    }

    static Mono<SavedPage> found(SavedPages pages, String code) {
        return pages.find(code)
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("saved-page.unknown", code))));
    }

    /** Data and layers in wire names, such as {@code NN Playground: spiral, 8-8, tanh}. */
    static String titleOf(SavedPage page, SpecFormat format) {
        TrainingSpec spec = page.spec() == null ? null : format.read(page.spec());
        if (spec == null) {
            return "NN Playground";
        }
        String data = switch (spec.data()) {
            case Data.Generated generated -> generated.generator().wireName();
            case Data.Inline inline -> inline.train().size() + " samples";
            case Data.Uploaded uploaded -> uploaded.samplesInAll() + " samples";
        };
        var layers = spec.network().layers();
        StringBuilder units = new StringBuilder();
        for (var layer : layers.subList(0, layers.size() - 1)) {
            units.append(units.isEmpty() ? "" : "-").append(layer.units());
        }
        String hidden = units.isEmpty()
                ? "no hidden layer"
                : units + ", " + layers.getFirst().activation().wireName();
        return "NN Playground: " + data + ", " + hidden;
    }

    private static String html(SavedPage page, String title, ServerRequest request) {
        URI address = request.uri();
        String name = HtmlUtils.htmlEscape(title);
        String target = HtmlUtils.htmlEscape("../#" + page.address());
        return """
                <!doctype html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="robots" content="noindex">
                    <title>%1$s</title>
                    <meta property="og:type" content="website">
                    <meta property="og:title" content="%1$s">
                    <meta property="og:description" content="Watch a neural network learn.">
                    <meta property="og:image" content="%2$s">
                    <meta property="og:url" content="%3$s">
                    <link rel="alternate" type="application/json+oembed" href="%4$s" title="%1$s">
                    <meta http-equiv="refresh" content="0; url=%5$s">
                  </head>
                  <body>
                    <p><a href="%5$s">%1$s</a></p>
                  </body>
                </html>
                """.formatted(
                name,
                HtmlUtils.htmlEscape(address.resolve(page.code() + ".png").toString()),
                HtmlUtils.htmlEscape(address.toString()),
                HtmlUtils.htmlEscape(OEmbedAddress.of(address).toString()),
                target);
    }
}
