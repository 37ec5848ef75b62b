package org.nnplayground.web.past;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.PlaygroundApplication;
import org.nnplayground.web.Client;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The past of jobs is part of what is stored: another process over the same H2 file shows it again. */
class PastAfterRestartTest {

    private static final int JOBS = 16;

    @TempDir
    private Path data;

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(PlaygroundApplication.class)
                .run(
                        "--server.port=0",
                        "--server.shutdown=immediate",
                        "--playground.store=sql",
                        "--playground.data=" + data);
    }

    private static Client client(ConfigurableApplicationContext server) {
        return new Client(
                Integer.parseInt(Objects.requireNonNull(server.getEnvironment().getProperty("local.server.port"))));
    }

    @Test
    void everyEpochIsShownAgainAfterARestart() {
        List<RandomPast> pasts;
        try (var server = start()) {
            pasts = RandomPast.livedAll(client(server), JOBS);
        }

        try (var server = start()) {
            pasts.forEach(past -> past.assertThatItIsShownAgain(client(server)));
        }
    }
}
