package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The software bill of materials (CycloneDX) in the packaged server, which the image contains, too. */
class SbomIT {

    private static final Path JAR = Path.of(System.getProperty("server.jar"));

    @Test
    void theServerContainsAListOfItsJavaLibraries() throws IOException {
        assertThat(libraries("application.cdx.json"))
                .anyMatch(library -> library.startsWith("pkg:maven/ai.djl/api@"))
                .anyMatch(library -> library.startsWith("pkg:maven/ai.djl.pytorch/pytorch-native-cpu@"))
                .anyMatch(library -> library.startsWith("pkg:maven/org.springframework/spring-webflux@"))
                .noneMatch(library -> library.contains("junit"));
    }

    @Test
    void theServerContainsAListOfThePagesLibraries() throws IOException {
        assertThat(libraries("page.cdx.json"))
                .anyMatch(library -> library.startsWith("pkg:npm/preact@"))
                .noneMatch(library -> library.contains("vitest"));
    }

    private static List<String> libraries(String name) throws IOException {
        try (var jar = new ZipFile(JAR.toFile());
                InputStream sbom = jar.getInputStream(jar.getEntry("META-INF/sbom/" + name))) {
            return new JsonMapper()
                    .readTree(sbom)
                    .get("components")
                    .valueStream()
                    .map(library -> library.path("purl").stringValue(""))
                    .toList();
        }
    }
}
