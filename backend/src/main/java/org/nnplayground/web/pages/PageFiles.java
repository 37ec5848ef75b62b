package org.nnplayground.web.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The HTML files that the page's build has written. Reading them blocks. */
@Component
public final class PageFiles {

    private final List<String> locations;
    private final ResourceLoader loader;

    PageFiles(WebProperties web, ResourceLoader loader) {
        this.locations = List.of(web.getResources().getStaticLocations());
        this.loader = loader;
    }

    /** A file, such as {@code labs/neuron.html}; empty if the build has not written it. */
    Optional<Resource> find(String file) {
        return locations.stream()
                .map(location -> loader.getResource(location + file))
                .filter(Resource::isReadable)
                .findFirst();
    }

    /** The text of a file; empty if the build has not written it. */
    public Optional<String> text(String file) {
        return find(file).map(PageFiles::text);
    }

    static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
