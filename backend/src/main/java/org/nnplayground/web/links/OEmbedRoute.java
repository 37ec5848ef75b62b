package org.nnplayground.web.links;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nnplayground.link.SavedPages;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.web.pages.OEmbedAddress;
import org.nnplayground.web.pages.PageFiles;
import org.nnplayground.web.request.QueryErrors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells other sites how to embed a page of this server (oEmbed 1.0, type "rich"): {@code GET /oembed?url=..}. JSON
 * only; pages of other servers are unknown.
 */
@Configuration(proxyBeanMethods = false)
class OEmbedRoute {

    private static final Pattern PAGE =
            Pattern.compile("/(?:embed(?:/|$))?(|p/[0-9a-z]+|(?:lessons|labs|exercises)/[a-z0-9-]+)");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
    private static final int WIDTH = 800;
    private static final int HEIGHT = 720;
    private static final int MIN_SIZE = 1;
    private static final int MAX_SIZE = 100_000;
    private static final int PICTURE_SIDE = 200;

    /** A page and what is known of it. */
    private record Described(String title, @Nullable URI picture) {}

    @Bean
    RouterFunction<ServerResponse> oEmbed(SavedPages pages, SpecFormat format, PageFiles files) {
        return RouterFunctions.route()
                .GET(OEmbedAddress.PATH, request -> {
                    if (!request.queryParam("format").orElse("json").equals("json")) {
                        return ServerResponse.status(HttpStatus.NOT_IMPLEMENTED).build();
                    }
                    var errors = new QueryErrors();
                    int width = size("maxwidth", WIDTH, request, errors);
                    int height = size("maxheight", HEIGHT, request, errors);
                    errors.throwIfAny();
                    URI page = page(request);
                    String path = path(page);
                    return describe(path, page, pages, format, files)
                            .map(known -> body(page, path, known, width, height))
                            .flatMap(body -> ServerResponse.ok()
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .bodyValue(body));
                })
                .build();
    }

    private static int size(String name, int wanted, ServerRequest request, QueryErrors errors) {
        Optional<String> given = request.queryParam(name);
        int most = (int) errors.number(name, given.orElse(null), wanted, MIN_SIZE, MAX_SIZE);
        return Math.min(wanted, most);
    }

    /** The page that the query asks for; it must be of this server, as the request names it. */
    private static URI page(ServerRequest request) {
        try {
            URI page = new URI(request.queryParam("url").orElse(""));
            URI own = request.uri();
            if (own.getScheme().equalsIgnoreCase(page.getScheme())
                    && page.getRawAuthority() != null
                    && own.getRawAuthority()
                            .toLowerCase(Locale.ROOT)
                            .equals(page.getRawAuthority().toLowerCase(Locale.ROOT))) {
                return page;
            }
        } catch (URISyntaxException e) {
            // Not an address of this server.
        }
        throw new PlaygroundException(ProblemType.NOT_FOUND, Message.of("oembed.unknown"));
    }

    /** The path of a page without {@code /embed}. */
    private static String path(URI page) {
        Matcher known = PAGE.matcher(page.getRawPath().isEmpty() ? "/" : page.getRawPath());
        if (!known.matches()) {
            throw new PlaygroundException(ProblemType.NOT_FOUND, Message.of("oembed.unknown"));
        }
        return known.group(1);
    }

    private static Mono<Described> describe(
            String path, URI page, SavedPages pages, SpecFormat format, PageFiles files) {
        if (path.startsWith("p/")) {
            return SavedPageRoutes.found(pages, path.substring(2))
                    .map(saved -> new Described(
                            SavedPageRoutes.titleOf(saved, format), page.resolve("/p/" + saved.code() + ".png")));
        }
        return Mono.fromSupplier(() -> files.text(path.isEmpty() ? "index.html" : path + ".html"))
                .flatMap(Mono::justOrEmpty)
                .subscribeOn(Schedulers.boundedElastic())
                .switchIfEmpty(
                        Mono.error(() -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("oembed.unknown"))))
                .map(html -> {
                    Matcher title = TITLE.matcher(html);
                    return new Described(
                            title.find()
                                    ? HtmlUtils.htmlUnescape(title.group(1)).strip()
                                    : "NN Playground",
                            null);
                });
    }

    private static Map<String, Object> body(URI page, String path, Described known, int width, int height) {
        String fragment = page.getRawFragment() == null ? "" : "#" + page.getRawFragment();
        String source = page.resolve("/embed/" + path) + fragment;
        var body = new LinkedHashMap<String, Object>();
        body.put("version", "1.0");
        body.put("type", "rich");
        body.put("provider_name", "NN Playground");
        body.put("provider_url", page.resolve("/").toString());
        body.put("title", known.title());
        body.put("width", width);
        body.put("height", height);
        body.put(
                "html",
                "<iframe src=\"%s\" title=\"%s\" width=\"%d\" height=\"%d\" style=\"border:0;max-width:100%%\" sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" loading=\"lazy\"></iframe>"
                        .formatted(HtmlUtils.htmlEscape(source), HtmlUtils.htmlEscape(known.title()), width, height));
        if (known.picture() != null) {
            body.put("thumbnail_url", known.picture().toString());
            body.put("thumbnail_width", PICTURE_SIDE);
            body.put("thumbnail_height", PICTURE_SIDE);
        }
        return body;
    }
}
