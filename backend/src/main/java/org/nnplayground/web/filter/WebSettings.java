package org.nnplayground.web.filter;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the web filters.
 *
 * @param allowedOrigins origins of other sites whose pages may call the API, such as {@code https://course.example};
 *     never with credentials
 * @param frameAncestors sites that may frame the page, as a {@code frame-ancestors} source list
 * @param embedFrameAncestors the same for everything below {@code /embed}; empty for all parents. {@code *} would
 *     refuse parents that are not http(s), such as a local file or a notebook in an editor
 * @param trustedProxies addresses, or ranges like {@code 10.0.0.0/8}, whose {@code Forwarded} and {@code X-Forwarded-*}
 *     headers are trusted
 */
@ConfigurationProperties("playground.web")
public record WebSettings(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("'self'") String frameAncestors,
        @DefaultValue("") String embedFrameAncestors,
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
