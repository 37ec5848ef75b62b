package org.nnplayground.web.pages;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.ResourceHandlerRegistrationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Serves the page at {@code /}, and other pages at addresses without a file extension: {@code /compare},
 * {@code /sweeps}, and those of the course, such as {@code /lessons}, {@code /lessons/neuron}, {@code /labs/neuron}.
 * The page's build writes one file for each; {@link MissingPageHandler} answers other addresses.
 *
 * <p>Files below {@code /assets} have a hash of their content in their names, so caches may keep them for a year.
 * Caches must ask for all others again each time, with their {@link ContentTag}.
 */
@Configuration(proxyBeanMethods = false)
class PageRoutes {

    private static final Pattern PATH =
            Pattern.compile("/(lessons|compare|sweeps|(?:lessons|labs|exercises)/[a-z0-9-]+)");
    /** Pages that other sites cannot embed, because they would open many streams and jobs. */
    private static final Pattern TRAINS_MANY = Pattern.compile("/(compare|sweeps)$");
    /** Lessons that have been divided or renamed: their former names, which links of other sites contain. */
    private static final Map<String, String> RENAMED_LESSONS =
            Map.of("history", "history-models", "practice", "initialization", "beyond", "convolution");

    private static final RequestPredicate GET_OR_HEAD = RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD);
    private static final String ASSETS = "assets/";
    private static final Pattern PICTURE = Pattern.compile("<meta property=\"og:image\" content=\"([^\"]+)\"");
    private static final CacheControl HASHED =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private record Html(String tag, String text) {}

    @Bean
    RouterFunction<ServerResponse> pages(PageFiles files) {
        return request -> {
            String file = file(request);
            return file == null || !GET_OR_HEAD.test(request)
                    ? Mono.empty()
                    : Mono.fromSupplier(() -> files.find(file))
                            .flatMap(Mono::justOrEmpty)
                            .subscribeOn(Schedulers.boundedElastic())
                            .map(PageRoutes::handler);
        };
    }

    /** The redirect is relative, so that a proxy may serve the pages below another path. */
    @Bean
    RouterFunction<ServerResponse> renamedLessons() {
        var routes = RouterFunctions.route();
        RENAMED_LESSONS.forEach((former, current) ->
                routes.route(GET_OR_HEAD.and(RequestPredicates.path("/lessons/" + former)), request -> {
                    String query = request.uri().getRawQuery();
                    URI location = URI.create(query == null ? current : current + "?" + query);
                    return ServerResponse.permanentRedirect(location).build();
                }));
        return routes.build();
    }

    /** The name of a page's file; null if the path is not that of a page. */
    private static @Nullable String file(ServerRequest request) {
        String path = request.requestPath().pathWithinApplication().value();
        Matcher course = PATH.matcher(path);
        if (course.matches()) {
            return course.group(1) + ".html";
        }
        return path.equals("/") ? "index.html" : null;
    }

    private static HandlerFunction<ServerResponse> handler(Resource page) {
        return request -> Mono.fromSupplier(() -> new Html(ContentTag.of(page), PageFiles.text(page)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(read -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(CacheControl.noCache())
                        .eTag(read.tag())
                        .bodyValue(forOtherSites(read.text(), request.uri())));
    }

    /**
     * The page with what other sites need: they show the picture of a link only if its address is absolute, and learn
     * from another address how to embed the page.
     */
    private static String forOtherSites(String html, URI address) {
        Matcher picture = PICTURE.matcher(html);
        String page = picture.find()
                ? html.substring(0, picture.start(1))
                        + address.resolve(picture.group(1))
                        + html.substring(picture.end(1))
                : html;
        if (TRAINS_MANY.matcher(address.getPath()).find()) {
            return page;
        }
        String discovery = "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"%s\" /></head>"
                .formatted(HtmlUtils.htmlEscape(OEmbedAddress.of(address).toString()));
        return page.replaceFirst("</head>", Matcher.quoteReplacement(discovery));
    }

    /** People type a slash at the end. The files of a page are relative to an address without one. */
    @Bean
    WebFilter trailingSlashes() {
        return UrlHandlerFilter.trailingSlashHandler(
                        "/lessons/**", "/compare/**", "/sweeps/**", "/labs/*/**", "/exercises/*/**")
                .redirect(HttpStatus.PERMANENT_REDIRECT)
                .build();
    }

    @Bean
    WebFluxConfigurer hashedFiles(WebProperties web) {
        return new WebFluxConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                var registration = registry.addResourceHandler("/" + ASSETS + "**")
                        .setCacheControl(HASHED)
                        .setUseLastModified(false)
                        .setEtagGenerator(ContentTag::of);
                for (String location : web.getResources().getStaticLocations()) {
                    registration.addResourceLocations(location + ASSETS);
                }
            }
        };
    }

    @Bean
    ResourceHandlerRegistrationCustomizer otherFiles() {
        return registration -> registration
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(ContentTag::of);
    }
}
