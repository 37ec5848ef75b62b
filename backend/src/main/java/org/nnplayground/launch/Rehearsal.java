package org.nnplayground.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What the server of a training run is asked to do: it answers the page, trains small networks of users who follow
 * them, and trains batch jobs. The AOT cache then has the classes and the profiles of this work, so that Java needs
 * less time to compile it.
 */
final class Rehearsal {

    /** Enough for a shared program, and for methods to be compiled. */
    private static final int LIVE_JOBS = 16;

    private static final int BATCH_JOBS = 64;
    private static final Duration DURATION = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String LIVE = """
            {"mode": "live", "pace": {"epochsPerSecond": 30}, "spec": %s}""";
    private static final String BATCH = """
            {"mode": "batch", "arithmetic": "shared", "stop": {"epochs": 1000}, "spec": %s}""";
    private static final String FRAMES = "/events?maxRate=10&resolution=50&parameters=true";

    private final HttpClient http;
    private final URI server;

    private Rehearsal(HttpClient http, URI server) {
        this.http = http;
        this.server = server;
    }

    /** @throws IOException if the server does not answer, or refuses a job */
    static void perform(URI server) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        try {
            new Rehearsal(http, server).perform();
        } finally {
            http.shutdownNow();
        }
    }

    private void perform() throws IOException, InterruptedException {
        get("/");
        get("/readyz");
        for (int seed = 0; seed < BATCH_JOBS; seed++) {
            create(BATCH, spec(seed, 2, "sgd"));
        }
        for (int seed = 0; seed < LIVE_JOBS; seed++) {
            // Every fourth one is too rare for a shared program.
            follow(create(LIVE, seed % 4 == 0 ? spec(seed, 5, "adam") : spec(seed, 2, "sgd")));
        }
        Thread.sleep(DURATION);
    }

    private static String spec(int seed, int units, String optimizer) {
        return """
                {"task": "classification",
                 "data": {"source": "generated", "generator": "spiral", "noise": 0.1, "seed": %1$d},
                 "features": ["x1", "x2"],
                 "network": {"layers": [{"units": 4, "activation": "tanh"}, {"units": %2$d, "activation": "tanh"},
                                        {"units": 1, "activation": "tanh"}],
                             "initializer": {"type": "uniform", "seed": %1$d}},
                 "training": {"optimizer": {"type": "%3$s", "learningRate": 0.03}, "batchSize": 10, "seed": %1$d}}
                """.formatted(seed, units, optimizer);
    }

    private void get(String path) throws IOException, InterruptedException {
        http.send(request(path).build(), BodyHandlers.discarding());
    }

    /** @return the path of the new job */
    private String create(String job, String spec) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(job.formatted(spec)))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the server of the training run refused a job: " + response.body()));
    }

    /** Reads the frames of a job until the connection ends. */
    private void follow(String job) {
        http.sendAsync(request(job + FRAMES).build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
    }
}
