package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The membership service of a platform for one course, in pages of two members, stricter than real ones. What is not
 * exactly as the specification demands is a violation, which its {@link StrictTokens} collect.
 */
public final class StrictMemberships {

    private static final String PATH = "/course/members";
    private static final String TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static final int PAGE = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private final StrictTokens tokens;
    private final AtomicReference<Reply> failure = new AtomicReference<>();
    private volatile List<Map<String, Object>> members = List.of();
    private volatile int requests;

    /** @param link header of the response; null for none */
    private record Reply(int status, byte[] body, @Nullable String link) {}

    /** @param server to which the service is added, below the address of the token service */
    public StrictMemberships(HttpServer server, StrictTokens tokens) {
        this.tokens = tokens;
        tokens.serves(server, PATH, this::members);
    }

    /** The claim of a launch. */
    public Map<String, Object> claim() {
        return Map.of("context_memberships_url", url(), "service_versions", List.of("1.0", "2.0"));
    }

    /** With a query, as Moodle's. */
    public String url() {
        return tokens.address() + PATH + "?rlid=3";
    }

    /** A member as platforms send them. */
    public static Map<String, Object> member(String id, String name, String role) {
        return Map.of(
                "status",
                "Active",
                "user_id",
                id,
                "name",
                name,
                "email",
                "person@platform.example",
                "roles",
                List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#" + role));
    }

    public void has(List<Map<String, Object>> now) {
        members = List.copyOf(now);
    }

    /** Answers every request in this way. */
    public void answers(int status, String body, @Nullable String link) {
        failure.set(new Reply(status, body.getBytes(StandardCharsets.UTF_8), link));
    }

    /** Number of requests that were answered. */
    public int requests() {
        return requests;
    }

    private synchronized void members(HttpExchange call) throws IOException {
        requests++;
        assertThat(call.getRequestMethod()).isEqualTo("GET");
        assertThat(call.getRequestHeaders().get("Accept")).containsExactly(TYPE);
        Map<String, String> query = StrictTokens.parameters(call.getRequestURI().getRawQuery());
        assertThat(query).containsEntry("rlid", "3");
        if (!tokens.isAuthorized(call, StrictTokens.MEMBERS)) {
            call.sendResponseHeaders(401, -1);
            return;
        }
        Reply failed = failure.get();
        if (failed != null) {
            answer(call, failed);
            return;
        }
        int from = Integer.parseInt(query.getOrDefault("from", "0"));
        List<Map<String, Object>> page = new ArrayList<>(members.subList(from, Math.min(from + PAGE, members.size())));
        byte[] body = JSON.writeValueAsBytes(Map.of("id", url(), "context", Map.of("id", "course"), "members", page));
        boolean isLast = from + PAGE >= members.size();
        // As Canvas: the links of all pages in one header.
        String links = "<" + url() + ">; rel=\"current\", <" + url() + "&from=" + (from + PAGE) + ">; rel=\"next\"";
        answer(call, new Reply(200, body, isLast ? null : links));
    }

    private static void answer(HttpExchange call, Reply reply) throws IOException {
        call.getResponseHeaders().set("Content-Type", TYPE);
        if (reply.link() != null) {
            call.getResponseHeaders().set("Link", reply.link());
        }
        call.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            call.getResponseBody().write(reply.body());
        }
    }
}
