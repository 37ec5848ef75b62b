import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what happens when live jobs need more than the machine has: a row every 10 s, so that one sees whether
 * anything grows. The jobs have shape S, 30 epochs/s and 10 frames/s. Two tables per version:
 *
 * <ul>
 *   <li>"all inside": all jobs are opened while they are paused, when no job is refused, and played then;
 *   <li>"one by one": the users come within 30 s. Each requests a job, follows and plays it. A refused user (503) comes
 *       again after {@code Retry-After}, until the end.
 * </ul>
 *
 * <p>A job that gives up epochs falls behind its pace for ever, so the delays are relative to the speed that it has
 * reached in the row's 10 s. Beside the jobs, once a second: pause or play of one job, which is not counted among the
 * others; {@code GET /}; POST of a new live job, which is deleted at once ("one by one": the users' own POSTs). "Shown"
 * is the time from the request of a pause until the job's stream has delivered the new state, which contains what is
 * queued in front of it. Of these times the longest of the row is printed.
 */
final class Overload {

    private static final int PACE = 30;
    private static final int RATE = 10;
    private static final int ROW_SECONDS = 10;
    private static final int ARRIVAL_SECONDS = 30;
    private static final long SHOWN_WITHIN_MS = 20_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final JarServer server;
    private final int seconds;

    /** Users whose jobs are counted. */
    private final List<FrameStream> inside = new CopyOnWriteArrayList<>();

    private final List<LiveJob> admitted = new CopyOnWriteArrayList<>();
    private final List<Thread> users = new CopyOnWriteArrayList<>();
    private Probes probes = new Probes();
    private volatile boolean ended;

    private Overload(JarServer server, int seconds) {
        this.server = server;
        this.seconds = seconds;
    }

    /** Longest times in milliseconds and counts, since the last row. */
    private static final class Probes {
        private double control;
        private double shown;
        private double page;
        private double post;
        private int accepted;
        private int refused;
        private int others;
        private String firstOther = "";
    }

    /** What a row shows of the growth. */
    private record Row(double delay, double residentMib, double framesPerSecond) {}

    private interface Probe {
        void run() throws Exception;
    }

    /** @param held largest number of jobs that holds, by version; empty if {@code --jobs} is given */
    static void measure(LiveJobs.Options options, Map<String, Integer> held) throws Exception {
        if (options.jobs().length == 0 && held.isEmpty()) {
            throw new IllegalArgumentException("overload needs --jobs, or the part uniform before it");
        }
        try (LiveJobs.Servers servers = options.start("memory")) {
            for (boolean oneByOne : new boolean[] {false, true}) {
                for (var version : servers.byVersion().entrySet()) {
                    int[] numbers = options.jobs().length > 0 ? options.jobs() : new int[] {2 * held.get(version.getKey())};
                    for (int jobs : numbers) {
                        if (jobs == 0) {
                            System.out.printf("%n%s: no number of jobs holds, so there is no overload to measure.%n",
                                    version.getKey());
                            continue;
                        }
                        System.out.printf(
                                "%n| %s, %d live jobs, %s: seconds | jobs inside | frames/s per job | minimum "
                                        + "| epochs/s per job | minimum | frame interval p95 ms | delay p95 ms | control ms "
                                        + "| shown ms | `GET /` ms | POST ms | POSTs: 201 | 503 | other | server, cores "
                                        + "| resident MiB |%n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|%n",
                                version.getKey(), jobs, oneByOne ? "one by one" : "all inside");
                        new Overload(version.getValue(), options.secondsOr(120)).measure(jobs, oneByOne);
                    }
                }
            }
        }
    }

    private void measure(int jobs, boolean oneByOne) throws Exception {
        List<String> specs = Workload.UNIFORM.specs(jobs);
        try (var control = LiveJobGroup.open(server, List.of(Workload.small(jobs + 1)), PACE, RATE);
                var group = LiveJobGroup.open(server, oneByOne ? List.of() : specs, PACE, RATE)) {
            control.play();
            if (oneByOne) {
                start(() -> admitUsers(specs));
            } else {
                group.play();
                inside.addAll(group.streams);
                start(this::post);
            }
            start(() -> controlJob(control));
            start(this::getPage);
            List<Row> rows = rows();
            ended = true;
            for (Thread user : users) {
                user.join(TIMEOUT);
            }
            group.jobs.addAll(admitted);
            group.streams.addAll(oneByOne ? inside : List.of());
            int arrivals = oneByOne ? Math.min(rows.size(), ARRIVAL_SECONDS / ROW_SECONDS) : 0;
            printGrowth(rows.subList(arrivals, rows.size()));
        }
    }

    private List<Row> rows() throws Exception {
        var rows = new ArrayList<Row>();
        for (int end = ROW_SECONDS; end <= Math.max(ROW_SECONDS, seconds); end += ROW_SECONDS) {
            long cpu = server.cpuNanos();
            long start = System.nanoTime();
            inside.forEach(FrameStream::openWindow);
            Thread.sleep(1000L * ROW_SECONDS);
            List<FrameStream.Window> windows = inside.stream()
                    .filter(FrameStream::hasWindow)
                    .map(FrameStream::closeWindow)
                    .toList();
            double took = System.nanoTime() - start;
            rows.add(print(
                    end,
                    new LiveJobGroup.Figures(
                            windows, took / 1e9, (server.cpuNanos() - cpu) / took, 0, server.residentMib(), 0)));
        }
        return rows;
    }

    private Row print(int end, LiveJobGroup.Figures figures) {
        Probes last = nextProbes();
        double delay = figures.quantiles(FrameStream.Window::delaysAtOwnSpeed, 0.95)[0];
        double frames = figures.mean(figures::framesPerSecond);
        System.out.printf(
                Locale.ROOT, "| %d | %d | %.2f | %.2f | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %d | %d | %d "
                        + "| %.2f | %.0f |%n",
                end, inside.size(), frames, figures.minimum(figures::framesPerSecond),
                figures.mean(FrameStream.Window::epochsPerSecond), figures.minimum(FrameStream.Window::epochsPerSecond),
                figures.quantiles(FrameStream.Window::intervals, 0.95)[0], delay, last.control, last.shown, last.page,
                last.post, last.accepted, last.refused, last.others, figures.serverCores(), figures.residentMib());
        if (last.others > 0) {
            System.err.println("Another response: " + last.firstOther);
        }
        return new Row(delay, figures.residentMib(), frames);
    }

    private static void printGrowth(List<Row> rows) {
        int third = rows.size() / 3;
        if (third > 0) {
            double[][] means = {mean(rows.subList(0, third)), mean(rows.subList(rows.size() - third, rows.size()))};
            System.out.printf(
                    Locale.ROOT, "%nFrom the first to the last third: delay p95 %.0f to %.0f ms, resident %.0f to %.0f MiB, "
                            + "frames/s per job %.2f to %.2f.%n",
                    means[0][0], means[1][0], means[0][1], means[1][1], means[0][2], means[1][2]);
        }
    }

    private static double[] mean(List<Row> rows) {
        return new double[] {
            rows.stream().mapToDouble(Row::delay).average().orElseThrow(),
            rows.stream().mapToDouble(Row::residentMib).average().orElseThrow(),
            rows.stream().mapToDouble(Row::framesPerSecond).average().orElseThrow()
        };
    }

    private synchronized Probes nextProbes() {
        Probes last = probes;
        probes = new Probes();
        return last;
    }

    private void start(Probe probe) {
        users.add(Thread.ofVirtual().start(() -> {
            try {
                probe.run();
            } catch (Exception e) {
                fail(e.toString());
            }
        }));
    }

    private synchronized void fail(String why) {
        probes.others++;
        probes.firstOther = probes.firstOther.isEmpty() ? why : probes.firstOther;
    }

    private static double milliseconds(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    /** Repeats a probe once a second. */
    private void repeat(Probe probe) throws InterruptedException {
        while (!ended) {
            try {
                probe.run();
            } catch (IOException e) {
                fail(e.toString());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            Thread.sleep(1000);
        }
    }

    private void controlJob(LiveJobGroup control) throws Exception {
        LiveJob job = control.jobs.getFirst();
        FrameStream stream = control.streams.getFirst();
        var calls = new AtomicInteger();
        repeat(() -> {
            boolean pause = calls.getAndIncrement() % 2 == 0;
            long start = System.nanoTime();
            job.control(pause ? "pause" : "play");
            double took = milliseconds(start);
            double shown = pause ? (stream.awaitState("paused", SHOWN_WITHIN_MS) - start) / 1e6 : 0;
            synchronized (this) {
                probes.control = Math.max(probes.control, took);
                probes.shown = Math.max(probes.shown, shown);
            }
        });
    }

    private void getPage() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.base() + "/")).timeout(TIMEOUT).build();
        repeat(() -> {
            long start = System.nanoTime();
            int status = JarServer.HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            double took = milliseconds(start);
            if (status != 200) {
                fail("GET /: " + status);
            }
            synchronized (this) {
                probes.page = Math.max(probes.page, took);
            }
        });
    }

    private void post() throws Exception {
        repeat(() -> {
            HttpResponse<String> response = timedPost(Workload.SMALL);
            if (response.statusCode() == 201) {
                LiveJob.of(server, response).delete();
            }
        });
    }

    private HttpResponse<String> timedPost(String spec) throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> response = LiveJob.request(server, spec, PACE);
        double took = milliseconds(start);
        synchronized (this) {
            probes.post = Math.max(probes.post, took);
            switch (response.statusCode()) {
                case 201 -> probes.accepted++;
                case 503 -> probes.refused++;
                default -> fail("POST /jobs: " + response.statusCode() + " " + response.body());
            }
            if (response.statusCode() == 503 && response.headers().firstValue("Retry-After").isEmpty()) {
                fail("503 without Retry-After");
            }
        }
        return response;
    }

    /** The users come in even intervals. */
    private void admitUsers(List<String> specs) throws Exception {
        for (String spec : specs) {
            if (ended) {
                return;
            }
            start(() -> admitUser(spec));
            Thread.sleep(1000L * Math.min(ARRIVAL_SECONDS, seconds) / specs.size());
        }
    }

    private void admitUser(String spec) throws Exception {
        while (!ended) {
            HttpResponse<String> response = timedPost(spec);
            if (response.statusCode() == 201) {
                LiveJob job = LiveJob.of(server, response);
                admitted.add(job);
                FrameStream stream = job.follow(PACE, RATE);
                job.control("play");
                inside.add(stream);
                return;
            }
            String wait = response.headers().firstValue("Retry-After").orElse("5");
            Thread.sleep(Duration.ofSeconds(Long.parseLong(wait)));
        }
    }
}
