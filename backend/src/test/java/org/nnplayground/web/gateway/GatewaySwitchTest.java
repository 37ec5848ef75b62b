package org.nnplayground.web.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class GatewaySwitchTest extends ServerTest {

    private static final String DATABASE = "spring.r2dbc.url";

    @Autowired
    private ApplicationContext context;

    private static boolean isEnabled(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new GatewaySwitch().postProcessEnvironment(environment, new SpringApplication());
        return environment.getRequiredProperty("spring.cloud.gateway.server.webflux.enabled", Boolean.class);
    }

    @Test
    void onlyAProcessOfAClusterThatServesTheApiHasAGateway() {
        assertThat(isEnabled(Map.of())).isFalse();
        assertThat(isEnabled(Map.of(DATABASE, "r2dbc:h2:mem:///x"))).isFalse();
        assertThat(isEnabled(Map.of(DATABASE, "r2dbc:postgresql://host/x"))).isTrue();
        assertThat(isEnabled(Map.of(DATABASE, "r2dbc:postgresql://host/x", "playground.roles", "web")))
                .isTrue();
        assertThat(isEnabled(Map.of(DATABASE, "r2dbc:postgresql://host/x", "playground.roles", "trainer")))
                .isFalse();
    }

    @Test
    void aSingleProcessHasNothingOfTheGateway() {
        assertThat(Arrays.stream(context.getBeanDefinitionNames()).map(context::getType))
                .noneMatch(type -> type != null
                        && (type.getName().startsWith("org.springframework.cloud.")
                                || type.getPackage() == GatewaySwitch.class.getPackage()
                                        && type != GatewaySwitchTest.class));
    }
}
