package org.nnplayground.lti;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.lti.store.RegistrationStore;
import reactor.core.publisher.Mono;

/** Answers deep-linking requests: what a teacher has chosen becomes links of the course. */
public final class DeepLinks {

    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final int VALIDITY_SECONDS = 300;
    private static final int WIDTH = 1140;
    private static final int HEIGHT = 800;

    private final RegistrationStore registrations;
    private final ToolKeys keys;
    private final LtiSettings settings;
    private final InstantSource clock;

    DeepLinks(RegistrationStore registrations, ToolKeys keys, LtiSettings settings, InstantSource clock) {
        this.registrations = registrations;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Chosen content.
     *
     * @param path as in {@link LtiContent#path}
     * @param graded whether attempts count
     * @param attempts 1 to {@link LtiContent#MAX_ATTEMPTS}
     * @param points of all steps, the maximum of the column in the gradebook
     * @param goal as in {@link LtiContent#goal}
     */
    public record Item(
            String path,
            String title,
            boolean graded,
            int attempts,
            double points,
            @Nullable String goal) {}

    /** What the browser posts to the platform, as the form field {@code JWT}. */
    public record Response(URI action, String jwt) {}

    /**
     * The response to a request; without items, the teacher has cancelled. A column in the gradebook is declared for
     * graded items if the platform allows it.
     *
     * @return empty if the registration was removed
     */
    public Mono<Response> respond(Launch launch, DeepLinkingRequest request, List<Item> items) {
        return registrations.find(launch.platformId()).flatMap(platform -> {
            long now = clock.instant().getEpochSecond();
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("iss", platform.clientId());
            claims.put("aud", platform.issuer());
            claims.put("iat", now);
            claims.put("exp", now + VALIDITY_SECONDS);
            claims.put("nonce", Tokens.random());
            claims.put(LTI + "deployment_id", launch.deploymentId());
            claims.put(LTI + "message_type", "LtiDeepLinkingResponse");
            claims.put(LTI + "version", "1.3.0");
            if (request.data() != null) {
                claims.put(DEEP_LINKING + "data", request.data());
            }
            claims.put(
                    DEEP_LINKING + "content_items",
                    items.stream()
                            .map(item -> contentItem(item, request.lineItems()))
                            .toList());
            return keys.sign(claims).map(jwt -> new Response(request.returnUrl(), jwt));
        });
    }

    private Map<String, Object> contentItem(Item item, boolean lineItems) {
        Map<String, String> custom = new LinkedHashMap<>();
        custom.put("content", item.path());
        custom.put("mode", item.graded() ? "graded" : "practice");
        if (item.graded()) {
            custom.put("attempts", Integer.toString(item.attempts()));
        }
        if (item.goal() != null) {
            custom.put("goal", item.goal());
        }
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("type", "ltiResourceLink");
        link.put("title", item.title());
        link.put("url", settings.addressOf("/lti/launch").toString());
        link.put("custom", custom);
        link.put("iframe", Map.of("width", WIDTH, "height", HEIGHT));
        if (item.graded() && lineItems) {
            link.put(
                    "lineItem",
                    Map.of(
                            "scoreMaximum", item.points(),
                            "label", item.title(),
                            "resourceId", item.path(),
                            "tag", "graded"));
        }
        return link;
    }
}
