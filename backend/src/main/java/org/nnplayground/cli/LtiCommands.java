package org.nnplayground.cli;

import static org.nnplayground.cli.ServerCalls.text;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The commands for registrations of learning platforms, and for the data of their students. */
final class LtiCommands {

    static final String INVITE = "lti-invite";
    static final String LIST = "lti-list";
    static final String REMOVE = "lti-remove";
    static final String FORGET = "lti-forget";
    static final String LINK = "lti-link";
    static final String STUDENT = "lti-student";
    static final List<String> ALL = List.of(INVITE, LIST, REMOVE, FORGET);

    private static final String PLATFORMS = "/admin/lti/platforms";

    private final ServerCalls server;
    private final PrintStream out;
    private final PrintStream err;

    LtiCommands(ServerCalls server, PrintStream out, PrintStream err) {
        this.server = server;
        this.out = out;
        this.err = err;
    }

    int invite() throws IOException, InterruptedException {
        var answer = server.send(server.administration("/admin/lti/invites").POST(BodyPublishers.noBody()));
        if (answer.statusCode() != 201) {
            return server.failed(answer);
        }
        JsonNode invite = server.json(answer);
        out.println("Invite for one learning platform, valid until " + text(invite, "expiresAt") + ".");
        out.println("Registration address, for platforms with dynamic registration:");
        out.println("  " + text(invite, "address"));
        out.println("Page for all others, with what to enter where:");
        out.println("  " + text(invite, "setupAddress"));
        return 0;
    }

    int list() throws IOException, InterruptedException {
        var answer = server.send(server.administration(PLATFORMS).GET());
        if (answer.statusCode() != 200) {
            return server.failed(answer);
        }
        JsonNode all = server.json(answer);
        for (JsonNode platform : all) {
            out.printf(
                    "%s  %s  client %s, registered %s%n",
                    text(platform, "id"),
                    text(platform, "issuer"),
                    text(platform, "clientId"),
                    text(platform, "createdAt"));
        }
        if (all.isEmpty()) {
            out.println("No learning platform is registered; --lti-invite makes an invite.");
        }
        return 0;
    }

    /**
     * Deletes attempts and scores.
     *
     * @param link null for all links of the platform
     * @param student null for all students
     */
    int forget(String platform, @Nullable String link, @Nullable String student)
            throws IOException, InterruptedException {
        if (!isPlatform(platform)) {
            err.println("--lti-forget needs the registration's id, 16 hexadecimal digits that --lti-list shows;"
                    + " --lti-link=ID and --lti-student=ID restrict it to one link and one student.");
            return 1;
        }
        String query = "?platform=" + platform + parameter("link", link) + parameter("student", student);
        var answer =
                server.send(server.administration("/admin/lti/attempts" + query).DELETE());
        if (answer.statusCode() != 200) {
            return server.failed(answer);
        }
        out.println("Deleted " + server.json(answer).path("attempts").asInt() + " attempts with their scores.");
        return 0;
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static boolean isPlatform(String id) {
        return id.matches("[0-9a-f]{16}");
    }

    int remove(String id) throws IOException, InterruptedException {
        if (!isPlatform(id)) {
            err.println("--lti-remove needs the registration's id, 16 hexadecimal digits that --lti-list shows.");
            return 1;
        }
        var answer = server.send(server.administration(PLATFORMS + "/" + id).DELETE());
        if (answer.statusCode() != 204) {
            return server.failed(answer);
        }
        out.println("Removed " + id + " with its deployments and sessions.");
        return 0;
    }
}
