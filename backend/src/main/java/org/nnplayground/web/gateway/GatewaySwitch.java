package org.nnplayground.web.gateway;

import org.jspecify.annotations.Nullable;
import org.nnplayground.cluster.Role;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Configures the gateway library: off, unless this process serves the API in a cluster; and before the controllers,
 * whose handler mapping has order 0.
 */
public final class GatewaySwitch implements EnvironmentPostProcessor {

    private static final String LIBRARY = "spring.cloud.gateway.server.webflux.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new Settings(environment));
    }

    /** Decides when the library asks, because settings can be added to the environment after this. */
    private static final class Settings extends PropertySource<Object> {

        private final ConfigurableEnvironment environment;

        Settings(ConfigurableEnvironment environment) {
            super("gateway"); // Spring would search a source that is the environment without end
            this.environment = environment;
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return switch (name) {
                case LIBRARY + "enabled", LIBRARY + "observability.enabled" ->
                    Role.isShared(environment) && Role.of(environment).contains(Role.WEB);
                case LIBRARY + "handler-mapping.order" -> -1;
                default -> null;
            };
        }
    }
}
