package org.nnplayground.cluster;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The roles of a process, set by {@code playground.roles}. A single process has all roles. */
public enum Role {
    /** Serves the page and the API. */
    WEB,
    /** Trains jobs. */
    TRAINER;

    private static final String ROLES = "playground.roles";
    private static final String DATABASE = "spring.r2dbc.url";
    private static final String SECRET = "playground.access.secret";

    /** The roles of this process. */
    public static Set<Role> of(Environment settings) {
        Set<Role> named =
                Binder.get(settings).bind(ROLES, Bindable.setOf(Role.class)).orElse(Set.of());
        return named.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(named);
    }

    /** Whether other processes can share the jobs of this one: they are in a PostgreSQL. */
    public static boolean isShared(Environment settings) {
        return !settings.getProperty("playground.store", "sql").equals("memory")
                && settings.getProperty(DATABASE, "").contains("postgres");
    }

    /**
     * Checks the settings that all processes of one service must share.
     *
     * @throws InvalidConfigurationPropertyValueException if one is missing; the message says what to set
     */
    public static void check(Environment settings) {
        Set<Role> roles = of(settings);
        boolean shared = isShared(settings);
        if (!shared && roles.size() < values().length) {
            throw new InvalidConfigurationPropertyValueException(
                    ROLES,
                    roles,
                    "A process with one role alone finds the others through a PostgreSQL: set " + DATABASE
                            + " (r2dbc:postgresql://host:port/database), or leave the roles out.");
        }
        if (shared && settings.getProperty(SECRET, "").isBlank()) {
            throw new InvalidConfigurationPropertyValueException(
                    SECRET,
                    "",
                    "Processes that share a PostgreSQL must know the same tokens: set the same 32 random bytes in"
                            + " hexadecimal for all of them (openssl rand -hex 32).");
        }
    }

    /** Matches if other processes can share the jobs of this one. */
    public static final class Shares implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isShared(context.getEnvironment());
        }
    }

    /** Matches if this process has the web role. */
    public static final class Serves implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return of(context.getEnvironment()).contains(WEB);
        }
    }

    /** Matches if this process has the trainer role. */
    public static final class Trains implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return of(context.getEnvironment()).contains(TRAINER);
        }
    }

    /** Matches if this process has the trainer role only. */
    public static final class OnlyTrains implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !of(context.getEnvironment()).contains(WEB);
        }
    }
}
