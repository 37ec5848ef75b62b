package org.nnplayground.lti;

import static org.nnplayground.lti.LaunchRefusedException.unless;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verifies the tokens of launches, in the order of the LTI 1.3 security framework. */
final class IdTokens {

    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
    private static final String SCORES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private static final String NAMES_AND_ROLES = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final int MAX_ID = 255;
    private static final int MAX_DATA = 8192;
    private static final int MAX_TOKEN = 65_536;
    private static final List<String> PARAMETERS = List.of("content", "mode", "attempts", "goal");

    private final PlatformKeys keys;
    private final PlatformClient client;
    private final LtiSettings settings;
    private final InstantSource clock;
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    IdTokens(PlatformKeys keys, PlatformClient client, LtiSettings settings, InstantSource clock) {
        this.keys = keys;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** The launch that a token describes; fails with {@link LaunchRefusedException}. */
    Mono<Launch> verify(String token, Platform platform, String nonce) {
        return Mono.defer(() -> {
            unless(token.length() <= MAX_TOKEN, "id_token is too long");
            SignedJWT jwt = parsed(token);
            unless(JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm()), "id_token is not signed with RS256");
            String keyId = jwt.getHeader().getKeyID();
            if (keyId == null) {
                throw new LaunchRefusedException("id_token names no key");
            }
            return keys.find(platform, keyId)
                    .switchIfEmpty(Mono.error(
                            () -> new LaunchRefusedException("id_token is signed with a key that the platform lacks")))
                    .map(key -> {
                        unless(isSigned(jwt, key), "the signature of id_token is wrong");
                        return launch(claims(jwt), platform, nonce);
                    });
        });
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new LaunchRefusedException("id_token is no signed JWT");
        }
    }

    private static boolean isSigned(SignedJWT jwt, RSAPublicKey key) {
        try {
            return jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private JsonNode claims(SignedJWT jwt) {
        try {
            return mapper.readTree(jwt.getPayload().toString());
        } catch (JacksonException e) {
            throw new LaunchRefusedException("the claims of id_token are no JSON");
        }
    }

    private Launch launch(JsonNode claims, Platform platform, String nonce) {
        unless(platform.issuer().equals(claims.path("iss").stringValue(null)), "iss is not the registration's");
        requireAudience(claims, platform.clientId());
        requireTimes(claims);
        unless(Tokens.equal(nonce, claims.path("nonce").stringValue("")), "nonce is not the login's");
        unless("1.3.0".equals(claims.path(LTI + "version").stringValue(null)), "version is not 1.3.0");
        String type = claims.path(LTI + "message_type").stringValue("");
        boolean isLink = type.equals("LtiResourceLinkRequest");
        unless(isLink || type.equals("LtiDeepLinkingRequest"), "message_type is not supported");
        String deployment = identifier(claims.path(LTI + "deployment_id"), "deployment_id");
        JsonNode target = claims.path(LTI + "target_link_uri");
        unless(
                target.isMissingNode() ? !isLink : settings.isOwn(target.stringValue("")),
                "target_link_uri is not on this server");
        Set<Role> roles = roles(claims.path(LTI + "roles"));
        return new Launch(
                platform.id(),
                deployment,
                isLink ? identifier(claims.path(LTI + "resource_link").path("id"), "resource_link.id") : null,
                claims.path("sub").isMissingNode() ? null : identifier(claims.path("sub"), "sub"),
                roles,
                custom(claims.path(LTI + "custom")),
                scores(claims.path(SCORES)),
                isLink ? null : deepLinking(claims.path(DEEP_LINKING)),
                roles.contains(Role.TEACHER) ? memberships(claims.path(NAMES_AND_ROLES)) : null,
                claims.path(LTI + "launch_presentation").path("locale").stringValue(null));
    }

    private static void requireAudience(JsonNode claims, String clientId) {
        JsonNode audience = claims.path("aud");
        List<String> audiences = audience.isString() ? List.of(audience.stringValue()) : texts(audience);
        unless(audiences.contains(clientId), "aud does not contain the registration's client_id");
        JsonNode authorized = claims.path("azp");
        unless(audiences.size() == 1 || !authorized.isMissingNode(), "several aud values need azp");
        unless(
                authorized.isMissingNode() || clientId.equals(authorized.stringValue("")),
                "azp is not the registration's client_id");
    }

    private void requireTimes(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        JsonNode end = claims.path("exp");
        JsonNode issued = claims.path("iat");
        unless(end.isNumber() && issued.isNumber(), "exp or iat is missing");
        unless(end.asDouble() > now - CLOCK_DIFFERENCE.toSeconds(), "id_token has expired");
        unless(
                Math.abs(issued.asDouble() - now) <= MAX_AGE.toSeconds(),
                "iat differs from this server's time by more than 5 minutes");
    }

    private static String identifier(JsonNode node, String name) {
        String text = node.stringValue("");
        unless(
                !text.isEmpty() && text.length() <= MAX_ID && text.chars().noneMatch(Character::isISOControl),
                name + " is not a text of 1 to " + MAX_ID + " characters");
        return text;
    }

    private static Set<Role> roles(JsonNode node) {
        unless(node.isArray(), "roles is not an array");
        return Role.of(texts(node));
    }

    private static Map<String, String> custom(JsonNode node) {
        Map<String, String> custom = new HashMap<>();
        for (String name : PARAMETERS) {
            String value = node.path(name).asString("");
            if (!value.isEmpty() && value.length() <= LtiContent.MAX_LENGTH) {
                custom.put(name, value);
            }
        }
        return custom;
    }

    private @Nullable ScoreService scores(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        return new ScoreService(address(node.path("lineitem")), texts(node.path("scope")));
    }

    private @Nullable URI memberships(JsonNode node) {
        return settings.names() && texts(node.path("service_versions")).contains("2.0")
                ? address(node.path("context_memberships_url"))
                : null;
    }

    private DeepLinkingRequest deepLinking(JsonNode node) {
        URI returnUrl = address(node.path("deep_link_return_url"));
        if (returnUrl == null) {
            throw new LaunchRefusedException("deep_link_return_url is no https address");
        }
        unless(
                texts(node.path("accept_types")).contains("ltiResourceLink"),
                "the platform does not accept links to this tool here");
        String data = node.path("data").stringValue(null);
        unless(data == null || data.length() <= MAX_DATA, "data is too long");
        return new DeepLinkingRequest(
                returnUrl,
                node.path("accept_multiple").asBoolean(false),
                node.path("accept_lineitem").asBoolean(false),
                data);
    }

    /** An address that may be called; null if it is none. */
    private @Nullable URI address(JsonNode node) {
        try {
            String text = node.stringValue("");
            URI address = URI.create(text);
            return text.length() <= MAX_DATA && client.isAllowed(address) ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        for (JsonNode element : array) {
            if (element.isString()) {
                texts.add(element.stringValue());
            }
        }
        return texts;
    }
}
