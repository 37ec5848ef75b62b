package org.nnplayground.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client;
import org.nnplayground.web.ServerTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The meters for Prometheus on the management port. */
@TestPropertySource(
        properties = {"management.server.port=0", "management.endpoints.web.exposure.include=health,prometheus"})
class MetersOverHttpTest extends ServerTest {

    private static final Path DASHBOARD = Path.of("../k8s/dashboard/nn-playground.json");
    private static final Pattern METER = Pattern.compile("\\b(?:playground|jvm|process|system|http)_[a-z_]+\\b");
    private static final Pattern PUBLISHED = Pattern.compile("(?m)^([a-z_]+)[{ ]");

    @LocalManagementPort
    private int managementPort;

    private String scrape() {
        var answer = new Client(managementPort).gets("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static double value(String scraped, String meter) {
        var found = Pattern.compile("(?m)^" + Pattern.quote(meter) + " (\\S+)$").matcher(scraped);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    /** A live job that is played while somebody follows it, then one batch job. */
    private String scrapedWhileALiveJobRuns() {
        var live = client.creates("{'mode': 'live', 'pace': {'epochsPerSecond': 200}, " + XOR + "}");
        try (var events = client.follows(live.path() + "/events?maxRate=20")) {
            client.controls(live, "POST", "/play", "{}");
            events.until(event -> event.name().equals("job.frame")
                    && event.data().get("epoch").longValue() > 100);
            return scrape();
        } finally {
            client.controls(live, "DELETE", "", null);
        }
    }

    @Test
    void jobsStreamsFramesAndEpochsAreCounted() {
        String scraped = scrapedWhileALiveJobRuns();

        assertThat(value(scraped, "playground_jobs_open{mode=\"live\",state=\"running\"}"))
                .isGreaterThanOrEqualTo(1);
        assertThat(value(scraped, "playground_streams_open")).isEqualTo(1);
        assertThat(value(scraped, "playground_epochs_total")).isGreaterThan(100);
        assertThat(value(scraped, "playground_frames_sent_total")).isGreaterThan(1);
        assertThat(value(scraped, "playground_frame_delay_seconds_count")).isGreaterThan(1);
        assertThat(value(scraped, "playground_frame_delay_seconds_sum")).isGreaterThan(0);
        assertThat(value(scraped, "playground_queue_wait_seconds_count{mode=\"live\"}"))
                .isGreaterThanOrEqualTo(1);
        assertThat(value(scraped, "playground_memory_granted_bytes")).isGreaterThan(0);
        assertThat(value(scraped, "playground_memory_resident_bytes")).isGreaterThan(50e6);
    }

    @Test
    void endedJobsAreCountedByState() {
        String ended = "playground_jobs_ended_total{mode=\"batch\",reason=\"epochs\",state=\"succeeded\"}";
        double before = value(scrape(), ended);

        client.creates("{'stop': {'epochs': 10}, " + XOR + "}", "Prefer", "wait=30");

        assertThat(value(scrape(), ended)).isEqualTo(Double.isNaN(before) ? 1 : before + 1);
    }

    @Test
    void thePublicPortServesHealthButNoMeters() {
        assertThat(client.gets("/readyz").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(client.gets("/livez").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(client.gets("/actuator/prometheus").status()).isEqualTo(404);
        assertThat(client.gets("/actuator").status()).isEqualTo(404);
    }

    @Test
    void theDashboardUsesAllOurMetersAndOnlyExistingOnes() throws IOException {
        client.creates("{'stop': {'epochs': 10}, " + XOR + "}", "Prefer", "wait=30");
        var published = new TreeSet<String>();
        PUBLISHED.matcher(scrapedWhileALiveJobRuns()).results().forEach(found -> published.add(found.group(1)));

        Set<String> asked = asked();

        assertThat(published).containsAll(asked);
        assertThat(asked.stream().map(MetersOverHttpTest::meter))
                .containsAll(published.stream()
                        .filter(name -> name.startsWith("playground_"))
                        .map(MetersOverHttpTest::meter)
                        .toList());
    }

    /** Without what Prometheus adds for the parts of a timer. */
    private static String meter(String series) {
        return series.replaceAll("_(bucket|count|sum|max)$", "");
    }

    private static Set<String> asked() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
        var asked = new TreeSet<String>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                METER.matcher(target.get("expr").stringValue()).results().forEach(found -> asked.add(found.group()));
            }
        }
        return asked;
    }
}
