package org.nnplayground.lti;

import static org.nnplayground.lti.LaunchRefusedException.unless;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.lti.store.RegistrationStore;
import org.nnplayground.lti.store.SessionStore;
import org.nnplayground.outbound.OutboundClient.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registrations of platforms. Each needs an invite, which the operator makes and which is spent by one registration. A
 * platform registers by itself (LTI Dynamic Registration 1.0), or its administrator enters its addresses.
 */
public final class Registrations {

    public static final String SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    /** For reading the scores that the platform shows. */
    public static final String RESULT_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";

    /** For reading the members of a course with their names. */
    public static final String MEMBERS_SCOPE =
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    private static final Logger log = LoggerFactory.getLogger(Registrations.class);
    private static final String JSON = "application/json";
    private static final String TOOL_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final String PLATFORM_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    private static final Duration INVITE_VALIDITY = Duration.ofDays(7);
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_ID = 255;
    private static final String NAME = "NN Playground";

    /** Hosts of Canvas that publish the configuration of another one. */
    private static final Map<String, String> ISSUER_OF_HOST = Map.of(
            "sso.canvaslms.com", "canvas.instructure.com",
            "sso.beta.canvaslms.com", "canvas.beta.instructure.com",
            "sso.test.canvaslms.com", "canvas.test.instructure.com");

    private final RegistrationStore store;
    private final SessionStore sessions;
    private final PlatformClient client;
    private final LtiSettings settings;
    private final InstantSource clock;
    private final JsonMapper mapper = new JsonMapper();
    private final SecureRandom random = new SecureRandom();

    Registrations(
            RegistrationStore store,
            SessionStore sessions,
            PlatformClient client,
            LtiSettings settings,
            InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param address where one platform can register, until {@code expiresAt} */
    public record Invite(URI address, URI setupAddress, Instant expiresAt) {}

    /** What this tool asks for; a platform may grant less. */
    public List<String> scopes() {
        return settings.names()
                ? List.of(SCORE_SCOPE, RESULT_SCOPE, MEMBERS_SCOPE)
                : List.of(SCORE_SCOPE, RESULT_SCOPE);
    }

    /** Makes an invite. */
    public Mono<Invite> invite() {
        String invite = Tokens.random();
        Instant end = clock.instant().plus(INVITE_VALIDITY);
        return store.deleteExpiredInvites(clock.instant())
                .then(store.insertInvite(Tokens.hash(invite), end))
                .thenReturn(new Invite(
                        settings.addressOf("/lti/register?invite=" + invite),
                        settings.addressOf("/lti/setup?invite=" + invite),
                        end));
    }

    /** A registration; empty if there is none. */
    public Mono<Platform> find(String id) {
        return store.find(id);
    }

    public Flux<Platform> list() {
        return store.findAll();
    }

    /** Removes a registration with its deployments and sessions; false if there is none. */
    public Mono<Boolean> remove(String id) {
        return store.delete(id).delayUntil(done -> sessions.deletePlatform(id));
    }

    /** Completes if an invite exists; otherwise fails with {@link LaunchRefusedException}. */
    public Mono<Void> requireInvite(String invite) {
        return store.hasInvite(Tokens.hash(invite), clock.instant())
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(
                        () -> new LaunchRefusedException("the invite is unknown, was used before or has expired")))
                .then();
    }

    /**
     * Fetches a platform's configuration.
     *
     * @param token that the platform gave for this registration; null if it gave none
     * @return fails with {@link LaunchRefusedException} if the address or the configuration is not acceptable
     */
    public Mono<PlatformConfiguration> configuration(String address, @Nullable String token) {
        return Mono.defer(() -> {
            URI configuration = address(address, "openid_configuration");
            return client.get(configuration, JSON, token)
                    .onErrorMap(e -> !(e instanceof LaunchRefusedException), e -> failed(configuration, e))
                    .map(response -> read(json(response, "the platform's configuration"), configuration));
        });
    }

    private PlatformConfiguration read(JsonNode json, URI from) {
        String issuer = text(json, "issuer");
        String host = String.valueOf(address(issuer, "issuer").getHost());
        unless(
                host.equals(from.getHost()) || host.equals(ISSUER_OF_HOST.get(from.getHost())),
                "issuer is on another host than openid_configuration");
        URI token = address(text(json, "token_endpoint"), "token_endpoint");
        List<String> scopes = new ArrayList<>();
        json.path("scopes_supported").forEach(scope -> scopes.add(scope.asString("")));
        return new PlatformConfiguration(
                issuer,
                address(text(json, "authorization_endpoint"), "authorization_endpoint"),
                token,
                json.path("authorization_server").stringValue(token.toString()),
                address(text(json, "jwks_uri"), "jwks_uri"),
                address(text(json, "registration_endpoint"), "registration_endpoint"),
                json.path(PLATFORM_CONFIGURATION).path("product_family_code").asString(""),
                json.has("scopes_supported") ? scopes : null);
    }

    /** Registers this tool at a platform and spends the invite; fails with {@link LaunchRefusedException}. */
    public Mono<Platform> register(String invite, String configurationAddress, @Nullable String token) {
        return spending(
                invite,
                configuration(configurationAddress, token)
                        .flatMap(configuration -> client.post(
                                        configuration.registrationUrl(),
                                        JSON,
                                        JSON,
                                        token,
                                        mapper.writeValueAsBytes(clientMetadata(configuration)))
                                .onErrorMap(
                                        e -> !(e instanceof LaunchRefusedException),
                                        e -> failed(configuration.registrationUrl(), e))
                                .flatMap(response -> {
                                    JsonNode answer = json(response, "the platform's answer to the registration");
                                    String deployment = answer.path(TOOL_CONFIGURATION)
                                            .path("deployment_id")
                                            .asString("");
                                    return add(
                                                    configuration.issuer(),
                                                    answer.path("client_id").asString(""),
                                                    configuration.authorizationUrl(),
                                                    configuration.tokenUrl(),
                                                    configuration.tokenAudience(),
                                                    configuration.jwksUrl())
                                            .delayUntil(platform -> deployment.isEmpty() || deployment.length() > MAX_ID
                                                    ? Mono.empty()
                                                    : store.insertDeployment(
                                                            platform.id(), deployment, clock.instant()));
                                })));
    }

    /**
     * Registers a platform by the values that its administrator has entered, and spends the invite; fails with
     * {@link LaunchRefusedException}.
     *
     * @param values by name: issuer, client_id, authorization_url, token_url, token_audience (optional), jwks_url
     */
    public Mono<Platform> registerByHand(String invite, Map<String, String> values) {
        return spending(invite, Mono.defer(() -> {
            String token = values.getOrDefault("token_url", "").strip();
            String audience = values.getOrDefault("token_audience", "").strip();
            return add(
                    values.getOrDefault("issuer", "").strip(),
                    values.getOrDefault("client_id", "").strip(),
                    address(values.getOrDefault("authorization_url", ""), "authorization_url"),
                    address(token, "token_url"),
                    audience.isEmpty() ? token : audience,
                    address(values.getOrDefault("jwks_url", ""), "jwks_url"));
        }));
    }

    private Mono<Platform> add(
            String issuer, String clientId, URI authorization, URI token, String tokenAudience, URI jwks) {
        unless(!issuer.isEmpty() && issuer.length() <= MAX_ID, "issuer is not a text of 1 to 255 characters");
        unless(!clientId.isEmpty() && clientId.length() <= MAX_ID, "client_id is not a text of 1 to 255 characters");
        unless(tokenAudience.length() <= MAX_LENGTH, "the audience of the token service is too long");
        var bytes = new byte[8];
        random.nextBytes(bytes);
        var platform = new Platform(
                HexFormat.of().formatHex(bytes),
                issuer,
                clientId,
                authorization,
                token,
                tokenAudience,
                jwks,
                clock.instant());
        return store.insert(platform)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new LaunchRefusedException("this client_id is registered already")))
                .map(done -> {
                    log.info("LTI: registered platform {} of issuer {}", platform.id(), issuer);
                    return platform;
                });
    }

    /** Spends an invite first, so that it counts once; gives it back if the registration fails. */
    private Mono<Platform> spending(String invite, Mono<Platform> registration) {
        String hash = Tokens.hash(invite);
        return requireInvite(invite)
                .then(store.findAll().count())
                .filter(count -> count < settings.maxPlatforms())
                .switchIfEmpty(Mono.error(() -> new LaunchRefusedException("this server has too many registrations")))
                .then(store.deleteInvite(hash))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new LaunchRefusedException("the invite was used before")))
                .then(registration.onErrorResume(
                        e -> store.insertInvite(hash, clock.instant().plus(INVITE_VALIDITY))
                                .then(Mono.error(e))));
    }

    private Map<String, Object> clientMetadata(PlatformConfiguration platform) {
        String launch = settings.addressOf("/lti/launch").toString();
        Map<String, Object> tool = new LinkedHashMap<>();
        String address = String.valueOf(settings.address());
        tool.put("domain", address.substring(address.indexOf("://") + 3).replaceFirst("/.*", ""));
        tool.put("target_link_uri", launch);
        // Platforms send names of members only to tools that want them at launches, too.
        tool.put("claims", settings.names() ? List.of("iss", "sub", "name") : List.of("iss", "sub"));
        tool.put(
                "messages",
                List.of(
                        Map.of("type", "LtiResourceLinkRequest", "target_link_uri", launch, "label", NAME),
                        Map.of(
                                "type",
                                "LtiDeepLinkingRequest",
                                "target_link_uri",
                                launch,
                                "label",
                                NAME,
                                "placements",
                                platform.family().equals("canvas")
                                        ? List.of("assignment_selection", "link_selection", "editor_button")
                                        : List.of("ContentArea", "RichTextEditor"))));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("application_type", "web");
        metadata.put("response_types", List.of("id_token"));
        metadata.put("grant_types", List.of("implicit", "client_credentials"));
        metadata.put("initiate_login_uri", settings.addressOf("/lti/login").toString());
        metadata.put("redirect_uris", List.of(launch));
        metadata.put("client_name", NAME);
        metadata.put("jwks_uri", settings.addressOf("/lti/jwks").toString());
        metadata.put("logo_uri", settings.addressOf("/apple-touch-icon.png").toString());
        metadata.put("token_endpoint_auth_method", "private_key_jwt");
        metadata.put(
                "scope",
                scopes().stream()
                        .filter(scope ->
                                platform.scopes() == null || platform.scopes().contains(scope))
                        .collect(Collectors.joining(" ")));
        metadata.put(TOOL_CONFIGURATION, tool);
        return metadata;
    }

    private JsonNode json(Response response, String of) {
        unless(response.status() / 100 == 2, of + " has status " + response.status());
        try {
            return mapper.readTree(new String(response.body(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new LaunchRefusedException(of + " is no JSON");
        }
    }

    private static LaunchRefusedException failed(URI address, Throwable e) {
        log.info("LTI: {} cannot be called: {}", address, e.toString());
        return new LaunchRefusedException(address.getHost() + " cannot be called from this server");
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValue("");
    }

    private URI address(String text, String name) {
        try {
            URI address = URI.create(text.strip());
            unless(text.length() <= MAX_LENGTH && client.isAllowed(address), name + " is no https address");
            return address;
        } catch (IllegalArgumentException e) {
            throw new LaunchRefusedException(name + " is no address");
        }
    }
}
