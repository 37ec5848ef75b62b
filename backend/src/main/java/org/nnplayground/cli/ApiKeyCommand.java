package org.nnplayground.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.nnplayground.access.AccessSettings;
import org.nnplayground.access.ControlTokens;
import org.nnplayground.access.ServerSecrets;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operator commands {@code --create-key=NAME}, {@code --list-keys} and {@code --revoke-key=ID}. They read the
 * server's settings and secret and call the running server on this machine, because only that process has the database
 * open.
 */
public final class ApiKeyCommand {

    private static final String CREATE = "create-key";
    private static final String LIST = "list-keys";
    private static final String REVOKE = "revoke-key";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper mapper = new JsonMapper();
    private final URI keys;
    private final String token;
    private final PrintStream out;
    private final PrintStream err;

    private ApiKeyCommand(URI keys, String token, PrintStream out, PrintStream err) {
        this.keys = keys;
        this.token = token;
        this.out = out;
        this.err = err;
    }

    /** The server settings that a command needs. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AccessSettings.class)
    static class Settings {}

    /** Whether one of the commands is among the arguments. */
    public static boolean isIn(String[] args) {
        return Arrays.stream(args)
                .map(arg -> arg.replaceFirst("=.*", ""))
                .anyMatch(arg -> arg.equals("--" + CREATE) || arg.equals("--" + LIST) || arg.equals("--" + REVOKE));
    }

    /**
     * Runs the command.
     *
     * @return the exit status: 0 on success; 1 on failure, with the reason on {@code err}
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        var arguments = new SimpleCommandLinePropertySource(args);
        try (ConfigurableApplicationContext settings = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(args)) {
            String port = settings.getEnvironment().getProperty("server.port", "8080");
            var secrets = ServerSecrets.existing(settings.getBean(AccessSettings.class), InstantSource.system());
            return new ApiKeyCommand(
                            URI.create("http://localhost:" + port + "/admin/api-keys"),
                            new ControlTokens(secrets).administrator(),
                            out,
                            err)
                    .run(arguments);
        } catch (IllegalStateException noSecret) {
            err.println(noSecret.getMessage());
            return 1;
        }
    }

    private int run(SimpleCommandLinePropertySource arguments) {
        try {
            String create = arguments.getProperty(CREATE);
            String revoke = arguments.getProperty(REVOKE);
            if (create != null) {
                return create(create);
            }
            return revoke != null ? revoke(revoke) : list();
        } catch (IOException e) {
            err.println("No server answers at " + keys.resolve("/") + ": start it first, or pass its --server.port.");
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int create(String owner) throws IOException, InterruptedException {
        String body = mapper.writeValueAsString(mapper.createObjectNode().put("owner", owner));
        var answer =
                send(request(keys).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            return failed(answer);
        }
        JsonNode created = mapper.readTree(answer.body());
        out.println("API key of " + text(created, "owner") + ", shown this once:");
        out.println("  " + text(created, "key"));
        out.println("Secret that signs its webhooks:");
        out.println("  " + text(created, "webhookSecret"));
        out.println("Revoke it with --revoke-key=" + text(created, "id"));
        return 0;
    }

    private int list() throws IOException, InterruptedException {
        var answer = send(request(keys).GET());
        if (answer.statusCode() != 200) {
            return failed(answer);
        }
        JsonNode all = mapper.readTree(answer.body());
        for (JsonNode key : all) {
            String revoked = text(key, "revokedAt");
            out.printf(
                    "%s  %s  created %s%s%n",
                    text(key, "id"),
                    text(key, "owner"),
                    text(key, "createdAt"),
                    revoked.isEmpty() ? "" : ", revoked " + revoked);
        }
        if (all.isEmpty()) {
            out.println("There are no API keys; --create-key=NAME creates one.");
        }
        return 0;
    }

    private int revoke(String id) throws IOException, InterruptedException {
        if (!id.matches("[0-9a-f]{16}")) {
            err.println("--revoke-key needs the key's id, 16 hexadecimal digits that --list-keys shows.");
            return 1;
        }
        var answer = send(request(URI.create(keys + "/" + id)).DELETE());
        if (answer.statusCode() != 204) {
            return failed(answer);
        }
        out.println("Revoked " + id + ".");
        return 0;
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private int failed(HttpResponse<String> answer) {
        if (answer.statusCode() == 403) {
            err.println("The server's secret differs from this command's: give both the same playground.access.secret,"
                    + " or the same data/secret by starting both in the same folder.");
            return 1;
        }
        JsonNode problem = mapper.readTree(answer.body());
        String fault = problem.at("/errors/0/detail").asString("");
        err.println(fault.isEmpty() ? text(problem, "detail") : "The name " + fault + ".");
        return 1;
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
