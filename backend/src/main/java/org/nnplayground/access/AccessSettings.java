package org.nnplayground.access;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secret 32 bytes in hexadecimal that control tokens are made with; where it is not set, one is made once and
 *     kept in {@code secretFile}
 * @param secretFile kept beside the data, readable by its owner alone
 * @param apiKeys the keys of API clients by name, each at least 32 characters long
 */
@ConfigurationProperties("playground.access")
public record AccessSettings(
        @Nullable String secret,
        @DefaultValue("data/secret") Path secretFile,
        @DefaultValue Map<String, String> apiKeys) {

    @Override
    public String toString() {
        return "AccessSettings[secretFile=" + secretFile + ", apiKeys of " + apiKeys.keySet() + "]";
    }
}
