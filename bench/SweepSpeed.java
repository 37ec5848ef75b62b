import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures a sweep of seeds against the same jobs one after the other.
 *
 * <p>{@link #SEEDS} seeds (or {@code --jobs}) of shape S over {@link #EPOCHS} epochs: as a sweep, whose jobs have shared
 * arithmetic and train together; each submitted when the one before it has ended, with the same arithmetic, and with the
 * default of a batch job, solo. From the first request to the last end; {@link #ROUNDS} rounds, alternately, and the
 * median of each.
 */
final class SweepSpeed {

    private static final int ROUNDS = 3;
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
                var rounds = new BatchSpeed.Cost[3][ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    rounds[0][round] = BatchSpeed.cost(version.getValue(), () -> sweep(shared, seeds));
                    rounds[1][round] = BatchSpeed.cost(version.getValue(), () -> oneByOne(shared, seeds));
                    rounds[2][round] = BatchSpeed.cost(version.getValue(), () -> oneByOne(solo, seeds));
                }
                BatchSpeed.Cost sweep = median(rounds[0]);
                BatchSpeed.Cost sharedOnes = median(rounds[1]);
                BatchSpeed.Cost soloOnes = median(rounds[2]);
                System.out.printf(
                        Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f |%n", version.getKey(),
                        sweep.seconds(), sweep.cpuSeconds(), sharedOnes.seconds(), sharedOnes.cpuSeconds(),
                        soloOnes.seconds(), soloOnes.cpuSeconds(), sharedOnes.seconds() / sweep.seconds(),
                        soloOnes.seconds() / sweep.seconds());
            }
        }
    }

    private static BatchSpeed.Cost median(BatchSpeed.Cost[] rounds) {
        return Arrays.stream(rounds)
                .sorted(Comparator.comparingDouble(BatchSpeed.Cost::seconds))
                .toList()
                .get(rounds.length / 2);
    }

    private static void sweep(BatchSpeed.Variant variant, int seeds) throws Exception {
        String body = "{\"spec\":" + Workload.small(1) + ",\"axes\":[{\"seeds\":" + seeds + "}],\"stop\":{\"epochs\":"
                + EPOCHS + "}}";
        BatchSpeed.awaitEnd(variant, variant.server().send("POST", "/sweeps", "", body), "/sweeps/");
    }

    private static void oneByOne(BatchSpeed.Variant variant, int seeds) throws Exception {
        for (int seed : IntStream.rangeClosed(1, seeds).toArray()) {
            BatchSpeed.awaitEnd(variant, BatchSpeed.submit(variant, Workload.small(seed), EPOCHS, "wait=60"));
        }
    }
}
