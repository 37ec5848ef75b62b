package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;

/** Streams that are resumed with an event id in unusual situations. */
class ReturningUserOverHttpTest extends ServerTest {

    private Created stepped(int epochs) {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        client.controls(job, "POST", "/step", "{'count': " + epochs + "}");
        return job;
    }

    /** @return the id that goes with the frame of the present */
    private String idOf(Created job) {
        try (Events events = client.follows(job.path() + "/events")) {
            events.next();
            return Objects.requireNonNull(events.next()).id();
        }
    }

    @Test
    void anEventIdOfAnotherStreamReturnsTheStateAndAllLosses() {
        Created job = stepped(20);

        try (Events events = client.follows(job.path() + "/events", "Last-Event-ID", idOf(stepped(3)))) {
            List<Event> seen = events.until(event -> event.name().equals("job.frame"));

            assertThat(seen.getFirst().name()).isEqualTo("job.state");
            assertThat(seen.getLast().data().at("/losses/fromEpoch").intValue()).isZero();
            assertThat(seen.getLast().data().at("/losses/train")).hasSize(21);
        }
    }

    @Test
    void aClientAheadOfARestoredJobGetsTheRetrainedEpochs() {
        Created job = stepped(20);
        String further = new String(Base64.getUrlDecoder().decode(idOf(job)), StandardCharsets.UTF_8)
                .replaceFirst(":20$", ":30");
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(further.getBytes(StandardCharsets.UTF_8));

        try (Events events = client.follows(job.path() + "/events", "Last-Event-ID", id)) {
            Event present =
                    events.until(event -> event.name().equals("job.frame")).getLast();
            client.controls(job, "POST", "/step", "{'count': 3}");
            Event next = events.until(event -> event.name().equals("job.frame")
                            && event.data().get("epoch").intValue() == 23)
                    .getLast();

            assertThat(present.data().has("losses")).isFalse();
            assertThat(next.data().at("/losses/fromEpoch").intValue()).isLessThanOrEqualTo(23);
            assertThat(next.data().at("/losses/train")).isNotEmpty();
        }
    }

    @Test
    void aJobAddedToAStreamStartsAtTheCurrentFrame() {
        Created first = stepped(3);
        Created second = stepped(20);
        String path = "/api/v1/events?job=" + first.id() + "&job=" + second.id();

        try (Events events = client.follows(path, "Last-Event-ID", idOf(first))) {
            List<Event> seen = events.until(event -> event.name().equals("job.frame")
                    && event.data().get("job").stringValue().equals(second.id()));

            assertThat(seen.getLast().data().at("/losses/fromEpoch").intValue()).isEqualTo(20);
        }
    }

    @Test
    void withoutLossesOneFrameCoversAllMissedEpochs() {
        Created job = stepped(3);
        String id = idOf(job);
        for (int i = 0; i < 5; i++) {
            client.controls(job, "POST", "/step", "{'count': 1000}");
        }

        try (Events events = client.follows(job.path() + "/events?include=parameters", "Last-Event-ID", id)) {
            List<Event> seen = events.until(event -> event.name().equals("job.frame"));

            assertThat(seen.getLast().data().get("epoch").intValue()).isEqualTo(5003);
            assertThat(seen.getLast().data().has("parameters")).isTrue();
            assertThat(seen.getLast().data().has("losses")).isFalse();
        }
    }
}
