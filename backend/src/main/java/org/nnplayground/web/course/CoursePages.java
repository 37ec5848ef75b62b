package org.nnplayground.web.course;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Serves the pages of the course at addresses without a file extension: {@code /lessons}, {@code /lessons/history},
 * {@code /labs/neuron}, {@code /exercises/gradient}. The page's build writes one file for each; other addresses answer
 * 404.
 */
@Configuration(proxyBeanMethods = false)
class CoursePages {

    private static final Pattern PATH = Pattern.compile("/(lessons|(?:lessons|labs|exercises)/[a-z0-9-]+)");

    @Bean
    RouterFunction<ServerResponse> coursePageRoutes(WebProperties web, ResourceLoader loader) {
        List<String> locations = List.of(web.getResources().getStaticLocations());
        return RouterFunctions.resources(request -> {
            Matcher path =
                    PATH.matcher(request.requestPath().pathWithinApplication().value());
            return path.matches() ? Mono.justOrEmpty(page(locations, path.group(1), loader)) : Mono.empty();
        });
    }

    private static Optional<Resource> page(List<String> locations, String name, ResourceLoader loader) {
        return locations.stream()
                .map(location -> loader.getResource(location + name + ".html"))
                .filter(Resource::isReadable)
                .findFirst();
    }
}
