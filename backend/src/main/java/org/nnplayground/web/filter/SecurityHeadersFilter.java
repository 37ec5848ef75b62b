package org.nnplayground.web.filter;

import org.nnplayground.lti.LtiSettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sets the security headers. Pages load from and call only this server, run no inline script or style, submit no form,
 * and are framed only by the configured ancestors. API responses may load nothing. The pages of LTI are framed by any
 * platform and post a form back to it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeadersFilter implements WebFilter {

    static final String POLICY = "Content-Security-Policy";
    private static final String OPENER_POLICY = "Cross-Origin-Opener-Policy";

    /**
     * Images may also be {@code data:} and {@code blob:} URLs. The share dialog previews the embedded page in a frame.
     */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'none'";

    /** Hash of the only inline style of Swagger UI; a browser test fails when a new version changes it. */
    private static final String SWAGGER_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    static final String DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String page;
    private final String embedded;
    private final String swagger;
    private final String launched;

    SecurityHeadersFilter(WebSettings settings, LtiSettings lti) {
        this.page = PAGE + frameAncestors(settings.frameAncestors());
        this.embedded = PAGE + frameAncestors(settings.embedFrameAncestors());
        this.swagger = page.replace("style-src 'self'", "style-src 'self' " + SWAGGER_STYLE);
        this.launched = PAGE.replace(
                "form-action 'none'", "form-action 'self' https:" + (lti.allowPrivateAddresses() ? " http:" : ""));
    }

    private static String frameAncestors(String sources) {
        return sources.isBlank() ? "" : "; frame-ancestors " + sources.strip();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = RequestPath.of(exchange);
        headers.set(POLICY, policy(path));
        addTo(headers);
        if (path.startsWith("/lti/")) {
            headers.set(OPENER_POLICY, "unsafe-none"); // to close the platform's registration window
        }
        return chain.filter(exchange);
    }

    /** Adds the headers of every response. */
    static void addTo(HttpHeaders headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": then browsers would hide the origin from this server, too.
        headers.set("Referrer-Policy", "same-origin");
        headers.set(OPENER_POLICY, "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    private String policy(String path) {
        String[] segments = path.split("/", 3);
        return switch (segments.length < 2 ? "" : segments[1]) {
            case "api" -> DATA;
            case "embed" -> embedded;
            case "lti" -> launched;
            case "swagger-ui" -> swagger;
            default -> page;
        };
    }
}
