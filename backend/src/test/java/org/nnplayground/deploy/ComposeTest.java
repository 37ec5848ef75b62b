package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml}, as Compose reads it after YAML's merges. */
class ComposeTest {

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void onlyPostgresqlHasAVolumeForData() {
        assertThat(services.keySet()).containsExactlyInAnyOrder("proxy", "web", "trainer", "postgres");
        assertThat(having("volumes"))
                .as("the proxy's volume is its read-only configuration")
                .isEqualTo(Map.of(
                        "postgres", List.of("postgres:/var/lib/postgresql"),
                        "proxy", List.of("./proxy/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro")));
    }

    @Test
    void onlyTheProxyPublishesAPort() {
        assertThat(having("ports")).isEqualTo(Map.of("proxy", List.of("${PLAYGROUND_PORT:-8080}:8080")));
    }

    @Test
    void webNodesAndTrainersDifferInTheirRolesAndShareTheRest() {
        var web = Manifests.at(services.get("web"), "environment");
        var trainer = Manifests.at(services.get("trainer"), "environment");

        for (String shared : List.of("PLAYGROUND_ACCESS_SECRET", "SPRING_R2DBC_URL", "SPRING_R2DBC_PASSWORD")) {
            assertThat(Manifests.at(web, shared)).as(shared).isEqualTo(Manifests.at(trainer, shared));
        }
        assertThat(Manifests.at(web, "PLAYGROUND_ROLES")).isEqualTo("web");
        assertThat(Manifests.at(trainer, "PLAYGROUND_ROLES")).isEqualTo("trainer");
    }

    private Map<String, Object> having(String key) {
        return services.entrySet().stream()
                .filter(service -> service.getValue().containsKey(key))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, service -> service.getValue().get(key)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        try {
            Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("../docker-compose.yml")));
            return (Map<String, Map<String, Object>>) Manifests.at(compose, "services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
