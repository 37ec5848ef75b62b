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

    private static final String REDIS = "playground.redis.url";
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
    void aRoleAloneNeedsRedis() {
        assertRefused(Map.of("playground.roles", "web"), "playground.roles", REDIS);
        assertRefused(Map.of("playground.roles", "trainer"), "playground.roles", REDIS);
    }

    @Test
    void processesThatShareARedisNeedAPostgresql() {
        assertRefused(Map.of(REDIS, "redis://localhost", SECRET, "00"), REDIS, DATABASE);
        assertRefused(Map.of(REDIS, "redis://localhost", SECRET, "00", DATABASE, "r2dbc:h2:mem:///x"), REDIS, DATABASE);
        assertRefused(
                Map.of(REDIS, "redis://localhost", SECRET, "00", DATABASE, POSTGRESQL, "playground.store", "memory"),
                REDIS,
                DATABASE);
    }

    @Test
    void webNodesNeedTheirCommonSecretAndTrainersDoNot() {
        var web = Map.<String, Object>of(REDIS, "redis://localhost", DATABASE, POSTGRESQL);
        assertRefused(web, SECRET, "openssl rand -hex 32");

        var trainer =
                Map.<String, Object>of(REDIS, "redis://localhost", DATABASE, POSTGRESQL, "playground.roles", "trainer");
        assertThatCode(() -> Role.check(settings(trainer))).doesNotThrowAnyException();
    }

    private static void assertRefused(Map<String, Object> properties, String property, String advice) {
        assertThatThrownBy(() -> Role.check(settings(properties)))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refusal -> {
                    assertThat(refusal.getName()).isEqualTo(property);
                    assertThat(refusal.getReason()).contains(advice);
                });
    }
}
