package org.nnplayground.web.lti;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.lti.LtiSettings;
import org.nnplayground.lti.Registrations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Registration of a platform with an invite: {@code /lti/register} is the address that its administrator enters for
 * dynamic registration; {@code /lti/setup} shows what to enter by hand, and takes the platform's addresses.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("playground.lti.enabled")
class RegistrationRoutes {

    private static final String INVITE = "invite";
    private static final String CONFIGURATION = "openid_configuration";
    private static final String TOKEN = "registration_token";

    @Bean
    RouterFunction<ServerResponse> ltiRegistrationRoutes(Registrations registrations, LtiSettings settings) {
        return RouterFunctions.route()
                .GET(
                        "/lti/register",
                        request -> LaunchRoutes.orRefusal(
                                request,
                                LtiParameters.of(request)
                                        .flatMap(parameters -> ask(request, parameters, registrations, settings))))
                .POST(
                        "/lti/register",
                        request -> LaunchRoutes.orRefusal(
                                request,
                                LtiParameters.of(request)
                                        .flatMap(parameters -> registrations.register(
                                                parameters.getOrDefault(INVITE, ""),
                                                parameters.getOrDefault(CONFIGURATION, ""),
                                                token(parameters)))
                                        .flatMap(platform -> done(request))))
                .GET(
                        "/lti/setup",
                        request -> LaunchRoutes.orRefusal(
                                request,
                                LtiParameters.of(request)
                                        .flatMap(parameters -> setup(request, parameters, registrations, settings))))
                .POST(
                        "/lti/setup",
                        request -> LaunchRoutes.orRefusal(
                                request,
                                LtiParameters.of(request)
                                        .flatMap(parameters -> registrations.registerByHand(
                                                parameters.getOrDefault(INVITE, ""), parameters))
                                        .flatMap(platform -> done(request))))
                .build();
    }

    private static @Nullable String token(Map<String, String> parameters) {
        String token = parameters.getOrDefault(TOKEN, "");
        return token.isEmpty() ? null : token;
    }

    /** Shows the administrator who asks for what; nothing changes yet. */
    private static Mono<ServerResponse> ask(
            ServerRequest request, Map<String, String> parameters, Registrations registrations, LtiSettings settings) {
        String invite = parameters.getOrDefault(INVITE, "");
        String configuration = parameters.getOrDefault(CONFIGURATION, "");
        return registrations
                .requireInvite(invite)
                .then(registrations.configuration(configuration, token(parameters)))
                .flatMap(platform -> new LtiPage(request, "lti.register")
                        .paragraph("lti.register-asks", platform.issuer())
                        .paragraph(settings.names() ? "lti.register-names" : "lti.register-data")
                        .form(
                                "register",
                                Map.of(
                                        INVITE,
                                        invite,
                                        CONFIGURATION,
                                        configuration,
                                        TOKEN,
                                        parameters.getOrDefault(TOKEN, "")),
                                Map.of(),
                                "lti.register-button")
                        .respond(HttpStatus.OK));
    }

    private static Mono<ServerResponse> done(ServerRequest request) {
        return new LtiPage(request, "lti.registered")
                .data("step", "close")
                .paragraph("lti.registered-next")
                .respond(HttpStatus.OK);
    }

    private static Mono<ServerResponse> setup(
            ServerRequest request, Map<String, String> parameters, Registrations registrations, LtiSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("lti.setup-launch", settings.addressOf("/lti/launch").toString());
        values.put("lti.setup-login", settings.addressOf("/lti/login").toString());
        values.put("lti.setup-redirect", settings.addressOf("/lti/launch").toString());
        values.put("lti.setup-keys", settings.addressOf("/lti/jwks").toString());
        values.put("lti.setup-deep-linking", settings.addressOf("/lti/launch").toString());
        values.put("lti.setup-scope", String.join(" ", registrations.scopes()));
        LtiPage page =
                new LtiPage(request, "lti.setup").paragraph("lti.setup-enter").values(values);
        String invite = parameters.getOrDefault(INVITE, "");
        if (invite.isEmpty()) {
            return page.paragraph("lti.setup-invite").respond(HttpStatus.OK);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("issuer", "lti.setup-issuer");
        fields.put("client_id", "lti.setup-client");
        fields.put("authorization_url", "lti.setup-authorization");
        fields.put("token_url", "lti.setup-token");
        fields.put("token_audience", "lti.setup-audience");
        fields.put("jwks_url", "lti.setup-platform-keys");
        return registrations
                .requireInvite(invite)
                .then(Mono.defer(() -> page.paragraph("lti.setup-then")
                        .form("setup", Map.of(INVITE, invite), fields, "lti.register-button")
                        .respond(HttpStatus.OK)));
    }
}
