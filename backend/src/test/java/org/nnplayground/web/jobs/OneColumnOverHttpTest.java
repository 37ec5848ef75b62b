package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** A regression with one column and one output. */
class OneColumnOverHttpTest extends ServerTest {

    private static final String LINE = """
            'spec': {'task': 'regression',
              'data': {'source': 'inline', 'train': [{'x': [0], 'y': 1}, {'x': [1], 'y': 3}, {'x': [2], 'y': 5}]},
              'network': {'initializer': {'type': 'xavier', 'seed': 1}}, 'training': {'seed': 1}}
            """;

    @Test
    void aLiveJobWithOneColumnIsPlayedPausedAndStreamedWithItsBoundary() {
        Created job = client.creates("{'mode': 'live', " + LINE + "}");

        try (Events events = client.follows(job.path() + "/events?resolution=25")) {
            events.next();
            JsonNode first = Objects.requireNonNull(events.next()).data();
            client.controls(job, "POST", "/play", null);
            events.until(event -> event.name().equals("job.frame")
                    && event.data().get("epoch").intValue() > 3);
            client.controls(job, "POST", "/pause", null);
            List<Event> last = events.until(event -> event.name().equals("job.state")
                    && event.data().get("state").stringValue().equals("paused"));

            assertThat(first.at("/boundary/columns").toString()).isEqualTo("[\"x1\",\"x1\"]");
            assertThat(first.at("/boundary/domain").toString()).isEqualTo("[[-0.2,2.2],[-0.2,2.2]]");
            assertThat(last.getLast().data().get("state").stringValue()).isEqualTo("paused");
        }
    }

    @Test
    void aStreamedBatchJobSucceeds() {
        Created job = client.creates("{'stop': {'epochs': 20000}, " + LINE + "}");

        try (Events events = client.follows(job.path() + "/events")) {
            List<Event> all = events.until(event -> false);

            assertThat(all.getLast().data().get("state").stringValue()).isEqualTo("succeeded");
            assertThat(all.get(all.size() - 2).data().has("boundary")).isTrue();
        }
    }

    @Test
    void theBoundaryIsAvailableAsNumbersPerUnitAndAsImage() {
        Created job = client.creates("{'mode': 'live', " + LINE + "}");

        JsonNode values =
                client.gets(job.path() + "/boundary?resolution=10").json().at("/values/0");
        JsonNode unit = client.gets(job.path() + "/boundary?resolution=10&layer=0&unit=1")
                .json();
        var picture = client.gets(job.path() + "/boundary", "Accept", "image/png");

        for (int i = 0; i < 100; i++) {
            assertThat(values.get(i)).as("by the horizontal axis alone").isEqualTo(values.get(i % 10));
        }
        assertThat(values.get(0)).isNotEqualTo(values.get(9));
        assertThat(unit.at("/values/0")).hasSize(100);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.text()).contains("PNG");
    }
}
