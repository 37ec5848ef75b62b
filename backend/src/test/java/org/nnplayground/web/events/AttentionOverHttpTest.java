package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;

class AttentionOverHttpTest extends ServerTest {

    @Test
    void everyFollowerIsToldWhatThePresenterPointsAt() {
        Created job = live();

        try (Events first = client.follows(job.path() + "/events");
                Events second = client.follows("/api/v1/events?job=" + job.id())) {
            List.of(first, second).forEach(events -> events.until(AttentionOverHttpTest::isFrame));
            assertThat(points(job, "{'link': {'layer': 1, 'unit': 0, 'input': 3}}")
                            .status())
                    .isEqualTo(204);

            for (Events events : List.of(first, second)) {
                assertThat(next(events).data().toString())
                        .isEqualTo("{\"job\":\"" + job.id() + "\",\"link\":{\"layer\":1,\"unit\":0,\"input\":3}}");
            }
            points(job, "{}");
            assertThat(next(first).data().toString()).isEqualTo("{\"job\":\"" + job.id() + "\"}");
        }
    }

    @Test
    void aStepOfATraceIsSentAsItWasGiven() {
        Created job = live();
        try (Events events = client.follows(job.path() + "/events")) {
            events.until(AttentionOverHttpTest::isFrame);
            points(job, "{'trace': {'epoch': 12, 'batch': 3, 'step': 5, 'row': 2}}");
            assertThat(next(events).data().get("trace").toString())
                    .isEqualTo("{\"epoch\":12,\"batch\":3,\"step\":5,\"row\":2}");
            points(job, "{'trace': {'epoch': 0, 'sample': 7, 'step': 0, 'row': 0}}");
            assertThat(next(events).data().get("trace").toString())
                    .isEqualTo("{\"epoch\":0,\"sample\":7,\"step\":0,\"row\":0}");
        }
    }

    @Test
    void anAttentionIsNotSentAgainToAClientThatComesBack() {
        Created job = live();
        Event frame;
        Event attention;
        try (Events events = client.follows(job.path() + "/events")) {
            frame = events.until(AttentionOverHttpTest::isFrame).getLast();
            points(job, "{'input': 1}");
            attention = next(events);
        }
        assertThat(attention.id()).as("it does not move the position").isEqualTo(frame.id());

        try (Events events = client.follows(job.path() + "/events", "Last-Event-ID", attention.id())) {
            client.controls(job, "POST", "/step", "{'count': 1}");
            assertThat(events.until(
                            event -> isFrame(event) && event.data().get("epoch").intValue() == 1))
                    .noneMatch(AttentionOverHttpTest::isAttention);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'input': 2}                                          | /input
                    {'unit': {'layer': 3, 'unit': 0}}                     | /unit/layer
                    {'unit': {'layer': 1, 'unit': 1}}                     | /unit/unit
                    {'unit': {'layer': 1}}                                | /unit/unit
                    {'unit': {'layer': 0, 'unit': 0, 'input': 0}}         | /unit/input
                    {'link': {'layer': 0, 'unit': 0, 'input': 2}}         | /link/input
                    {'link': {'layer': -1, 'unit': 0, 'input': 0}}        | /link/layer
                    {'unit': 1}                                           | /unit
                    {'input': 0, 'unit': {'layer': 0, 'unit': 0}}         | /unit
                    {'neuron': 1}                                         | /neuron
                    {'trace': {'epoch': 0, 'step': 0, 'row': 0}}          | /trace/batch
                    {'trace': {'epoch': 0, 'batch': 0, 'sample': 0, 'step': 0, 'row': 0}} | /trace/sample
                    {'trace': {'epoch': 0, 'batch': 0, 'step': -1, 'row': 0}} | /trace/step
                    {'trace': {'batch': 0, 'step': 0, 'row': 0}}          | /trace/epoch
                    """)
    void aPartThatTheNetworkDoesNotHaveIsRefused(String body, String pointer) {
        Answer answer = points(live(), body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("pointer").stringValue()))
                .containsExactly(pointer);
    }

    private Answer points(Created job, String body) {
        return client.controls(job, "PUT", "/attention", body);
    }

    /** A network of two inputs, four hidden units and one output. */
    private Created live() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        try (Events events = client.follows(job.path() + "/events")) {
            events.until(AttentionOverHttpTest::isFrame);
        }
        return job;
    }

    private static Event next(Events events) {
        return events.until(AttentionOverHttpTest::isAttention).getLast();
    }

    private static boolean isAttention(Event event) {
        return event.name().equals("job.attention");
    }

    private static boolean isFrame(Event event) {
        return event.name().equals("job.frame");
    }
}
