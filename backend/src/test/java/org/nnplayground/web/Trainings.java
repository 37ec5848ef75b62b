package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.nnplayground.web.Client.Created;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Trainings, by number, that must end with the same bits whatever happens to their server.
 *
 * @param epochs number of epochs of each training
 * @param livePace pace of the live jobs, in epochs per second
 */
public record Trainings(long epochs, int livePace) {

    private static final int PAGE = 10_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Map<Key, JsonNode> UNDISTURBED = new ConcurrentHashMap<>();

    /**
     * Together they use all state that a training has: optimizer, plateau, patience, dropout, order of the samples. The
     * first one is of shared arithmetic, so two of its jobs train together, whenever they are on one trainer.
     */
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
                {'mode': '%s', 'arithmetic': '%s', 'stop': {%s}, 'pace': {'epochsPerSecond': %d},
                 'spec': {'task': 'classification',
                  'data': {'source': 'generated', 'generator': 'circle', 'samples': 100, 'noise': 0.2, 'seed': %d},
                  'network': {'layers': [{'units': 4, 'activation': 'tanh', 'dropout': %s},
                    {'units': 1, 'activation': 'tanh'}], 'initializer': {'type': 'uniform', 'seed': 7}},
                  'training': %s}}
                """.formatted(
                        mode,
                        number % TRAININGS.length == 0 ? "shared" : "solo",
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

    /** Starts a live job, unless it has reached its last epoch: it would continue beyond. */
    public void play(Client client, Created job) {
        if (epoch(client, job) < epochs) {
            assertThat(client.controls(job, "POST", "/play", "{}").status()).isEqualTo(200);
        }
    }

    /** Removes the pace of a live job, so that it trains as fast as a batch job. */
    public static void hurry(Client client, Created job) {
        client.controls(job, "PATCH", "", "{'pace': {'epochsPerSecond': 0}}");
    }

    /**
     * Waits until all epochs of a job are trained.
     *
     * @return its parameters and its whole history. They are the same for a live job, which pauses after the last
     *     epoch, and for a batch job, which ends.
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

    /**
     * The outcome of the batch job of this number if nothing happens to its server. It is trained once; later calls in
     * this process return the same.
     */
    public JsonNode undisturbed(Client client, int number) throws InterruptedException {
        var key = new Key(epochs, number);
        JsonNode known = UNDISTURBED.get(key);
        if (known == null) {
            known = outcome(client, create(client, "batch", number));
            UNDISTURBED.put(key, known);
        }
        return known;
    }

    private record Key(long epochs, int number) {}

    /** The losses of all epochs, from 0 on, without a gap. */
    public static List<JsonNode> history(Client client, Created job) {
        var all = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            String query = "/history?limit=" + PAGE + "&after=" + (all.size() - 1);
            page = client.gets(job.path() + query).json();
            for (int i = 0; i < page.get("epoch").size(); i++) {
                assertThat(page.get("epoch").get(i).asLong()).isEqualTo(all.size());
                all.add(JsonNodeFactory.instance
                        .arrayNode()
                        .add(page.get("trainLoss").get(i))
                        .add(page.get("testLoss").get(i)));
            }
        } while (page.get("epoch").size() == PAGE);
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
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        JsonNode now = client.gets(job.path()).json();
        while (!condition.test(now)) {
            assertThat(System.nanoTime()).as("still waiting: " + now).isLessThan(deadline);
            assertThat(state(now)).isNotEqualTo("failed");
            Thread.sleep(20);
            now = client.gets(job.path()).json();
        }
    }
}
