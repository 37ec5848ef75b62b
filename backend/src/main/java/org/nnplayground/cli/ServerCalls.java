package org.nnplayground.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.nnplayground.access.ControlTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the commands to the running server. */
final class ServerCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper mapper = new JsonMapper();
    private final URI server;
    private final ControlTokens tokens;
    private final PrintStream err;

    ServerCalls(URI server, ControlTokens tokens, PrintStream err) {
        this.server = server;
        this.tokens = tokens;
        this.err = err;
    }

    /** A request with the administrator's token. */
    HttpRequest.Builder administration(String path) {
        return request(path, tokens.administrator());
    }

    /** A request with the token of a job. */
    HttpRequest.Builder ofJob(String id, String path) {
        return request(path, tokens.of(id));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode json(HttpResponse<String> answer) {
        return mapper.readTree(answer.body());
    }

    /** Prints why a call failed; the exit status. */
    int failed(HttpResponse<String> answer) {
        if (answer.statusCode() == 403) {
            err.println("The server's secret differs from this command's: give both the same playground.access.secret,"
                    + " or the same data/secret by starting both in the same folder.");
            return 1;
        }
        JsonNode problem = json(answer);
        String fault = problem.at("/errors/0/detail").asString("");
        err.println(fault.isEmpty() ? text(problem, "detail") : "The name " + fault + ".");
        return 1;
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
