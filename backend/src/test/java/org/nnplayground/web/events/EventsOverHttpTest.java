package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class EventsOverHttpTest extends ServerTest {

    @Test
    void aStreamStartsWithTheStateAndAFullCurrentFrame() {
        Created job = live();
        client.controls(job, "POST", "/step", "{'count': 5}");

        try (Events events = client.follows(job.path() + "/events?resolution=25")) {
            Event state = Objects.requireNonNull(events.next());
            Event frame = Objects.requireNonNull(events.next());

            assertThat(state.name()).isEqualTo("job.state");
            assertThat(state.data().get("state").stringValue()).isEqualTo("paused");
            assertThat(state.data().has("spec")).isTrue();
            assertThat(frame.name()).isEqualTo("job.frame");
            assertThat(frame.data().get("epoch").intValue()).isEqualTo(5);
            assertThat(frame.data().at("/losses/fromEpoch").intValue()).isEqualTo(5);
            assertThat(frame.data().at("/losses/train")).hasSize(1);
            assertThat(frame.data().at("/parameters/layers")).hasSize(2);
            assertThat(frame.data().at("/boundary/resolution").intValue()).isEqualTo(25);
        }
    }

    @Test
    void everyLossIsSentOnceAndTheLastFrameBeforeThePause() {
        Created job = live();

        try (Events events = client.follows(job.path() + "/events?maxRate=10")) {
            events.next();
            client.controls(job, "PATCH", "", "{'pace': {'epochsPerSecond': 0}, 'stop': {'epochs': 3000}}");
            client.controls(job, "POST", "/play", null);
            List<Event> seen = events.until(event -> is(event, "job.state", "paused") && epochOf(event) == 3000);

            assertThat(epochsOf(seen)).containsExactlyElementsOf(range(0, 3000));
            assertThat(seen.get(seen.size() - 2).name()).isEqualTo("job.frame");
            assertThat(epochOf(seen.get(seen.size() - 2))).isEqualTo(3000);
            assertThat(seen.stream().filter(event -> event.name().equals("job.frame")))
                    .as("frames are conflated, losses are not")
                    .hasSizeLessThan(100);
            assertThat(seen.stream()
                            .filter(event -> event.name().equals("job.state"))
                            .filter(event -> event.data().has("spec")))
                    .as("the spec was told with the first state")
                    .isEmpty();
        }
    }

    @Test
    void aReconnectedClientGetsEveryMissedEpoch() {
        Created job = live();
        Event last;
        try (Events events = client.follows(job.path() + "/events")) {
            client.controls(job, "POST", "/step", "{'count': 10}");
            last = events.until(event -> event.name().equals("job.frame") && epochOf(event) == 10)
                    .getLast();
        }
        for (int i = 0; i < 9; i++) {
            client.controls(job, "POST", "/step", "{'count': 1000}");
        }

        for (String[] how :
                List.of(new String[] {"", "Last-Event-ID", last.id()}, new String[] {"?lastEventId=" + last.id()})) {
            try (Events again = client.follows(
                    job.path() + "/events" + how[0], how.length > 1 ? new String[] {how[1], how[2]} : new String[0])) {
                List<Event> seen = again.until(event -> event.data().has("parameters") && epochOf(event) == 9010);

                assertThat(seen.getFirst().name()).isEqualTo("job.state");
                assertThat(epochsOf(seen)).containsExactlyElementsOf(range(11, 9010));
                assertThat(seen.stream()
                                .mapToInt(event ->
                                        event.data().at("/losses/train").size()))
                        .allMatch(size -> size <= 4096);
            }
        }
    }

    @Test
    void anUnknownEventIdReturnsTheStateAndAllLosses() {
        Created job = live();
        client.controls(job, "POST", "/step", "{'count': 20}");

        try (Events events = client.follows(job.path() + "/events", "Last-Event-ID", "bm9uc2Vuc2U")) {
            List<Event> seen = events.until(event -> event.name().equals("job.frame"));

            assertThat(seen.getFirst().name()).isEqualTo("job.state");
            assertThat(epochsOf(seen)).containsExactlyElementsOf(range(0, 20));
        }
    }

    @Test
    void aNewRunStartsAtEpochZero() {
        Created job = live();
        client.controls(job, "POST", "/step", "{'count': 20}");

        try (Events events = client.follows(job.path() + "/events")) {
            events.next();
            events.next();
            client.controls(job, "POST", "/reset", null);
            List<Event> seen = events.until(event ->
                    event.name().equals("job.frame") && event.data().get("run").intValue() == 2);

            assertThat(seen.getLast().data().at("/losses/fromEpoch").intValue()).isZero();
            assertThat(epochOf(seen.getLast())).isZero();
        }
    }

    @Test
    void aFinishedJobIsStreamedOnceThen204() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 50}}", "Prefer", "wait=30");
        List<Event> seen;
        try (Events events = client.follows(job.path() + "/events")) {
            seen = events.until(event -> false);
        }

        assertThat(seen).extracting(Event::name).containsExactly("job.state", "job.frame");
        assertThat(seen.getLast().data().get("epoch").intValue()).isEqualTo(50);
        try (Events again = client.follows(
                job.path() + "/events", "Last-Event-ID", seen.getLast().id())) {
            assertThat(again.status()).isEqualTo(204);
        }
    }

    @Test
    void aClientThatMissedTheLastFrameOfAFinishedJobGetsIt() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 10000}}", "Prefer", "wait=30");
        String last = "bm9uc2Vuc2U";
        var seen = new ArrayList<Event>();
        for (boolean ended = false; !ended; ) {
            try (Events events = client.follows(job.path() + "/events", "Last-Event-ID", last)) {
                ended = events.status() == 204;
                if (!ended) {
                    // Two events at a time, the state and one piece of losses.
                    Event state = next(events);
                    assertThat(state.data().get("state").stringValue()).isEqualTo("succeeded");
                    last = next(events).id();
                    try (Events onlyState = client.follows(job.path() + "/events", "Last-Event-ID", state.id())) {
                        assertThat(onlyState.status()).as("after the state").isEqualTo(200);
                        seen.add(next(onlyState));
                        seen.add(next(onlyState));
                    }
                }
            }
        }

        assertThat(epochsOf(seen)).containsExactlyElementsOf(range(0, 10_000));
        assertThat(seen.getLast().data().has("parameters")).isTrue();
    }

    private static Event next(Events events) {
        return Objects.requireNonNull(events.next());
    }

    @Test
    void aClientThatDisconnectsBetweenMissedStatesGetsTheLaterOnes() {
        Created job = live();
        String id;
        try (Events events = client.follows(job.path() + "/events")) {
            id = events.until(event -> event.name().equals("job.frame"))
                    .getLast()
                    .id();
        }
        client.controls(job, "POST", "/play", null);
        client.controls(job, "POST", "/pause", null);
        client.controls(job, "POST", "/cancel", null);

        var states = new ArrayList<String>();
        for (int visit = 0; visit < 3; visit++) {
            try (Events events = client.follows(job.path() + "/events", "Last-Event-ID", id)) {
                Event state = next(events);
                states.add(state.data().get("state").stringValue());
                id = state.id();
            }
        }

        assertThat(states).containsExactly("running", "paused", "cancelled");
    }

    @Test
    void aQueuedJobShowsItsPositionAndUntrainedNetworkEvenAfterCancellation() {
        var before = new ArrayList<Created>();
        for (int i = 0; i < 40; i++) {
            before.add(client.creates("{" + XOR + ", 'stop': {'epochs': 1000000}}"));
        }
        Created waiting = before.getLast();
        try (Events events = client.follows(waiting.path() + "/events")) {
            List<Event> first = events.until(event -> event.name().equals("job.frame"));

            assertThat(first.getFirst().data().get("queuePosition").intValue()).isPositive();
            assertThat(first.getLast().data().get("run").intValue()).isZero();
            assertThat(first.getLast().data().has("parameters")).isTrue();
        }
        client.controls(waiting, "POST", "/cancel", null);
        try (Events events = client.follows(waiting.path() + "/events")) {
            List<Event> all = events.until(event -> false);

            assertThat(all).extracting(Event::name).containsExactly("job.state", "job.frame");
            try (Events again = client.follows(
                    waiting.path() + "/events", "Last-Event-ID", all.getLast().id())) {
                assertThat(again.status()).isEqualTo(204);
            }
        }
        before.forEach(job -> client.controls(job, "DELETE", "", null));
    }

    @Test
    void aWaitingJobSendsItsStateOnceUntilItChanges() {
        var busy = new ArrayList<Created>();
        for (int i = 0; i < 40; i++) {
            busy.add(client.creates("{" + XOR + ", 'stop': {'epochs': 1000000}}"));
        }
        var seen = new ArrayList<Event>();

        Created waiting = busy.getLast();
        try (Events events = client.follows(waiting.path() + "/events")) {
            seen.addAll(events.until(event -> event.name().equals("job.frame")));
            busy.reversed().forEach(job -> client.controls(job, "POST", "/cancel", null));
            seen.addAll(events.until(event -> false));
        }

        assertThat(seen.stream()
                        .filter(event -> event.name().equals("job.state"))
                        .map(event -> event.data().get("state").stringValue()))
                .containsExactly("queued", "cancelled");
    }

    @Test
    void severalJobsShareOneStreamAndOneId() {
        Created first = live();
        Created second = live();
        String path = "/api/v1/events?job=" + first.id() + "&job=" + second.id();
        String id;
        try (Events events = client.follows(path)) {
            List<Event> seen = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                seen.add(Objects.requireNonNull(events.next()));
            }
            assertThat(seen)
                    .extracting(event -> idOf(event.data()))
                    .containsExactlyInAnyOrder(first.id(), first.id(), second.id(), second.id());
            id = seen.getLast().id();
        }
        client.controls(first, "POST", "/step", "{'count': 3}");
        client.controls(second, "POST", "/step", "{'count': 2}");

        try (Events again = client.follows(path, "Last-Event-ID", id)) {
            var epochs = new ArrayList<String>();
            while (epochs.size() < 5) {
                Event event = Objects.requireNonNull(again.next());
                for (Long epoch : epochsOf(List.of(event))) {
                    epochs.add((idOf(event.data()).equals(first.id()) ? "first " : "second ") + epoch);
                }
            }
            assertThat(epochs).containsExactlyInAnyOrder("first 1", "first 2", "first 3", "second 1", "second 2");
        }
    }

    @Test
    void onlyRequestedPartsAreSent() {
        Created job = live();

        try (Events events = client.follows(job.path() + "/events?include=gradients")) {
            events.next();
            JsonNode frame = Objects.requireNonNull(events.next()).data();

            assertThat(frame.has("parameters")).isFalse();
            assertThat(frame.has("boundary")).isFalse();
            assertThat(frame.has("losses")).isFalse();
            assertThat(frame.at("/gradients/layers")).hasSize(2);
            assertThat(frame.at("/gradients/layers/0/norm").doubleValue()).isPositive();
        }
    }

    /** The frame of the job's creation may be made before a follower tells what it wants to see. */
    private static boolean hasBoundary(Event event) {
        return event.name().equals("job.frame") && event.data().has("boundary");
    }

    @Test
    void theBoundaryUsesTheRequestedColumns() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'data': {'source': 'generated', 'generator': 'clusters', 'dimensions': 4,
                  'classes': 3, 'seed': 1}}}
                """);
        try (Events events = client.follows(job.path() + "/events?include=boundary&resolution=25&columns=2,3");
                Events others = client.follows(job.path() + "/events?include=boundary&resolution=25")) {
            for (int frame = 0; frame < 2; frame++) {
                Event chosen = events.until(EventsOverHttpTest::hasBoundary).getLast();
                assertThat(chosen.data().at("/boundary/columns").toString()).isEqualTo("[\"x3\",\"x4\"]");
                Event first = others.until(EventsOverHttpTest::hasBoundary).getLast();
                assertThat(first.data().at("/boundary/columns").toString()).isEqualTo("[\"x1\",\"x2\"]");
                client.controls(job, "POST", "/step", "{'count': 1}");
            }
        }
        for (String wrong : List.of("2,4", "1,1", "x", "0")) {
            try (Events events = client.follows(job.path() + "/events?columns=" + wrong)) {
                assertThat(events.status()).as(wrong).isEqualTo(422);
            }
        }
    }

    @Test
    void invalidQueriesAreRefusedWithAReason() {
        Created job = live();

        for (String query : List.of("include=pictures", "resolution=51", "maxRate=0", "maxRate=61", "maxRate=x")) {
            var answer = client.gets(job.path() + "/events?" + query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/detail").stringValue()).isNotBlank();
        }
        assertThat(client.gets("/api/v1/events").status()).isEqualTo(422);
    }

    @Test
    void aSlowClientDelaysNoOtherAndMissesNoLoss() throws Exception {
        Created job = client.creates("{'mode': 'live', " + XOR + ", 'pace': {'epochsPerSecond': 0}}");
        String path = job.path() + "/events?maxRate=60&resolution=100";
        try (InputStream slow = client.opens(path);
                Events quick = client.follows(path)) {
            // A client with the frame of epoch 0 connected before the job was played.
            String begun = readUntil(slow, "job.frame");
            var seen = new ArrayList<>(quick.until(event -> event.name().equals("job.frame")));
            client.controls(job, "PATCH", "", "{'stop': {'epochs': 20000}}");
            client.controls(job, "POST", "/play", null);

            seen.addAll(quick.until(event -> is(event, "job.state", "paused") && epochOf(event) == 20_000));
            assertThat(epochsOf(seen)).containsExactlyElementsOf(range(0, 20_000));

            client.controls(job, "POST", "/cancel", null);
            String text = begun + new String(slow.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(losses(text)).containsExactlyElementsOf(range(0, 20_000));
        }
    }

    private static String readUntil(InputStream stream, String word) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(word) < 0) {
            int next = stream.read();
            assertThat(next).as("the stream goes on").isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    private static List<Long> losses(String stream) {
        var epochs = new ArrayList<Long>();
        for (String line : stream.split("\r?\n", -1)) {
            if (line.startsWith("data:")) {
                JsonNode data = new tools.jackson.databind.json.JsonMapper().readTree(line.substring(5));
                epochs.addAll(epochsOf(List.of(new Event("job.frame", "", data))));
            }
        }
        return epochs;
    }

    /**
     * A live job that a trainer has opened, so that the next state which its streams send is one that the test asked
     * for.
     */
    private Created live() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        try (Events events = client.follows(job.path() + "/events")) {
            events.until(event -> is(event, "job.state", "paused"));
        }
        return job;
    }

    private static boolean is(Event event, String name, String state) {
        return event.name().equals(name)
                && event.data().get("state").stringValue().equals(state);
    }

    private static long epochOf(Event event) {
        return event.data().get("epoch").longValue();
    }

    private static String idOf(JsonNode data) {
        return (data.has("job") ? data.get("job") : data.get("id")).stringValue();
    }

    /** The epochs whose train losses the events carry, in the order in which they came. */
    private static List<Long> epochsOf(List<Event> events) {
        return events.stream()
                .map(event -> event.data().get("losses"))
                .filter(Objects::nonNull)
                .flatMap(losses -> range(
                        losses.get("fromEpoch").longValue(),
                        losses.get("fromEpoch").longValue()
                                + losses.get("train").size()
                                - 1)
                        .stream())
                .toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
