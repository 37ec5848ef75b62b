package org.nnplayground.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RoleTest {

    private static final String DATABASE = "spring.r2dbc.url";
    private static final String SECRET = "playground.access.secret";
    private static final String POSTGRESQL = "r2dbc:postgresql://localhost/playground";

    private static StandardEnvironment settings(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }

    @Test
    void oneProcessAloneDoesAllAndNeedsNothing() {
        assertThat(Role.of(settings(Map.of()))).containsExactly(Role.values());
        assertThat(Role.of(settings(Map.of("playground.roles", "web,trainer")))).containsExactly(Role.values());
        assertThatCode(() -> Role.check(settings(Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void aRoleAloneNeedsAPostgresql() {
        assertRefused(Map.of("playground.roles", "web"), "playground.roles", DATABASE);
        assertRefused(Map.of("playground.roles", "trainer"), "playground.roles", DATABASE);
        assertRefused(Map.of("playground.roles", "web", DATABASE, "r2dbc:h2:mem:///x"), "playground.roles", DATABASE);
        assertRefused(
                Map.of("playground.roles", "web", DATABASE, POSTGRESQL, "playground.store", "memory"),
                "playground.roles",
                DATABASE);
    }

    @Test
    void processesThatShareAPostgresqlNeedTheirCommonSecret() {
        assertRefused(Map.of(DATABASE, POSTGRESQL), SECRET, "openssl rand -hex 32");
        assertRefused(Map.of(DATABASE, POSTGRESQL, "playground.roles", "trainer"), SECRET, "openssl rand -hex 32");
        assertThatCode(() -> Role.check(settings(Map.of(DATABASE, POSTGRESQL, SECRET, "00"))))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(Map<String, Object> properties, String property, String advice) {
        assertThatThrownBy(() -> Role.check(settings(properties)))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refusal -> {
                    assertThat(refusal.getName()).isEqualTo(property);
                    assertThat(refusal.getReason()).contains(advice);
                });
    }
}
