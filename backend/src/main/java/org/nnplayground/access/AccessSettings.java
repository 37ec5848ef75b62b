package org.nnplayground.access;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.access.*}.
 *
 * @param secret key that signs tokens: 32 bytes in hexadecimal; null to generate one and store it in {@code secretFile}
 * @param secretFile file of the generated secret, readable by its owner only
 * @param previousSecret secret that was used before; its tokens stay valid until {@code previousSecretUntil}
 * @param previousSecretUntil end of the validity of {@code previousSecret}
 * @param anonymous jobs that may be created without an API key
 */
@ConfigurationProperties("playground.access")
public record AccessSettings(
        @Nullable String secret,
        @DefaultValue("data/secret") Path secretFile,
        @Nullable String previousSecret,
        @Nullable Instant previousSecretUntil,
        @DefaultValue("all") AnonymousAccess anonymous) {

    @Override
    public String toString() {
        return "AccessSettings[secretFile=" + secretFile + ", anonymous=" + anonymous + "]";
    }
}
