package org.nnplayground.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;

/** A client that reads one stream of a live job, without ever connecting again, until the job has its last epoch. */
final class FollowedJob {

    private static final long MINUTES = 3;

    private final Client client;
    private final Created job;
    private final long epochs;
    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
    private final CompletableFuture<List<JsonNode>> losses = new CompletableFuture<>();
    private final AtomicInteger frames = new AtomicInteger();

    /**
     * Opens the stream.
     *
     * @param epochs the job's last epoch, at which it pauses
     */
    FollowedJob(Client client, Created job, long epochs) {
        this.client = client;
        this.job = job;
        this.epochs = epochs;
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        // No event has this id, so all losses come, from epoch 0 on.
        try (var events = client.follows(job.path() + "/events?include=losses", "Last-Event-ID", "0")) {
            var received = new ArrayList<JsonNode>();
            boolean isPaused = false;
            while (!isPaused || received.size() <= epochs) {
                Event event = Objects.requireNonNull(events.next(), "the stream has ended");
                assertThat(event.name()).as(event.toString()).isIn("job.state", "job.frame");
                if (event.name().equals("job.state")) {
                    states.add(Trainings.state(event.data()));
                    isPaused = Trainings.state(event.data()).equals("paused");
                } else {
                    frames.incrementAndGet();
                    ClusterIT.take(event, received);
                }
            }
            losses.complete(received);
        } catch (RuntimeException | AssertionError e) {
            losses.completeExceptionally(e);
        }
    }

    Created job() {
        return job;
    }

    /** Number of frames so far. */
    int frames() {
        return frames.get();
    }

    /** Drops the states received so far. */
    void forgetStates() {
        states.clear();
    }

    /** Waits until the stream reports this state. */
    void awaitState(String expected) throws InterruptedException {
        String state;
        do {
            state = Objects.requireNonNull(
                    states.poll(20, TimeUnit.SECONDS), "the stream does not report the state " + expected);
        } while (!expected.equals(state));
    }

    /** The training losses of all epochs, from 0 on, as the stream reported them last. */
    List<JsonNode> losses() throws Exception {
        return losses.get(MINUTES, TimeUnit.MINUTES);
    }
}
