package org.nnplayground.web.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.past.RandomSpecs.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A live job with a random spec that a seeded random user trains, edits, retunes and resets, and the last frame of each
 * multiple of 7 epochs that its stream has shown.
 */
final class RandomPast {

    private static final int INTERVAL = 7;
    private static final int ROUNDS = 8;

    private record Moment(int run, long epoch) {}

    private final Client client;
    private final Random random;
    private final RandomSpecs specs;
    private final Created job;
    private final Map<Moment, JsonNode> shown = new LinkedHashMap<>();

    /** Moments at which early stopping replaced the network, before or after its frame. */
    private final Set<Moment> restored = new HashSet<>();

    private RandomPast(Client client, int seed) {
        Kind[] kinds = Kind.values();
        this.client = client;
        this.random = new Random(seed);
        this.specs = new RandomSpecs(client, kinds[seed % kinds.length], random);
        this.job = client.creates("{'mode': 'live', 'pace': {'epochsPerSecond': 0}, 'spec': %s%s%s}"
                .formatted(specs.next(), specs.arithmetic(), seed % 5 == 0 ? ", 'stop': {'patience': 3}" : ""));
    }

    /** Makes a job, and uses it until it has a past. */
    static RandomPast lived(Client client, int seed) {
        var past = new RandomPast(client, seed);
        try (Events events = client.follows(past.job.path() + "/events?maxRate=60&resolution=25")) {
            past.train(events); // first, because the stream may show its beginning before or after a change
            for (int round = 0; round < ROUNDS; round++) {
                past.change(events);
                past.train(events);
            }
        }
        return past;
    }

    Created job() {
        return job;
    }

    private void change(Events events) {
        switch (random.nextInt(7)) {
            case 0 -> control("PATCH", "", "{'learningRate': %s}".formatted(0.01 + random.nextInt(20) / 100.0));
            case 1 ->
                control(
                        "PATCH",
                        "",
                        "{'regularizationRate': 0.0%d, 'batchSize': %d}"
                                .formatted(random.nextInt(10), 1 + random.nextInt(9)));
            case 2 -> see(events, control("PUT", "/parameters", moved()));
            case 3 -> {
                see(
                        events,
                        control("POST", "/step", "{'unit': 'batch', 'count': %d}".formatted(1 + random.nextInt(3))));
                control("PATCH", "", "{'learningRate': 0.05}");
            }
            case 4 -> {
                see(events, control("POST", "/step", "{'unit': 'batch', 'count': 2}"));
                see(events, control("PUT", "/parameters", moved()));
            }
            case 5 ->
                see(
                        events,
                        control("POST", "/reset", "{'seed': '%s'}".formatted(random.nextBoolean() ? "same" : "new")));
            default -> see(events, control("PUT", "/spec?keep=parameters", specs.next()));
        }
    }

    /** Trains in steps that end at every multiple of {@link #INTERVAL}. */
    private void train(Events events) {
        for (boolean isRandom : new boolean[] {true, false}) {
            long epoch = client.gets(job.path()).json().get("epoch").asLong();
            int left = (int) (INTERVAL - epoch % INTERVAL);
            see(
                    events,
                    control("POST", "/step", "{'count': %d}".formatted(isRandom ? 1 + random.nextInt(left) : left)));
        }
    }

    /** The present parameters with some others among them. */
    private String moved() {
        var layers = (ArrayNode)
                client.gets(job.path() + "/parameters").json().get("layers").deepCopy();
        ((ArrayNode) layers.get(0).get("biases")).set(0, layers.arrayNode().numberNode(random.nextFloat()));
        return "{\"layers\": " + layers + "}";
    }

    private JsonNode control(String method, String path, String body) {
        Client.Answer answer = client.controls(job, method, path, body);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Reads the stream up to the frame of the moment at which a control has paused the job. */
    private void see(Events events, JsonNode paused) {
        int run = paused.get("run").intValue();
        long epoch = paused.get("epoch").asLong();
        int batch = paused.at("/batch/index").intValue();
        List<Client.Event> seen = events.until(event -> event.name().equals("job.frame")
                && event.data().get("run").intValue() == run
                && event.data().get("epoch").asLong() == epoch
                && event.data().at("/batch/index").intValue() == batch);
        seen.stream()
                .filter(event -> event.name().equals("job.frame"))
                .map(Client.Event::data)
                .forEach(this::remember);
        if (paused.path("stopReason").asString("").equals("earlyStopping")) {
            restored.add(new Moment(run, epoch));
        }
    }

    private void remember(JsonNode frame) {
        var moment = new Moment(frame.get("run").intValue(), frame.get("epoch").asLong());
        boolean isPretraining = specs.arePretrained() && moment.epoch == 0; // its frames are all of epoch 0
        if (frame.at("/batch/index").intValue() == 0 && moment.epoch % INTERVAL == 0 && !isPretraining) {
            shown.put(moment, frame);
        }
    }

    /** Asks for all that was shown, in a random order. */
    void assertThatItIsShownAgain(Client server) {
        var moments = new ArrayList<>(shown.keySet());
        moments.removeAll(restored);
        Collections.shuffle(moments, random);
        for (Moment moment : moments) {
            String query = "/frame?resolution=25&run=" + moment.run + "&epoch=" + moment.epoch;
            Client.Answer answer = server.gets(job.path() + query);
            assertThat(answer.status()).as(query + " " + answer.text()).isEqualTo(200);
            assertThat(bits(answer.json()))
                    .as(job.job() + query)
                    .isEqualTo(bits(Objects.requireNonNull(shown.get(moment))));
        }
        assertThat(moments).hasSizeGreaterThan(1);
    }

    /** The frame without what depends on when it was made. */
    private static JsonNode bits(JsonNode frame) {
        var bits = (ObjectNode) frame.deepCopy();
        return bits.remove(List.of("epochsPerSecond", "busy", "losses", "diagnosis"));
    }

    static List<RandomPast> livedAll(Client client, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seed -> lived(client, seed))
                .toList();
    }
}
