package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.Trainings;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** One place for batch jobs, which several callers share. */
@TestPropertySource(
        properties = {
            "playground.jobs.trainer-threads=1",
            "playground.jobs.turn=10ms",
            "playground.callers.job-burst=5000",
            "playground.callers.request-burst=50000"
        })
@DirtiesContext
class FairSharesOverHttpTest extends ServerTest {

    private static final String ENDLESS = "{" + XOR + ", 'stop': {'epochs': 1000000}}";
    private static final String ONE_EPOCH = "{" + XOR + ", 'stop': {'epochs': 1}}";
    private static final String PACED = "{" + XOR + ", 'pace': {'epochsPerSecond': 0.0001}}";

    /** Three seconds at {@link #training}'s pace, in which trainers look for jobs of others every second. */
    private static final int EPOCHS = 3000;

    int manyJobs() {
        return 1000;
    }

    private String state(Created job) {
        return Trainings.state(client.gets(job.path()).json());
    }

    private void delete(List<Created> jobs) {
        jobs.forEach(job ->
                assertThat(client.controls(job, "DELETE", "", null).status()).isEqualTo(204));
    }

    @Test
    void aJobEndsWhileManyJobsOfAnotherCallerWait() {
        List<Created> many = IntStream.range(0, manyJobs())
                .mapToObj(i -> client.creates(ENDLESS))
                .toList();

        Created other = client.creates(ONE_EPOCH, "Authorization", school, "Prefer", "wait=60");

        assertThat(Trainings.state(other.job())).isEqualTo("succeeded");
        assertThat(List.of(state(many.get(1)), state(many.getLast()))).containsOnly("queued");
        delete(many.reversed());
    }

    @Test
    void jobsThatWaitForTheirPaceHoldNoPlace() throws InterruptedException {
        List<Created> paced = List.of(client.creates(PACED), client.creates(PACED));

        Created other = client.creates(ONE_EPOCH, "Authorization", school, "Prefer", "wait=60");

        assertThat(Trainings.state(other.job())).isEqualTo("succeeded");
        for (Created job : paced) {
            Trainings.await(client, job, now -> now.get("run").intValue() == 1 && isPostponed(now));
            assertThat(Trainings.epoch(client, job)).isZero();
        }
        delete(paced);
    }

    private static boolean isPostponed(JsonNode job) {
        return Trainings.state(job).equals("queued") && !job.has("queuePosition");
    }

    private static String training(Trainings trainings, int number) {
        return trainings.body("batch", number).replace("'epochsPerSecond': 0", "'epochsPerSecond': 1000");
    }

    @Test
    void jobsThatYieldAgainAndAgainEndLikeUndisturbedOnes() throws Exception {
        var trainings = new Trainings(EPOCHS, 0);
        Created competitor = client.creates(ENDLESS, "Authorization", school);
        // Of solo arithmetic: those of the shared one take no places.
        List<Created> jobs = List.of(client.creates(training(trainings, 1)), client.creates(training(trainings, 2)));
        var events = new ArrayList<Event>();
        JsonNode waitedFor;
        try (var requests = Executors.newVirtualThreadPerTaskExecutor();
                var stream = client.follows(jobs.get(0).path() + "/events?include=losses", "Last-Event-ID", "0")) {
            var waiting = requests.submit(() -> client.creates(training(trainings, 4), "Prefer", "wait=60"));
            for (Event event = stream.next(); event != null; event = stream.next()) {
                events.add(event);
            }
            waitedFor = waiting.get(1, TimeUnit.MINUTES).job();
        }

        List<JsonNode> outcomes =
                List.of(trainings.outcome(client, jobs.get(0)), trainings.outcome(client, jobs.get(1)));
        delete(List.of(competitor));
        assertThat(outcomes.get(0)).isEqualTo(trainings.undisturbed(client, 1));
        assertThat(outcomes.get(1)).isEqualTo(trainings.undisturbed(client, 2));
        assertThat(waitedFor.get("epoch").intValue()).isEqualTo(EPOCHS);
        assertThat(events.stream()
                        .filter(event -> event.name().equals("job.state"))
                        .map(event -> Trainings.state(event.data()))
                        .dropWhile(state -> state.equals("queued"))
                        .filter(state -> state.equals("queued"))
                        .count())
                .as("how often it yielded")
                .isPositive();
        var losses = new ArrayList<JsonNode>();
        for (Event event : events) {
            JsonNode piece = event.data().path("losses");
            if (!piece.isMissingNode()) {
                assertThat(piece.get("fromEpoch").intValue()).isEqualTo(losses.size());
                piece.get("train").forEach(losses::add);
            }
        }
        assertThat(losses).hasSize(EPOCHS + 1);
    }
}
