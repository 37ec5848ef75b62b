package org.nnplayground.access;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secret 32 bytes in hexadecimal that tokens are made with; where it is not set, one is made once and kept in
 *     {@code secretFile}
 * @param secretFile kept beside the data, readable by its owner alone
 * @param formerSecret what tokens were made with before; those stay valid
 * @param formerSecretUntil until this time
 * @param anonymous what may be created without an API key
 */
@ConfigurationProperties("playground.access")
public record AccessSettings(
        @Nullable String secret,
        @DefaultValue("data/secret") Path secretFile,
        @Nullable String formerSecret,
        @Nullable Instant formerSecretUntil,
        @DefaultValue("all") AnonymousAccess anonymous) {

    @Override
    public String toString() {
        return "AccessSettings[secretFile=" + secretFile + ", anonymous=" + anonymous + "]";
    }
}
