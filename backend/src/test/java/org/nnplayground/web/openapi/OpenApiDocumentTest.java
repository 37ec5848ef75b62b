package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/openapi.json} is the source of the page's generated types. With {@code -Dopenapi.write} this test writes
 * it.
 */
class OpenApiDocumentTest extends ServerTest {

    private static final Path DOCUMENT = Path.of("../docs/openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void theCommittedDocumentEqualsThePublishedOne() throws IOException {
        Object served = JSON.readValue(client.gets("/v3/api-docs").text(), Object.class);
        String published = JSON.writeValueAsString(served) + "\n";

        if (System.getProperty("openapi.write") != null) {
            Files.writeString(DOCUMENT, published);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("run: ./mvnw test -Dtest=OpenApiDocumentTest -Dopenapi.write")
                .isEqualTo(published);
    }
}
