package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.nnplayground.web.Client.Created;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Trainings that must end with the same bits whatever happened to their server, by number, each of so many epochs.
 *
 * @param epochs that each is to train
 * @param livePace of those that are live, in epochs a second
 */
public record Trainings(long epochs, int livePace) {

    private static final int PIECE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Everything that a training remembers: optimizer state, plateau, patience, dropout, order. */
    private static final String[] TRAININGS = {
        "{'optimizer': {'type': 'sgd', 'learningRate': 0.03}, 'batchSize': 10, 'shuffle': 'everyEpoch', 'seed': 3}",
        "{'optimizer': {'type': 'adam', 'learningRate': 0.003}, 'schedule': {'type': 'plateau', 'patience': 40,"
                + " 'factor': 0.9}, 'batchSize': 7, 'shuffle': 'everyEpoch', 'seed': 4}",
        "{'optimizer': {'type': 'sgd', 'learningRate': 0.01, 'momentum': 0.9}, 'regularization': {'type': 'l2',"
                + " 'rate': 0.001}, 'batchSize': 10, 'shuffle': 'once', 'seed': 5}"
    };

    public String body(String mode, int number) {
        String stop = number % 2 == 0 ? "'epochs': " + epochs : "'epochs': " + epochs + ", 'patience': " + epochs;
        return """
                {'mode': '%s', 'stop': {%s}, 'pace': {'epochsPerSecond': %d},
                 'spec': {'task': 'classification',
                  'data': {'source': 'generated', 'generator': 'circle', 'samples': 100, 'noise': 0.2, 'seed': %d},
                  'network': {'layers': [{'units': 4, 'activation': 'tanh', 'dropout': %s},
                    {'units': 1, 'activation': 'tanh'}], 'initializer': {'type': 'uniform', 'seed': 7}},
                  'training': %s}}
                """.formatted(
                        mode,
                        stop,
                        mode.equals("live") ? livePace : 0,
                        number,
                        number % 3 == 2 ? "0.2" : "0",
                        TRAININGS[number % TRAININGS.length]);
    }

    public Created create(Client client, String mode, int number) {
        return client.creates(body(mode, number));
    }

    public List<Created> createAll(Client client, String mode, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> create(client, mode, number))
                .toList();
    }

    /** But for a live job that stands still where it was to stop: it would go on. */
    public void play(Client client, Created job) {
        if (epoch(client, job) < epochs) {
            assertThat(client.controls(job, "POST", "/play", "{}").status()).isEqualTo(200);
        }
    }

    /**
     * What a job leaves once all its epochs are trained: its parameters, and its whole history. A live job stands still
     * where a batch job ends, with the same.
     */
    public JsonNode outcome(Client client, Created job) throws InterruptedException {
        await(
                client,
                job,
                now -> epoch(now) == epochs && List.of("succeeded", "paused").contains(state(now)));
        List<JsonNode> losses = history(client, job);
        assertThat(losses).hasSize((int) epochs + 1);
        var outcome = JsonNodeFactory.instance.objectNode();
        outcome.set("parameters", client.gets(job.path() + "/parameters").json().get("layers"));
        outcome.putArray("losses").addAll(losses);
        return outcome;
    }

    /** By epoch, from 0 on without a gap, all losses. */
    public static List<JsonNode> history(Client client, Created job) {
        var all = new ArrayList<JsonNode>();
        JsonNode piece;
        do {
            String query = "/history?limit=" + PIECE + "&after=" + (all.size() - 1);
            piece = client.gets(job.path() + query).json();
            for (int i = 0; i < piece.get("epoch").size(); i++) {
                assertThat(piece.get("epoch").get(i).asLong()).isEqualTo(all.size());
                all.add(JsonNodeFactory.instance
                        .arrayNode()
                        .add(piece.get("trainLoss").get(i))
                        .add(piece.get("testLoss").get(i)));
            }
        } while (piece.get("epoch").size() == PIECE);
        return all;
    }

    public static long epoch(Client client, Created job) {
        return epoch(client.gets(job.path()).json());
    }

    public static long epoch(JsonNode job) {
        return job.get("epoch").asLong();
    }

    public static String state(JsonNode job) {
        return job.get("state").stringValue();
    }

    public static void await(Client client, Created job, Predicate<JsonNode> condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode now = client.gets(job.path()).json();
        while (!condition.test(now)) {
            assertThat(System.nanoTime()).as("still waiting: " + now).isLessThan(deadline);
            assertThat(state(now)).isNotEqualTo("failed");
            Thread.sleep(20);
            now = client.gets(job.path()).json();
        }
    }
}
