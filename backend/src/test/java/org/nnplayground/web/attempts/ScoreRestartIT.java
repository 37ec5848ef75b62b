package org.nnplayground.web.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.attempt.StrictScoreService;
import org.nnplayground.attempt.StrictTokens;
import org.nnplayground.cli.OperatorCommand;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.ServerProcess;
import org.nnplayground.web.lti.StrictPlatform;
import org.nnplayground.web.lti.StrictPlatform.Login;
import tools.jackson.databind.JsonNode;

/** Kills the server process between the grading of an attempt and the delivery of its score, and starts it again. */
class ScoreRestartIT {

    private static final List<String> SETTINGS = List.of(
            "--playground.lti.enabled=true",
            "--playground.lti.address=" + StrictPlatform.TOOL,
            "--playground.lti.allow-private-addresses=true",
            "--playground.lti.grades.retry-delays=1s,1s,1s,1s,1s,1s,1s,1s,1s,1s");

    @TempDir
    private Path data;

    @Test
    void aScoreIsDeliveredByTheNextProcess() throws Exception {
        ServerProcess before = ServerProcess.start(data, SETTINGS);
        var client = new AtomicReference<>(before.client());
        try (var platform = new StrictPlatform(before.port())) {
            var tokens = new StrictTokens(
                    platform.server(),
                    platform.issuer(),
                    platform.clientId,
                    () -> client.get().gets("/lti/jwks").text(),
                    Set.of(StrictTokens.SCORE));
            var service = new StrictScoreService(platform.server(), tokens);
            register(platform, before.port());
            tokens.refuses(503);
            gradesAnAttempt(before.client(), launches(platform, service));
            before.kill();
            assertThat(service.received()).isEmpty();

            tokens.refuses(0);
            try (ServerProcess after = ServerProcess.start(data, SETTINGS)) {
                client.set(after.client());
                assertThat(shown(service)).isEqualTo("2/11");
            }

            assertThat(service.received()).hasSize(1);
            tokens.assertNoViolations();
        }
    }

    private void register(StrictPlatform platform, int port) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] command = {"--lti-invite", "--server.port=" + port, "--playground.data=" + data};
        assertThat(OperatorCommand.run(command, stream, stream)).isZero();
        Matcher invite = Pattern.compile("setup\\?invite=(\\S+)").matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(invite.find()).isTrue();
        assertThat(platform.register(invite.group(1))).isEqualTo(200);
    }

    /** The bearer token of a student. */
    private static String launches(StrictPlatform platform, StrictScoreService service) {
        Login login = platform.login("GET");
        Map<String, Object> claims = platform.claims(login);
        claims.put(StrictPlatform.LTI + "custom", Map.of("content", "/exercises/small-network", "mode", "graded"));
        claims.put(
                "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
                Map.of("scope", List.of(StrictTokens.SCORE), "lineitem", service.lineItem()));
        return platform.session(login, claims);
    }

    /** Opens an attempt, and answers its first step: the weighted sums W x. */
    private static void gradesAnAttempt(Client client, String bearer) {
        String[] headers = {"Authorization", "Bearer " + bearer};
        JsonNode attempt = client.sends("POST", "/lti/attempts", "{}", headers).json();
        JsonNode given = attempt.path("sheet").path("given");
        JsonNode w = given.path(0).path("values");
        JsonNode x = given.path(2).path("values").path(0);
        assertThat(given.path(0).path("name").stringValue()
                        + given.path(2).path("name").stringValue())
                .isEqualTo("Wx");
        double[] sums = new double[2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                sums[i] += w.path(i).path(j).doubleValue() * x.path(j).doubleValue();
            }
        }
        Answer graded = client.sends(
                "POST",
                "/lti/attempts/" + attempt.path("id").stringValue() + "/answers",
                "{'answers': {'sums': [[%s, %s]]}}".formatted(sums[0], sums[1]),
                headers);
        assertThat(graded.status()).as(graded.text()).isEqualTo(200);
        assertThat(graded.json().path("points").intValue()).isEqualTo(2);
    }

    /** The score that the platform shows; waits for it. */
    private static @Nullable String shown(StrictScoreService service) throws InterruptedException {
        for (int i = 0; i < 1200 && service.shown("person-7") == null; i++) {
            Thread.sleep(50);
        }
        return service.shown("person-7");
    }
}
