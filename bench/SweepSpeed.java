import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures a sweep of seeds against the same jobs one after the other.
 *
 * <p>{@link #SEEDS} seeds (or {@code --jobs}) of shape S over {@link #EPOCHS} epochs: as a sweep, whose jobs have shared
 * arithmetic and train together, followed by its stream; and each submitted when the one before it has ended, with the
 * default of a batch job, solo, and with the sweep's arithmetic. From the first request to the last end.
 */
final class SweepSpeed {

    private static final int SEEDS = 64;
    private static final int EPOCHS = 1000;
    private static final int WARM_UP_SEEDS = 8;

    private SweepSpeed() {}

    static void measure(LiveJobs.Options options) throws Exception {
        int seeds = options.jobs().length == 0 ? SEEDS : options.jobs()[0];
        System.out.printf(
                "%n| %d seeds of shape S, %d epochs | as a sweep, s | CPU s | one after the other, shared, s | CPU s "
                        + "| solo, s | CPU s | shared : sweep | solo : sweep |%n|---|---|---|---|---|---|---|---|---|%n",
                seeds, EPOCHS);
        try (LiveJobs.Servers servers = options.start("sql")) {
            for (var version : servers.byVersion().entrySet()) {
                var shared = new BatchSpeed.Variant("shared", version.getValue(), ",\"arithmetic\":\"shared\"");
                var solo = new BatchSpeed.Variant("solo", version.getValue(), "");
                sweep(shared, WARM_UP_SEEDS);
                oneByOne(shared, WARM_UP_SEEDS);
                oneByOne(solo, WARM_UP_SEEDS);
                BatchSpeed.Cost sweep = BatchSpeed.cost(version.getValue(), () -> sweep(shared, seeds));
                BatchSpeed.Cost soloOnes = BatchSpeed.cost(version.getValue(), () -> oneByOne(solo, seeds));
                BatchSpeed.Cost sharedOnes = BatchSpeed.cost(version.getValue(), () -> oneByOne(shared, seeds));
                System.out.printf(
                        Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f |%n", version.getKey(),
                        sweep.seconds(), sweep.cpuSeconds(), sharedOnes.seconds(), sharedOnes.cpuSeconds(),
                        soloOnes.seconds(), soloOnes.cpuSeconds(), sharedOnes.seconds() / sweep.seconds(),
                        soloOnes.seconds() / sweep.seconds());
            }
        }
    }

    private static void sweep(BatchSpeed.Variant variant, int seeds) throws Exception {
        String body = "{\"spec\":" + Workload.small(1) + ",\"axes\":[{\"seeds\":" + seeds + "}],\"stop\":{\"epochs\":"
                + EPOCHS + "}}";
        String id = JarServer.first(variant.server().send("POST", "/sweeps", "", body), "\"id\":\"([^\"]+)\"");
        String last = "";
        try (Stream<String> lines = variant.server().follow("/sweeps/" + id + "/events")) {
            last = lines.filter(line -> line.startsWith("data:")).reduce(last, (before, line) -> line);
        }
        if (!JarServer.first(last, "\"state\":\"([^\"]+)\"").equals("succeeded")) {
            throw new IllegalStateException("The sweep has not succeeded: " + last);
        }
    }

    private static void oneByOne(BatchSpeed.Variant variant, int seeds) throws Exception {
        for (int seed : IntStream.rangeClosed(1, seeds).toArray()) {
            BatchSpeed.awaitEnd(variant, BatchSpeed.submit(variant, Workload.small(seed), EPOCHS, "wait=60"));
        }
    }
}
