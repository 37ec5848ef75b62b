import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Live jobs of one server, each followed on its own stream. Jobs are opened paused. */
final class LiveJobGroup implements AutoCloseable {

    /** Number of requests at a time while jobs are opened, played and deleted. */
    private static final int CALLERS = 8;

    private static final long UNTIL_ALL_TRAIN_MS = 4000;
    private static final long CALM_WITHIN_MS = 60_000;

    /** Within this time, a request for a job that is refused or fails is repeated. */
    private static final long OPEN_WITHIN_MS = 120_000;

    private static final long RETRY_MS = 500;

    final JarServer server;
    final List<LiveJob> jobs;
    final List<FrameStream> streams = new ArrayList<>();

    private LiveJobGroup(JarServer server, List<LiveJob> jobs) {
        this.server = server;
        this.jobs = jobs;
    }

    interface Call<T, R> {
        R of(T value) throws Exception;
    }

    /**
     * Opens jobs and follows them.
     *
     * @param specs one per job
     * @param pace epochs per second
     * @param rate frames per second
     */
    static LiveJobGroup open(JarServer server, List<String> specs, int pace, int rate) throws Exception {
        var group = new LiveJobGroup(server, Collections.synchronizedList(new ArrayList<>()));
        try {
            long end = System.nanoTime() + 1_000_000 * OPEN_WITHIN_MS;
            inParallel(specs, spec -> group.jobs.add(openOne(server, spec, pace, end)));
            for (LiveJob job : group.jobs) {
                group.streams.add(job.follow(pace, rate));
            }
            return group;
        } catch (Exception e) {
            group.close();
            throw e;
        }
    }

    /** Opening jobs may make a busy server refuse the next ones for a moment. */
    private static LiveJob openOne(JarServer server, String spec, int pace, long end) throws Exception {
        while (true) {
            HttpResponse<String> response = LiveJob.request(server, spec, pace);
            if (response.statusCode() < 500 || System.nanoTime() > end) {
                return LiveJob.of(server, response);
            }
            if (response.statusCode() != 503) {
                System.err.println("POST /jobs: " + response.statusCode() + " " + response.body());
            }
            Thread.sleep(RETRY_MS);
        }
    }

    /** Plays all jobs and waits until they train at an even speed. */
    void play() throws Exception {
        inParallel(jobs, job -> {
            job.control("play");
            return job;
        });
        Thread.sleep(UNTIL_ALL_TRAIN_MS);
    }

    Figures measure(int seconds) throws Exception {
        long server0 = server.cpuNanos();
        long client0 = clientCpuNanos();
        long start = System.nanoTime();
        streams.forEach(FrameStream::openWindow);
        Thread.sleep(seconds * 1000L);
        List<FrameStream.Window> windows = streams.stream().map(FrameStream::closeWindow).toList();
        double took = System.nanoTime() - start;
        return new Figures(
                windows,
                took / 1e9,
                (server.cpuNanos() - server0) / took,
                (clientCpuNanos() - client0) / took,
                server.residentMib(),
                (int) streams.stream().filter(stream -> !stream.failure.isEmpty()).count());
    }

    static long clientCpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /**
     * The figures of one measurement.
     *
     * @param windows one per stream
     * @param serverCores CPU time of the server divided by time
     * @param failed number of streams that have ended by themselves
     */
    record Figures(
            List<FrameStream.Window> windows, double seconds, double serverCores, double clientCores, double residentMib,
            int failed) {

        /** Quantiles of a value of all frames of all streams: NaN without frames. */
        double[] quantiles(Function<FrameStream.Window, double[]> of, double... parts) {
            double[] sorted = windows.stream().flatMapToDouble(window -> Arrays.stream(of.apply(window))).sorted().toArray();
            return Arrays.stream(parts)
                    .map(part -> sorted.length == 0
                            ? Double.NaN
                            : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)])
                    .toArray();
        }

        double mean(ToDoubleFunction<FrameStream.Window> of) {
            return windows.stream().mapToDouble(of).average().orElse(0);
        }

        double minimum(ToDoubleFunction<FrameStream.Window> of) {
            return windows.stream().mapToDouble(of).min().orElse(0);
        }

        double framesPerSecond(FrameStream.Window window) {
            return window.frames() / seconds;
        }
    }

    /** Deletes the jobs and waits until the server has recovered. */
    @Override
    public void close() throws Exception {
        streams.forEach(FrameStream::close);
        inParallel(jobs, job -> {
            try {
                job.delete();
            } catch (IOException e) {
                System.err.println("A job cannot be deleted: " + e.getMessage());
            }
            return job;
        });
        awaitCalm(server);
    }

    /** Waits until the server accepts a new live job, and deletes that job. */
    static void awaitCalm(JarServer server) throws Exception {
        long end = System.nanoTime() + 1_000_000 * CALM_WITHIN_MS;
        while (true) {
            HttpResponse<String> response = LiveJob.request(server, Workload.SMALL, 1);
            if (response.statusCode() == 201) {
                LiveJob.of(server, response).delete();
                return;
            }
            if (System.nanoTime() > end) {
                throw new IOException("The server does not recover: " + response.statusCode() + " " + response.body());
            }
            Thread.sleep(RETRY_MS);
        }
    }

    /** Makes calls in parallel and returns their results in the order of the values; throws what one of them threw. */
    static <T, R> List<R> inParallel(List<T> values, Call<T, R> call) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<R>> futures =
                    values.stream().map(value -> callers.submit(() -> call.of(value))).toList();
            var results = new ArrayList<R>();
            try {
                for (Future<R> future : futures) {
                    results.add(future.get());
                }
            } catch (ExecutionException e) {
                futures.forEach(future -> future.cancel(false));
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
            return results;
        }
    }
}
