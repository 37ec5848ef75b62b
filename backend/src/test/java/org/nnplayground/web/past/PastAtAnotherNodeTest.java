package org.nnplayground.web.past;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.PlaygroundApplication;
import org.nnplayground.sql.PostgresServer;
import org.nnplayground.web.Client;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two servers that share a PostgreSQL: what one of them has trained, the other shows again. */
class PastAtAnotherNodeTest {

    private static final int JOBS = 16;

    private static ConfigurableApplicationContext start(String database) {
        PostgresServer postgres = PostgresServer.running();
        return new SpringApplicationBuilder(PlaygroundApplication.class)
                .run(
                        "--server.port=0",
                        "--server.shutdown=immediate",
                        "--playground.store=sql",
                        "--playground.past.state-every=0s", // so that most replays begin at a state of another
                        "--spring.r2dbc.url=" + postgres.url(database),
                        "--spring.r2dbc.username=" + postgres.user(),
                        "--spring.r2dbc.password=" + postgres.password(),
                        "--playground.access.secret=" + "01".repeat(32),
                        "--playground.cluster.host=127.0.0.1",
                        "--playground.cluster.port=0");
    }

    private static Client client(ConfigurableApplicationContext server) {
        return new Client(
                Integer.parseInt(Objects.requireNonNull(server.getEnvironment().getProperty("local.server.port"))));
    }

    @Test
    void everyEpochIsShownAgainByANodeThatHasNotTrainedIt() {
        String database = PostgresServer.running().createDatabase();
        try (var trainer = start(database);
                var other = start(database)) {
            List<RandomPast> pasts = RandomPast.livedAll(client(trainer), JOBS);

            pasts.forEach(past -> past.assertThatItIsShownAgain(client(other)));
        }
    }
}
