package org.nnplayground.web.lti;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.Violations;
import org.nnplayground.goal.Goal;
import org.nnplayground.goal.GoalFormat;
import org.nnplayground.lti.DeepLinkingRequest;
import org.nnplayground.lti.DeepLinks;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiContent;
import org.nnplayground.lti.LtiSession;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.pages.PageFiles;
import org.nnplayground.web.request.JsonBody;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What launched pages call with their bearer token, and the pages for teachers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("playground.lti.enabled")
class SessionRoutes {

    private static final int MAX_ITEMS = 50;
    private static final int MAX_TITLE = 255;
    private static final int MAX_POINTS = 1000;

    /** A session as its page sees it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SessionBody(
            String kind,
            String role,
            @Nullable String language,
            @Nullable ContentBody content,
            @Nullable PickerBody picker) {

        static SessionBody of(LtiSession session) {
            Launch launch = session.launch();
            DeepLinkingRequest request = launch.deepLinking();
            return new SessionBody(
                    request == null ? "content" : "picker",
                    launch.isTeacher() ? "teacher" : launch.isStudent() ? "student" : "none",
                    language(launch.locale()),
                    request == null ? ContentBody.of(session.content()) : null,
                    request == null ? null : new PickerBody(request.multiple(), request.lineItems()));
        }

        private static @Nullable String language(@Nullable String locale) {
            String given = locale == null ? "" : locale.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
            return switch (given) {
                case "en" -> Language.ENGLISH.tag();
                case "zh" -> Language.SIMPLIFIED_CHINESE.tag();
                default -> null;
            };
        }
    }

    record ContentBody(String path, @Nullable String exercise, String mode, int attempts) {

        static ContentBody of(LtiContent content) {
            return new ContentBody(
                    content.path(), content.exercise(), content.graded() ? "graded" : "practice", content.attempts());
        }
    }

    record PickerBody(boolean multiple, boolean lineItems) {}

    @Bean
    RouterFunction<ServerResponse> ltiSessionRoutes(
            LtiBearer bearer, DeepLinks links, GoalFormat goals, JsonBody body, PageFiles files) {
        return RouterFunctions.route()
                .GET(
                        "/lti/session",
                        request -> bearer.session(request.headers().asHttpHeaders())
                                .flatMap(session -> json(SessionBody.of(session))))
                .POST(
                        "/lti/deep-links",
                        request -> bearer.session(request.headers().asHttpHeaders())
                                .flatMap(session ->
                                        body.read(request.exchange(), json -> chosen(session, json, links, goals))))
                .GET("/lti/picker", request -> page("lti/picker.html", files))
                .GET(
                        "/lti/class",
                        RequestPredicates.accept(MediaType.TEXT_HTML),
                        request -> page("lti/class.html", files))
                .build();
    }

    static Mono<ServerResponse> json(Object value) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(value);
    }

    /** A page that the page's build has written. */
    private static Mono<ServerResponse> page(String file, PageFiles files) {
        return Mono.fromSupplier(() -> files.text(file))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty)
                .flatMap(html -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(CacheControl.noCache())
                        .bodyValue(html))
                .switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()));
    }

    private static Mono<ServerResponse> chosen(LtiSession session, JsonNode json, DeepLinks links, GoalFormat goals) {
        DeepLinkingRequest request = session.launch().deepLinking();
        if (request == null) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("lti.no-picker"));
        }
        return links.respond(session.launch(), request, items(json, request, goals))
                .switchIfEmpty(
                        Mono.error(() -> new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("lti.removed"))))
                .flatMap(SessionRoutes::json);
    }

    private static List<DeepLinks.Item> items(JsonNode json, DeepLinkingRequest request, GoalFormat goals) {
        var violations = new Violations();
        var fields = JsonFields.of(json, "", violations);
        JsonNode array = fields.array("items");
        int most = request.multiple() ? MAX_ITEMS : 1;
        var items = new ArrayList<DeepLinks.Item>();
        if (array == null || array.size() > most) {
            violations.add("/items", Message.of("lti.items", most));
        } else {
            for (int i = 0; i < array.size(); i++) {
                long before = violations.count();
                DeepLinks.Item item = item(array.get(i), "/items/" + i, violations, goals);
                if (item == null && violations.count() == before) {
                    violations.add(
                            "/items/" + i, Message.of("lti.item", MAX_TITLE, LtiContent.MAX_ATTEMPTS, MAX_POINTS));
                } else if (item != null) {
                    items.add(item);
                }
            }
        }
        fields.done();
        violations.throwIfAny();
        return items;
    }

    /** An item; null if it is not valid. Only exercises and playgrounds with a goal can be graded. */
    private static DeepLinks.@Nullable Item item(
            JsonNode json, String pointer, Violations violations, GoalFormat goals) {
        String path = json.path("path").stringValue("");
        String title = json.path("title").stringValue("").strip();
        String mode = json.path("mode").stringValue("");
        boolean graded = mode.equals("graded");
        int attempts = json.path("attempts").isInt() ? json.path("attempts").intValue() : 0;
        double points = json.path("points").asDouble(0);
        String goal = null;
        if (json.has("goal") && LtiContent.isPlayground(path)) {
            Goal given = goals.read(JsonFields.of(json.get("goal"), pointer + "/goal", violations), violations);
            if (given == null) {
                return null;
            }
            goal = goals.write(given);
            if (goal.length() > LtiContent.MAX_LENGTH) {
                violations.add(pointer + "/goal", Message.of("goal.too-long", LtiContent.MAX_LENGTH, goal.length()));
                return null;
            }
        }
        boolean isValid = LtiContent.isPath(path)
                && !title.isEmpty()
                && title.length() <= MAX_TITLE
                && (graded || mode.equals("practice"))
                && (!graded
                        || ((path.startsWith("/exercises/") || goal != null)
                                && attempts >= 1
                                && attempts <= LtiContent.MAX_ATTEMPTS
                                && points > 0
                                && points <= MAX_POINTS));
        return isValid ? new DeepLinks.Item(path, title, graded, attempts, points, goal) : null;
    }
}
