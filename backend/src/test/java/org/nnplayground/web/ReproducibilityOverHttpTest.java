package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Events;
import tools.jackson.databind.JsonNode;

/**
 * The same spec gives the same bits, whatever people do to its job and whoever trains beside it: shown by jobs that
 * each are driven another, seeded, way. Dropout, an order drawn anew every epoch and Adam's state are in it.
 */
class ReproducibilityOverHttpTest extends ServerTest {

    private static final int EPOCHS = 40;

    private static final String SPEC = """
            'spec': {'task': 'classification',
              'data': {'source': 'generated', 'generator': 'spiral', 'samples': 150, 'noise': 0.1, 'seed': 3},
              'network': {'layers': [{'units': 7, 'activation': 'prelu', 'dropout': 0.3},
                  {'units': 5, 'activation': 'gelu', 'dropout': 0.2, 'bias': false}, {'units': 1, 'activation': 'tanh'}],
                'initializer': {'type': 'xavier', 'seed': 5}},
              'training': {'optimizer': {'type': 'adam'}, 'schedule': {'type': 'plateau', 'patience': 2},
                'regularization': {'type': 'l1', 'rate': 0.001}, 'shuffle': 'everyEpoch', 'seed': 11}}
            """;

    private JsonNode finalLayers(Created job) {
        assertThat(client.gets(job.path()).json().get("epoch").intValue()).isEqualTo(EPOCHS);
        return client.gets(job.path() + "/parameters").json().get("layers");
    }

    /** Pauses, steps of every size, looks, stream clients and paces in a drawn order, until the job stops by itself. */
    private void drive(Created job, Random random) {
        var streams = new ArrayList<Events>();
        while (pausedAt(job) < EPOCHS) {
            switch (random.nextInt(4)) {
                case 0 -> control(job, "/step", "{'unit': 'batch', 'count': %d}".formatted(1 + random.nextInt(12)));
                case 1 -> control(job, "/step", "{'unit': 'epoch', 'count': %d}".formatted(1 + random.nextInt(3)));
                default -> {
                    control(job, "/play", "{}");
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        look(job, random, streams);
                    }
                }
            }
            look(job, random, streams);
        }
        streams.forEach(Events::close);
    }

    private int pausedAt(Created job) {
        return client.controls(job, "POST", "/pause", "{}").json().get("epoch").intValue();
    }

    private void look(Created job, Random random, List<Events> streams) {
        switch (random.nextInt(5)) {
            case 0 ->
                client.controls(
                        job, "PATCH", "", "{'pace': {'epochsPerSecond': %d}}".formatted(20 + random.nextInt(400)));
            case 1 -> client.gets(job.path() + "/gradients?set=train");
            case 2 -> client.gets(job.path() + "/gradients?batch=" + random.nextInt(8));
            case 3 -> client.gets(job.path() + "/boundary?layer=0&unit=2&resolution=40");
            default ->
                streams.add(client.follows(job.path() + "/events?maxRate=60&include="
                        + List.of("losses", "losses,boundary", "losses,gradients,parameters")
                                .get(random.nextInt(3))));
        }
    }

    private void control(Created job, String path, String body) {
        assertThat(client.controls(job, "POST", path, body).status()).isIn(200, 202);
    }

    /** One that is driven, reset to the same seeds and driven another way. */
    private List<JsonNode> driven(long seed) {
        var random = new Random(seed);
        Created job = client.creates("{" + SPEC + ", 'mode': 'live', 'stop': {'epochs': %d}}".formatted(EPOCHS));
        var seen = new ArrayList<JsonNode>();
        for (int run = 0; run < 2; run++) {
            drive(job, random);
            seen.add(finalLayers(job));
            control(job, "/reset", "{'seed': 'same'}");
        }
        client.controls(job, "DELETE", "", null);
        return seen;
    }

    @Test
    void otherJobsAndControlsNeverChangeABit() throws Exception {
        Created alone = client.creates("{" + SPEC + ", 'stop': {'epochs': %d}}".formatted(EPOCHS), "Prefer", "wait=30");
        JsonNode expected = finalLayers(alone);

        try (var people = Executors.newFixedThreadPool(4)) {
            var drives = new ArrayList<Callable<List<JsonNode>>>();
            for (int seed = 1; seed <= 6; seed++) {
                long own = seed;
                drives.add(() -> driven(own));
            }
            for (Future<List<JsonNode>> beside : people.invokeAll(drives)) {
                assertThat(beside.get()).containsOnly(expected).hasSize(2);
            }
        }
    }
}
