package org.nnplayground.web.lti;

import org.nnplayground.lti.LaunchRefusedException;
import org.nnplayground.lti.Launches;
import org.nnplayground.lti.Logins;
import org.nnplayground.lti.LtiContent;
import org.nnplayground.lti.LtiSession;
import org.nnplayground.lti.LtiSessions;
import org.nnplayground.lti.ToolKeys;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.request.JsonBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A launch: the platform sends the browser to {@code /lti/login}, that page keeps a secret and goes on to the platform,
 * which posts a token to {@code /lti/launch}; that page shows the secret to {@code /lti/bind} and gets its session.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("playground.lti.enabled")
class LaunchRoutes {

    private static final Logger log = LoggerFactory.getLogger(LaunchRoutes.class);
    private static final MediaType KEY_SET = MediaType.parseMediaType("application/jwk-set+json");

    /** @param page below the server's address */
    record Bound(String token, String page) {}

    @Bean
    RouterFunction<ServerResponse> ltiLaunchRoutes(
            Logins logins, Launches launches, LtiSessions sessions, ToolKeys keys, JsonBody body) {
        return RouterFunctions.route()
                .GET(
                        "/lti/jwks",
                        request -> keys.publicKeys()
                                .flatMap(set ->
                                        ServerResponse.ok().contentType(KEY_SET).bodyValue(set)))
                .GET("/lti/login", request -> login(request, logins))
                .POST("/lti/login", request -> login(request, logins))
                .GET(
                        "/lti/launch",
                        request -> new LtiPage(request, "lti.title")
                                .paragraph("lti.open-from-course")
                                .respond(HttpStatus.OK))
                .POST("/lti/launch", request -> launch(request, launches))
                .POST("/lti/bind", request -> body.read(request.exchange(), json -> bind(json, sessions)))
                .GET("/lti/launch.js", request -> file("launch.js", MediaType.valueOf("text/javascript")))
                .GET("/lti/launch.css", request -> file("launch.css", MediaType.valueOf("text/css")))
                .build();
    }

    private static Mono<ServerResponse> file(String name, MediaType type) {
        return ServerResponse.ok().contentType(type).bodyValue(new ClassPathResource(name, LaunchRoutes.class));
    }

    private static Mono<ServerResponse> login(ServerRequest request, Logins logins) {
        Mono<ServerResponse> answer = LtiParameters.of(request)
                .flatMap(parameters -> logins.begin(parameters)
                        .flatMap(login -> new LtiPage(request, "lti.title")
                                .data("step", "login")
                                .data("authorization", login.authorization().toString())
                                .data("state", login.state())
                                .data("secret", login.secret())
                                .data("origin", login.platform().origin())
                                .data("frame", login.storageTarget())
                                .paragraph("lti.opening")
                                .hidden("blocked", "lti.storage-blocked")
                                .hiddenTab("tab", "login?" + Logins.query(parameters), "lti.new-tab")
                                .respond(HttpStatus.OK)));
        return orRefusal(request, answer);
    }

    private static Mono<ServerResponse> launch(ServerRequest request, Launches launches) {
        Mono<ServerResponse> answer = LtiParameters.of(request).flatMap(parameters -> {
            String error = parameters.get("error");
            if (error != null) {
                return refused(request, "The platform answered: " + error);
            }
            String state = parameters.getOrDefault("state", "");
            return launches.accept(parameters.getOrDefault("id_token", ""), state)
                    .flatMap(accepted -> new LtiPage(request, "lti.title")
                            .data("step", "launch")
                            .data("state", state)
                            .data("origin", accepted.platform().origin())
                            .data("frame", accepted.storageTarget())
                            .paragraph("lti.opening")
                            .hidden("blocked", "lti.other-browser")
                            .respond(HttpStatus.OK));
        });
        return orRefusal(request, answer);
    }

    /** A page that says why, instead of a problem document: a person in a browser reads it. */
    static Mono<ServerResponse> orRefusal(ServerRequest request, Mono<ServerResponse> answer) {
        return answer.onErrorResume(
                LaunchRefusedException.class, e -> refused(request, String.valueOf(e.getMessage())));
    }

    private static Mono<ServerResponse> refused(ServerRequest request, String reason) {
        String line = reason.replaceAll("\\p{Cntrl}", " ");
        String shown = line.substring(0, Math.min(line.length(), 300));
        log.info("LTI: {} {} refused: {}", request.method(), request.path(), shown);
        return new LtiPage(request, "lti.refused")
                .paragraph("lti.refused-hint")
                .plain(shown)
                .respond(HttpStatus.BAD_REQUEST);
    }

    private static Mono<ServerResponse> bind(JsonNode json, LtiSessions sessions) {
        return sessions.open(
                        json.path("state").asString(""), json.path("secret").asString(""))
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.FORBIDDEN, Message.of("lti.other-browser"))))
                .flatMap(opened -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(new Bound(opened.bearer(), page(opened.session()))));
    }

    /** The page of a session: the picker, the class for teachers of a graded link, or the content. */
    private static String page(LtiSession session) {
        LtiContent content = session.content();
        if (session.launch().deepLinking() != null) {
            return "/lti/picker";
        }
        if (content.graded() && session.launch().isTeacher()) {
            return "/lti/class";
        }
        return content.page();
    }
}
