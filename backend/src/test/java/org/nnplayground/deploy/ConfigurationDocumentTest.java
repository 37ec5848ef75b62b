package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.nnplayground.spec.Limits;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares {@code docs/configuration.md} with the settings of the code, which the compiler lists in
 * {@code META-INF/spring-configuration-metadata.json}.
 */
class ConfigurationDocumentTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String PREFIX = "playground.";
    private static final String LIMITS = "playground.limits.";
    private static final int MAX_WORDS = 12;

    private static final Pattern ROW = Pattern.compile("^\\| `(playground\\.[a-z.-]+)` \\| (.*) \\| (.*) \\|$");
    private static final Pattern LITERAL = Pattern.compile("^`([^`]+)`");
    private static final Pattern VARIABLE = Pattern.compile("\\bPLAYGROUND_[A-Z_]+\\b");

    /** Variables of Docker Compose itself. */
    private static final List<String> OTHER_VARIABLES = List.of("PLAYGROUND_PORT");

    /** A row of a table; {@code literal} is the default where it is in code, empty where words describe it. */
    private record Row(String literal, String meaning) {}

    private final Map<String, Row> documented = documented();
    private final Map<String, String> defaults = defaults();

    @Test
    void theDocumentListsExactlyTheSettingsOfTheCode() {
        assertThat(documented.keySet()).isEqualTo(defaults.keySet()).hasSizeGreaterThan(50);
    }

    @Test
    void theDocumentStatesTheDefaultOfEverySetting() {
        documented.forEach((name, row) -> {
            if (!name.startsWith(LIMITS)) {
                assertThat(row.literal()).as(name).isEqualTo(defaults.get(name));
            }
        });
    }

    /** These are not in the metadata: what is not set is decided at the start. */
    @Test
    void theDocumentStatesTheDefaultOfEveryLimit() {
        for (RecordComponent limit : Limits.class.getRecordComponents()) {
            Row row = documented.get(LIMITS + kebabCase(limit.getName()).replaceFirst("-bytes$", ""));

            assertThat(row).as(limit.getName()).isNotNull();
            double stated = limit.getName().endsWith("Bytes")
                    ? DataSize.parse(row.literal()).toBytes()
                    : Double.parseDouble(row.literal());
            assertThat(stated).as(limit.getName()).isEqualTo(value(limit));
        }
    }

    @Test
    void theDocumentExplainsEverySettingInAtMostTwelveWords() {
        documented.forEach((name, row) -> assertThat(row.meaning().split("\\s+"))
                .as(name + ": " + row.meaning())
                .hasSizeBetween(1, MAX_WORDS));
    }

    @Test
    void deploymentFilesSetOnlySettingsThatExist() throws IOException {
        var settings = defaults.keySet().stream()
                .map(ConfigurationDocumentTest::relaxed)
                .toList();
        var used = new TreeSet<String>();
        try (Stream<Path> manifests = Files.walk(Path.of("../k8s"))) {
            List<Path> files = Stream.concat(
                            manifests.filter(Files::isRegularFile),
                            Stream.of(
                                    Path.of("../Dockerfile"),
                                    Path.of("../docker-compose.yml"),
                                    Path.of("../docs/deploy.md")))
                    .toList();
            for (Path file : files) {
                VARIABLE.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group()));
            }
        }
        used.removeAll(OTHER_VARIABLES);

        assertThat(used)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(relaxed(name)).isIn(settings));
    }

    private static Map<String, Row> documented() {
        try (Stream<String> lines = Files.lines(Path.of("../docs/configuration.md"))) {
            var rows = new TreeMap<String, Row>();
            lines.map(ROW::matcher).filter(row -> row.matches()).forEach(row -> {
                var literal = LITERAL.matcher(row.group(2));
                rows.put(row.group(1), new Row(literal.find() ? literal.group(1) : "", row.group(3)));
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Default of each setting as in a properties file; empty where there is none. */
    private static Map<String, String> defaults() {
        var found = new TreeMap<String, String>();
        try {
            for (var url : Collections.list(
                    ConfigurationDocumentTest.class.getClassLoader().getResources(METADATA))) {
                try (InputStream metadata = url.openStream()) {
                    for (JsonNode property : new JsonMapper().readTree(metadata).get("properties")) {
                        String name = property.get("name").stringValue();
                        if (name.startsWith(PREFIX)) {
                            found.put(name, text(property.path("defaultValue")));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** A list is an array, or a string such as {@code [5s, 1m]}. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","))
                : value.asString("").replaceFirst("^\\[(.*)]$", "$1").replace(", ", ",");
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String relaxed(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private static double value(RecordComponent limit) {
        try {
            return ((Number) limit.getAccessor().invoke(Limits.STANDARD)).doubleValue();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
