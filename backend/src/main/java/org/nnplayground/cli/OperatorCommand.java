package org.nnplayground.cli;

import static org.nnplayground.cli.ServerCalls.text;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nnplayground.access.AccessSettings;
import org.nnplayground.access.ControlTokens;
import org.nnplayground.access.ServerAddress;
import org.nnplayground.access.ServerSecrets;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operator commands {@code --create-key=NAME}, {@code --list-keys}, {@code --revoke-key=ID} and
 * {@code --cancel-job=ID}, and those of {@link LtiCommands}. They read the server's settings, its secret and the
 * address in its data folder, and call the running server on this machine, because only that process has the database
 * open.
 */
public final class OperatorCommand {

    private static final String PORT = "server.port";
    private static final String KEYS = "/admin/api-keys";
    private static final String CREATE = "create-key";
    private static final String LIST = "list-keys";
    private static final String REVOKE = "revoke-key";
    private static final String CANCEL = "cancel-job";
    private static final List<String> ALL = Stream.concat(
                    Stream.of(CREATE, LIST, REVOKE, CANCEL), LtiCommands.ALL.stream())
            .toList();
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    private final JsonMapper mapper = new JsonMapper();
    private final URI server;
    private final ServerCalls calls;
    private final LtiCommands lti;
    private final PrintStream out;
    private final PrintStream err;

    private OperatorCommand(URI server, ControlTokens tokens, PrintStream out, PrintStream err) {
        this.server = server;
        this.calls = new ServerCalls(server, tokens, err);
        this.lti = new LtiCommands(calls, out, err);
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
                .anyMatch(arg -> ALL.stream().map("--"::concat).anyMatch(arg::equals));
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
            var secrets = ServerSecrets.existing(settings.getBean(AccessSettings.class), InstantSource.system());
            URI server = server(arguments, settings.getEnvironment());
            return new OperatorCommand(server, new ControlTokens(secrets), out, err).run(arguments);
        } catch (IllegalStateException | IOException e) { // there is no secret, or the address cannot be read
            err.println(e.getMessage());
            return 1;
        }
    }

    /** The server at the port among the arguments, else the running one, else the one at the port of the settings. */
    private static URI server(SimpleCommandLinePropertySource arguments, Environment settings) throws IOException {
        String given = arguments.getProperty(PORT);
        return given != null
                ? at(given)
                : new ServerAddress(Path.of(settings.getProperty("playground.data", "data")))
                        .read()
                        .orElseGet(() -> at(settings.getProperty(PORT, "8080")));
    }

    private static URI at(String port) {
        return URI.create("http://localhost:" + port);
    }

    private int run(SimpleCommandLinePropertySource arguments) {
        try {
            String create = arguments.getProperty(CREATE);
            String revoke = arguments.getProperty(REVOKE);
            String cancel = arguments.getProperty(CANCEL);
            String remove = arguments.getProperty(LtiCommands.REMOVE);
            String forget = arguments.getProperty(LtiCommands.FORGET);
            if (arguments.containsProperty(LtiCommands.INVITE)) {
                return lti.invite();
            }
            if (arguments.containsProperty(LtiCommands.LIST)) {
                return lti.list();
            }
            if (remove != null) {
                return lti.remove(remove);
            }
            if (forget != null) {
                return lti.forget(
                        forget, arguments.getProperty(LtiCommands.LINK), arguments.getProperty(LtiCommands.STUDENT));
            }
            if (create != null) {
                return create(create);
            }
            if (cancel != null) {
                return cancel(cancel);
            }
            return revoke != null ? revoke(revoke) : list();
        } catch (IOException e) {
            err.println("No server answers at " + server + ": start it first, or pass its --server.port.");
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int create(String owner) throws IOException, InterruptedException {
        String body = mapper.writeValueAsString(mapper.createObjectNode().put("owner", owner));
        var answer = calls.send(calls.administration(KEYS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            return calls.failed(answer);
        }
        JsonNode created = calls.json(answer);
        out.println("API key of " + text(created, "owner") + ", shown this once:");
        out.println("  " + text(created, "key"));
        out.println("Secret that signs its webhooks:");
        out.println("  " + text(created, "webhookSecret"));
        out.println("Revoke it with --revoke-key=" + text(created, "id"));
        return 0;
    }

    private int list() throws IOException, InterruptedException {
        var answer = calls.send(calls.administration(KEYS).GET());
        if (answer.statusCode() != 200) {
            return calls.failed(answer);
        }
        JsonNode all = calls.json(answer);
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
        var answer = calls.send(calls.administration(KEYS + "/" + id).DELETE());
        if (answer.statusCode() != 204) {
            return calls.failed(answer);
        }
        out.println("Revoked " + id + ".");
        return 0;
    }

    private int cancel(String id) throws IOException, InterruptedException {
        if (!id.matches("[0-9a-f]{32}")) {
            err.println("--cancel-job needs the job's id, 32 hexadecimal digits.");
            return 1;
        }
        String job = "/api/v1/jobs/" + id;
        var found = calls.send(calls.ofJob(id, job).GET());
        if (found.statusCode() != 200) {
            return calls.failed(found);
        }
        String state = text(calls.json(found), "state");
        if (ENDED.contains(state)) {
            err.println("Job " + id + " has ended already: " + state + ".");
            return 1;
        }
        var answer = calls.send(calls.ofJob(id, job + "/cancel").POST(BodyPublishers.noBody()));
        switch (answer.statusCode()) {
            case 200 -> out.println("Cancelled job " + id + ".");
            case 202 -> out.println("Job " + id + " is being cancelled; this takes a while.");
            default -> {
                return calls.failed(answer);
            }
        }
        return 0;
    }
}
