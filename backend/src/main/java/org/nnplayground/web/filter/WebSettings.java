package org.nnplayground.web.filter;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowedOrigins foreign pages that may call the API, as {@code https://course.example}; they never send
 *     credentials
 * @param frameAncestors who may show the page in a frame, in the words of the content security policy
 * @param embedFrameAncestors the same of everything below {@code /embed}
 * @param trustedProxies addresses, or ranges like {@code 10.0.0.0/8}, whose {@code Forwarded} and {@code X-Forwarded-*}
 *     headers are believed; nobody else's are
 */
@ConfigurationProperties("playground.web")
public record WebSettings(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("'self'") String frameAncestors,
        @DefaultValue("*") String embedFrameAncestors,
        @DefaultValue List<String> trustedProxies) {

    public WebSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        if (allowedOrigins.contains("*") || allowedOrigins.contains("null")) {
            throw new IllegalArgumentException(
                    "playground.web.allowed-origins must list origins such as https://course.example");
        }
    }
}
