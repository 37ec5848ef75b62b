package org.nnplayground.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.TrainingSpec;

/**
 * Prints the speed of the engine as Markdown tables. Everything runs on one thread unless the table says otherwise.
 * Compared programs run alternately, so that a disturbance affects all of them.
 */
public final class EngineBenchmark {

    private static final TrainingEngine ENGINE = new DjlTrainingEngine();
    private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "1"));
    private static final int TURNS = 3;

    private EngineBenchmark() {}

    public static void main(String... arguments) throws Exception {
        System.out.printf(
                "%s, %s, %d processors, Java %s%n%n",
                LocalDate.now(), processor(), Runtime.getRuntime().availableProcessors(), Runtime.version());
        memory(); // first, because memory that others have freed would hide what a session takes
        shapes();
        optimizers();
        layers();
        boundaries();
        latency();
        threads();
        jobs();
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 2))
                .orElse("unknown");
    }

    /** An operation whose rate is measured. */
    private interface Work extends AutoCloseable {
        /** Repeats the operation for about this time and returns the number of repetitions. */
        double work(long nanoseconds);

        @Override
        default void close() {}
    }

    private static TrainingSession open(TrainingSpec spec) {
        return ENGINE.open(spec, SampleSource.samples(spec), null);
    }

    private static Work engine(TrainingSpec spec) {
        TrainingSession session = open(spec);
        return new Work() {
            @Override
            public double work(long nanoseconds) {
                long before = session.position().epoch();
                int batch = session.position().batch();
                session.advance(new Slice(Long.MAX_VALUE, nanoseconds));
                double batches = session.position().batches();
                return session.position().epoch()
                        + session.position().batch() / batches
                        - before
                        - batch / batches;
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private static Work repeated(Runnable once, Runnable close) {
        return new Work() {
            @Override
            public double work(long nanoseconds) {
                long end = System.nanoTime() + nanoseconds;
                int count = 0;
                do {
                    once.run();
                    count++;
                } while (System.nanoTime() < end);
                return count;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    /** Repetitions per second of each operation: the median of three alternating measurements. */
    private static double[] perSecond(List<Work> works) {
        var rates = new double[works.size()][TURNS];
        for (Work work : works) {
            work.work((long) (SECONDS * 3e9)); // warm-up
        }
        for (int turn = 0; turn < TURNS; turn++) {
            for (int w = 0; w < works.size(); w++) {
                long start = System.nanoTime();
                double count = works.get(w).work((long) (SECONDS * 1e9));
                rates[w][turn] = count * 1e9 / (System.nanoTime() - start);
            }
        }
        var medians = new double[works.size()];
        for (int w = 0; w < medians.length; w++) {
            Arrays.sort(rates[w]);
            medians[w] = rates[w][TURNS / 2];
            works.get(w).close();
        }
        return medians;
    }

    private static void shapes() {
        Table.title("Epochs/s, one thread", "engine", "DJL Trainer", "plain Java", "engine : Trainer", "Trainer : plain");
        var specs = new LinkedHashMap<String, TrainingSpec>();
        specs.put("S: 2-4-2-1 tanh, batch 10", Shapes.small(new Optimizer.Sgd(0.03)));
        specs.put("M: 7-8-8-8-1 tanh, batch 10", Shapes.medium());
        specs.put("L: 2-64-64-1 relu, batch 32", Shapes.large());
        specs.put("X: 784-128-10 relu, batch 32, 5000 + 5000 samples", Shapes.huge());
        specs.forEach((name, spec) -> {
            var trainer = new DjlTrainer(spec);
            var works = new ArrayList<>(List.of(engine(spec), repeated(trainer::epoch, trainer::close)));
            if (spec.outputs() == 1) {
                var loop = new PlainLoop(spec);
                works.add(repeated(() -> sink += loop.epoch(), () -> {}));
            }
            double[] rates = perSecond(works);
            Table.row(
                    name,
                    rates[0],
                    rates[1],
                    rates.length > 2 ? (Object) rates[2] : "",
                    rates[0] / rates[1],
                    rates.length > 2 ? "1 : " + Table.rounded(rates[2] / rates[1]) : "");
        });
    }

    /** Receives results, so that the compiler cannot remove their computation. */
    private static volatile float sink;

    private static void optimizers() {
        Table.title("S, epochs/s, one thread", "engine", "DJL Trainer", "relative to SGD");
        List<Optimizer> optimizers = List.of(
                new Optimizer.Sgd(0.03), new Optimizer.Sgd(0.03, 0.9, false), new Optimizer.Adam(0.01, 0.9, 0.999, 0));
        var works = new ArrayList<Work>();
        for (Optimizer optimizer : optimizers) {
            works.add(engine(Shapes.small(optimizer)));
            var trainer = new DjlTrainer(Shapes.small(optimizer));
            works.add(repeated(trainer::epoch, trainer::close));
        }
        double[] rates = perSecond(works);
        String[] names = {"SGD", "momentum 0.9", "Adam"};
        for (int o = 0; o < names.length; o++) {
            Table.row(names[o], rates[2 * o], rates[2 * o + 1], rates[2 * o] / rates[0]);
        }
    }

    private static void layers() {
        Table.title("Networks of the labs, Adam, one thread", "epochs/s", "microseconds per batch");
        Shapes.ofLabs().forEach((name, spec) -> {
            double rate = perSecond(List.of(engine(spec)))[0];
            double batches = Math.ceil(spec.data().trainSamples() / (double) spec.training().batchSize());
            Table.row(name, rate, 1e6 / rate / batches);
        });
    }

    private static void boundaries() {
        Table.title("Boundary of 100 x 100, one thread", "per second", "milliseconds");
        for (TrainingSpec spec : List.of(Shapes.small(new Optimizer.Sgd(0.03)), Shapes.medium(), Shapes.large())) {
            TrainingSession session = open(spec);
            double rate = perSecond(List.of(repeated(() -> session.boundary(100, 0, 1), session::close)))[0];
            Table.row(spec.parameters() + " parameters", rate, 1000 / rate);
        }
    }

    private static void latency() {
        var milliseconds = new double[20];
        for (int i = 0; i < milliseconds.length; i++) {
            TrainingSpec spec = Shapes.unusual(20 + i);
            var samples = SampleSource.samples(spec);
            long start = System.nanoTime();
            try (var session = ENGINE.open(spec, samples, null)) {
                session.advance(new Slice(1, Long.MAX_VALUE));
            }
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        Table.title("First epoch of a new architecture", "milliseconds");
        Table.row("median of 20", milliseconds[10]);
        Table.row("slowest", milliseconds[19]);
    }

    private static void memory() throws Exception {
        Table.title("Native memory of a session", "measured, kB", "estimate, kB");
        memory("S", Shapes.small(new Optimizer.Sgd(0.03)), 1000);
        memory("L", Shapes.large(), 100);
        memory("X", Shapes.huge(), 4);
    }

    private static void memory(String name, TrainingSpec spec, int count) throws Exception {
        var samples = SampleSource.samples(spec);
        var sessions = new ArrayList<TrainingSession>();
        long before = 0;
        for (int i = 0; i <= count; i++) {
            if (i == 1) {
                before = nativeBytes(); // the first one compiles the program
            }
            TrainingSession session = ENGINE.open(spec, samples, null);
            session.advance(new Slice(2, 100_000_000));
            session.boundary(50, 0, 1);
            sessions.add(session);
        }
        double measured = (nativeBytes() - before) / (double) count;
        sessions.forEach(TrainingSession::close);
        Table.row(name, measured / 1000, ENGINE.estimate(spec, Arithmetic.SOLO).nativeBytes() / 1000.0);
    }

    private static long nativeBytes() throws Exception {
        for (int i = 0; i < 2; i++) {
            System.gc();
            Thread.sleep(100);
        }
        String resident = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
        return 4096 * Long.parseLong(resident)
                - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    private static void threads() throws Exception {
        TrainingSpec spec = Shapes.small(new Optimizer.Sgd(0.03));
        double one = together(List.of(open(spec)), 1);
        double two = together(List.of(open(spec), open(spec)), 2);
        Table.title("S, epochs/s in total", "1 thread", "2 threads", "2 : 1");
        Table.row("one session per thread", one, two, two / one);
    }

    private static void jobs() throws Exception {
        TrainingSpec spec = Shapes.small(new Optimizer.Sgd(0.03));
        var sessions = new ArrayList<TrainingSession>();
        for (int i = 0; i < 64; i++) {
            sessions.add(open(spec));
        }
        double all = together(sessions, 2);
        Table.title("64 sessions of S alternating in slices of 5 ms on 2 threads", "epochs/s in total", "each");
        Table.row("", all, all / 64);
    }

    /** Epochs/s of all sessions in total. Each session is advanced by one thread. Closes the sessions. */
    private static double together(List<TrainingSession> sessions, int threadCount) throws Exception {
        long nanoseconds = (long) (3 * SECONDS * 1e9);
        try (var threads = Executors.newFixedThreadPool(threadCount)) {
            var tasks = new ArrayList<Callable<Double>>();
            for (int t = 0; t < threadCount; t++) {
                int thread = t;
                tasks.add(() -> {
                    long start = System.nanoTime();
                    long epochs = 0;
                    while (System.nanoTime() - start < nanoseconds) {
                        for (int s = thread; s < sessions.size(); s += threadCount) {
                            TrainingSession session = sessions.get(s);
                            epochs += session.advance(new Slice(Long.MAX_VALUE, 5_000_000)).losses().length;
                        }
                    }
                    return epochs * 1e9 / (System.nanoTime() - start);
                });
            }
            double sum = 0;
            for (Future<Double> rate : threads.invokeAll(tasks)) {
                sum += rate.get();
            }
            sessions.forEach(TrainingSession::close);
            return sum;
        }
    }
}
