package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A learning platform and the browser of a person in it, stricter than real ones: what the tool sends must be exactly
 * what the specifications of LTI 1.3 demand. Violations inside its server are collected; {@link #close} throws them.
 */
public final class StrictPlatform implements AutoCloseable {

    public static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    public static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    public static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    public static final String NAMES = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    public static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

    /** The tool's address, under which it is registered; the tests call it at another one. */
    public static final String TOOL = "https://tool.example";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DATA = Pattern.compile(" data-([a-z]+)=\"([^\"]*)\"");
    private static final String LOGIN_HINT = "person 7 &=+%";
    private static final String MESSAGE_HINT = "{\"cmid\": 3, \"launchid\": \"ltilaunch_1\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI tool;
    private final List<Throwable> violations = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> seen = Collections.synchronizedSet(new HashSet<>());
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final List<JsonNode> registered = Collections.synchronizedList(new ArrayList<>());

    public final RSAKey key = newKey("platform-key");
    public final String clientId = "client-" + UUID.randomUUID();
    public final String deployment = "deployment-" + UUID.randomUUID();

    /** The token that registrations must bring; null if they must bring none. */
    public volatile @Nullable String registrationToken;

    /** The scopes that the platform grants: openid, and those that the tool is to ask for. */
    public volatile List<String> scopes = List.of("openid", AGS + "score", AGS + "result.readonly");

    /** Scopes that the platform grants as well, and that the tool must not ask for. */
    public volatile List<String> unwantedScopes = List.of();

    /** @param port of the tool on this machine */
    public StrictPlatform(int port) {
        try {
            this.tool = URI.create("http://localhost:" + port);
            this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        serves("/jwks", call -> {
            keyFetches.incrementAndGet();
            return JSON.readTree(new JWKSet(key).toPublicJWKSet().toString());
        });
        serves("/configuration", call -> {
            assertThat(authorization(call)).isEqualTo(expectedAuthorization());
            return configuration();
        });
        serves("/register", this::register);
        server.start();
    }

    @FunctionalInterface
    interface Service {
        Object answer(HttpExchange call) throws IOException;
    }

    /** Serves a path; an assertion that fails is a violation. */
    void serves(String path, Service service) {
        server.createContext(path, call -> {
            try (call) {
                byte[] body = JSON.writeValueAsBytes(service.answer(call));
                call.getResponseHeaders().set("Content-Type", "application/json");
                call.sendResponseHeaders(200, body.length);
                call.getResponseBody().write(body);
            } catch (AssertionError | RuntimeException e) {
                violations.add(e);
                call.sendResponseHeaders(500, -1);
            }
        });
    }

    public HttpServer server() {
        return server;
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public String issuer() {
        return address("");
    }

    public int keyFetches() {
        return keyFetches.get();
    }

    Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", issuer());
        configuration.put("authorization_endpoint", address("/authorize?from=course"));
        configuration.put("token_endpoint", address("/token"));
        configuration.put("authorization_server", address("/audience"));
        configuration.put("jwks_uri", address("/jwks"));
        configuration.put("registration_endpoint", address("/register"));
        configuration.put(
                "scopes_supported",
                Stream.concat(scopes.stream(), unwantedScopes.stream()).toList());
        return configuration;
    }

    private @Nullable String authorization(HttpExchange call) {
        return call.getRequestHeaders().getFirst("Authorization");
    }

    private @Nullable String expectedAuthorization() {
        return registrationToken == null ? null : "Bearer " + registrationToken;
    }

    private Object register(HttpExchange call) throws IOException {
        JsonNode asked = JSON.readTree(call.getRequestBody().readAllBytes());
        assertThat(authorization(call)).isEqualTo(expectedAuthorization());
        assertThat(call.getRequestMethod()).isEqualTo("POST");
        assertThat(asked.path("application_type").stringValue(null)).isEqualTo("web");
        assertThat(asked.path("response_types").toString()).isEqualTo("[\"id_token\"]");
        assertThat(asked.path("grant_types").toString()).isEqualTo("[\"implicit\",\"client_credentials\"]");
        assertThat(asked.path("initiate_login_uri").stringValue(null)).isEqualTo(TOOL + "/lti/login");
        assertThat(asked.path("redirect_uris").toString()).isEqualTo("[\"" + TOOL + "/lti/launch\"]");
        assertThat(asked.path("jwks_uri").stringValue(null)).isEqualTo(TOOL + "/lti/jwks");
        assertThat(asked.path("token_endpoint_auth_method").stringValue(null)).isEqualTo("private_key_jwt");
        assertThat(asked.path("scope").stringValue("").split(" "))
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(scopes.subList(1, scopes.size()));
        JsonNode configuration = asked.path("https://purl.imsglobal.org/spec/lti-tool-configuration");
        assertThat(configuration.path("domain").stringValue(null)).isEqualTo("tool.example");
        assertThat(configuration.path("claims").toString())
                .isEqualTo(scopes.contains(NAMES) ? "[\"iss\",\"sub\",\"name\"]" : "[\"iss\",\"sub\"]");
        assertThat(configuration.path("messages").size()).isEqualTo(2);
        registered.add(asked);
        return Map.of(
                "client_id",
                clientId,
                "https://purl.imsglobal.org/spec/lti-tool-configuration",
                Map.of("deployment_id", deployment));
    }

    List<JsonNode> registrations() {
        return List.copyOf(registered);
    }

    /**
     * Its administrator registers the tool by hand.
     *
     * @return the status of the answer
     */
    public int register(String invite) {
        return post(
                        "/lti/setup",
                        Map.of(
                                "invite", invite,
                                "issuer", issuer(),
                                "client_id", clientId,
                                "authorization_url", address("/authorize?from=course"),
                                "token_url", address("/token"),
                                "token_audience", address("/audience"),
                                "jwks_url", address("/jwks")))
                .statusCode();
    }

    // The browser.

    /** A login page: the platform's parameters and what the page keeps. */
    public record Login(Map<String, String> query, Map<String, String> data) {
        public String state() {
            return query.getOrDefault("state", "");
        }

        public String nonce() {
            return query.getOrDefault("nonce", "");
        }

        public String secret() {
            return data.getOrDefault("secret", "");
        }
    }

    Map<String, String> loginParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", issuer());
        parameters.put("client_id", clientId);
        parameters.put("login_hint", LOGIN_HINT);
        parameters.put("lti_message_hint", MESSAGE_HINT);
        parameters.put("target_link_uri", TOOL + "/lti/launch");
        parameters.put("lti_deployment_id", deployment);
        return parameters;
    }

    /** Begins a login, and checks what the tool sends through the browser. */
    public Login login(String method) {
        HttpResponse<String> page = method.equals("POST")
                ? post("/lti/login", loginParameters())
                : get("/lti/login?" + encoded(loginParameters()));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        Map<String, String> data = data(page.body());
        URI authorization = URI.create(data.getOrDefault("authorization", ""));
        assertThat(authorization.toString()).startsWith(address("/authorize?from=course&"));
        List<String> pairs = List.of(authorization.getRawQuery().split("&", -1));
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            assertThat(query.put(parts[0], URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8)))
                    .as("second value of %s", parts[0])
                    .isNull();
        }
        assertThat(query.keySet())
                .containsExactlyInAnyOrder(
                        "from",
                        "scope",
                        "response_type",
                        "response_mode",
                        "prompt",
                        "client_id",
                        "redirect_uri",
                        "login_hint",
                        "lti_message_hint",
                        "state",
                        "nonce");
        assertThat(query)
                .containsEntry("scope", "openid")
                .containsEntry("response_type", "id_token")
                .containsEntry("response_mode", "form_post")
                .containsEntry("prompt", "none")
                .containsEntry("client_id", clientId)
                .containsEntry("redirect_uri", TOOL + "/lti/launch")
                .containsEntry("login_hint", LOGIN_HINT)
                .containsEntry("lti_message_hint", MESSAGE_HINT);
        for (String random : List.of(query.getOrDefault("state", ""), query.getOrDefault("nonce", ""))) {
            assertThat(random.length()).isGreaterThanOrEqualTo(22); // 128 bits in base64url
            assertThat(seen.add(random)).as("state or nonce is new").isTrue();
        }
        return new Login(query, data);
    }

    /** The claims of a student's launch of a practice link. */
    public Map<String, Object> claims(Login login) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("aud", clientId);
        claims.put("sub", "person-7");
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.put("nonce", login.nonce());
        claims.put(LTI + "version", "1.3.0");
        claims.put(LTI + "message_type", "LtiResourceLinkRequest");
        claims.put(LTI + "deployment_id", deployment);
        claims.put(LTI + "target_link_uri", TOOL + "/lti/launch");
        claims.put(LTI + "resource_link", Map.of("id", "link-1", "title", "XOR"));
        claims.put(LTI + "roles", List.of(MEMBERSHIP + "Learner"));
        return claims;
    }

    /** The claims of a teacher's deep-linking request. */
    public Map<String, Object> deepLinkingClaims(Login login, boolean multiple, boolean lineItems) {
        Map<String, Object> claims = claims(login);
        claims.put(LTI + "message_type", "LtiDeepLinkingRequest");
        claims.put(LTI + "roles", List.of(MEMBERSHIP + "Instructor"));
        claims.remove(LTI + "resource_link");
        claims.put(
                DEEP_LINKING + "deep_linking_settings",
                Map.of(
                        "deep_link_return_url",
                        address("/chosen?course=5"),
                        "accept_types",
                        List.of("link", "ltiResourceLink"),
                        "accept_presentation_document_targets",
                        List.of("iframe", "window"),
                        "accept_multiple",
                        multiple,
                        "accept_lineitem",
                        lineItems,
                        "data",
                        "opaque {\"csrf\": \"=&\\\"\"}"));
        return claims;
    }

    public String sign(Map<String, Object> claims) {
        return sign(claims, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), key);
    }

    String sign(Map<String, Object> claims, JWSHeader.Builder header, RSAKey by) {
        try {
            return sign(claims, header, new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Signed by HMAC with the public key as the secret. */
    String signWithPublicKey(Map<String, Object> claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID());
            return sign(claims, header, new MACSigner(key.toRSAPublicKey().getEncoded()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String sign(Map<String, Object> claims, JWSHeader.Builder header, JWSSigner signer)
            throws JOSEException {
        var token = new JWSObject(header.build(), new Payload(JSON.writeValueAsString(claims)));
        token.sign(signer);
        return token.serialize();
    }

    public HttpResponse<String> launch(String token, String state) {
        return post("/lti/launch", Map.of("id_token", token, "state", state));
    }

    public HttpResponse<String> bind(String state, String secret) {
        String body = JSON.writeValueAsString(Map.of("state", state, "secret", secret));
        return send(HttpRequest.newBuilder(tool.resolve("/lti/bind"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The bearer token of a launch with these claims. */
    public String session(Login login, Map<String, Object> claims) {
        assertThat(launch(sign(claims), login.state()).statusCode()).isEqualTo(200);
        HttpResponse<String> bound = bind(login.state(), login.secret());
        assertThat(bound.statusCode()).as(bound.body()).isEqualTo(200);
        return JSON.readTree(bound.body()).path("token").stringValue();
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(tool.resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> post(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(tool.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", issuer())
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The {@code data-} attributes of a page. */
    static Map<String, String> data(String html) {
        Map<String, String> data = new LinkedHashMap<>();
        Matcher matcher = DATA.matcher(html);
        while (matcher.find()) {
            data.put(matcher.group(1), HtmlUtils.htmlUnescape(matcher.group(2)));
        }
        return data;
    }

    /** The claims of a deep-linking response, after all checks that do not depend on what was chosen. */
    JsonNode chosen(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            RSAKey signed = JWKSet.parse(get("/lti/jwks").body())
                    .getKeyByKeyId(jwt.getHeader().getKeyID())
                    .toRSAKey();
            assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
            assertThat(jwt.verify(new RSASSAVerifier(signed))).isTrue();
            JsonNode claims = JSON.readTree(jwt.getPayload().toString());
            long now = Instant.now().getEpochSecond();
            assertThat(claims.path("iss").stringValue(null)).isEqualTo(clientId);
            assertThat(claims.path("aud").stringValue(null)).isEqualTo(issuer());
            assertThat(claims.path("iat").longValue()).isBetween(now - 60, now + 1);
            assertThat(claims.path("exp").longValue()).isBetween(now, now + 300);
            assertThat(seen.add(claims.path("nonce").stringValue(""))).isTrue();
            assertThat(claims.path(LTI + "deployment_id").stringValue(null)).isEqualTo(deployment);
            assertThat(claims.path(LTI + "message_type").stringValue(null)).isEqualTo("LtiDeepLinkingResponse");
            assertThat(claims.path(LTI + "version").stringValue(null)).isEqualTo("1.3.0");
            assertThat(claims.path(DEEP_LINKING + "data").stringValue(null)).isEqualTo("opaque {\"csrf\": \"=&\\\"\"}");
            claims.path(DEEP_LINKING + "content_items")
                    .forEach(item ->
                            assertThat(item.path("type").stringValue(null)).isEqualTo("ltiResourceLink"));
            return claims;
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        assertThat(violations).isEmpty();
    }
}
