import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures whether the server's resident memory returns to what it was after live jobs have ended: first 100 jobs, then
 * 1,000 at once (or {@code --jobs}), of shape S at 30 epochs/s and 10 frames/s, on a new server. Before each reading the
 * jobs are deleted and the server settles ({@link JarServer#settledMib}).
 */
final class LiveJobMemory {

    private static final int[] GROUPS = {100, 1000};

    private LiveJobMemory() {}

    static void measure(LiveJobs.Options options) throws Exception {
        int[] groups = options.jobs().length == 0 ? GROUPS : options.jobs();
        System.out.printf(
                "%n| Live jobs at once | version | resident MiB while they train | after their end | relative to the first "
                        + "|%n|---|---|---|---|---|%n");
        try (LiveJobs.Servers servers = options.start("sql")) {
            List<Double> first = new ArrayList<>();
            for (int jobs : groups) {
                int version = 0;
                for (var server : servers.byVersion().entrySet()) {
                    double during = train(server.getValue(), jobs, options.secondsOr(20));
                    double after = server.getValue().settledMib();
                    if (first.size() == version) {
                        first.add(after);
                    }
                    System.out.printf(
                            Locale.ROOT, "| %d | %s | %.0f | %.0f | %.2f |%n", jobs, server.getKey(), during, after,
                            after / first.get(version++));
                }
            }
        }
    }

    /** @return resident MiB at the end of the training */
    private static double train(JarServer server, int jobs, int seconds) throws Exception {
        try (var group = LiveJobGroup.open(server, Workload.UNIFORM.specs(jobs), 30, 10)) {
            group.play();
            return group.measure(seconds).residentMib();
        }
    }
}
