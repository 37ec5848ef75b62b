package org.nnplayground.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command {@code --prepare-start}: extracts the jar beside it and creates an AOT cache of Java in a training run,
 * in which a server of the extracted jar starts, does what users do most ({@link Rehearsal}) and stops. Later starts of
 * the jar on the same Java use both ({@link Relaunch}).
 */
public final class StartPreparation {

    private static final String COMMAND = "--prepare-start";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern SETTING =
            Pattern.compile("(SPRING|PLAYGROUND|SERVER|MANAGEMENT|LOGGING)[_.]", Pattern.CASE_INSENSITIVE);

    private StartPreparation() {}

    /** Whether the command is among the arguments. */
    public static boolean isIn(String[] args) {
        return Arrays.asList(args).contains(COMMAND);
    }

    /**
     * Runs the command for the jar of this process.
     *
     * @return the exit status: 0 on success; 1 on failure, with the reason on {@code err}
     */
    public static int run(PrintStream out, PrintStream err) {
        try {
            Preparation preparation = Preparation.of(Path.of(System.getProperty("java.class.path")));
            create(preparation);
            out.println("Start-up: prepared " + preparation.folder());
            return 0;
        } catch (IOException e) {
            err.println("Start-up: cannot prepare the jar: " + e);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void create(Preparation preparation) throws IOException, InterruptedException {
        Files.createDirectories(preparation.folder());
        try (var channel =
                        FileChannel.open(preparation.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException("another process is preparing " + preparation.folder());
            }
            preparation.markInvalid();
            deleteAllBut(preparation.lockFile(), preparation.folder());
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Path log = Files.createTempFile("nn-playground-start", ".log");
            run(
                    log,
                    preparation.folder(),
                    java,
                    "-Djarmode=tools",
                    "-jar",
                    preparation.jar().toString(),
                    "extract",
                    "--force",
                    "--destination",
                    preparation.folder().toString());
            train(log, java, preparation);
            Files.delete(log);
            preparation.markValid();
        }
    }

    private static void train(Path log, String java, Preparation preparation) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("nn-playground-start");
        try {
            Process server = start(
                    log,
                    data,
                    List.of(
                            java,
                            "-XX:AOTCacheOutput=" + preparation.aotCache(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-jar",
                            preparation.extractedJar().toString(),
                            "--server.port=0",
                            "--playground.data=" + data));
            try {
                Rehearsal.perform(addressOf(server, data));
                server.destroy();
                await(server, log);
            } finally {
                server.destroyForcibly();
            }
            if (!Files.exists(preparation.aotCache())) {
                throw new IOException("Java created no AOT cache: see " + log);
            }
        } finally {
            deleteAllBut(data, data);
            Files.delete(data);
        }
    }

    /** Waits until the server has written its address into its data folder. */
    private static URI addressOf(Process server, Path data) throws IOException, InterruptedException {
        Path address = data.resolve("address");
        for (long end = System.nanoTime() + LIMIT.toNanos(); !Files.exists(address); ) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IOException("the server of the training run did not start");
            }
            Thread.sleep(100);
        }
        return URI.create(Files.readString(address).strip());
    }

    private static void run(Path log, Path folder, String... command) throws IOException, InterruptedException {
        Process process = start(log, folder, List.of(command));
        await(process, log);
        if (process.exitValue() != 0) {
            throw new IOException("exit status " + process.exitValue() + ": see " + log);
        }
    }

    /** Starts a process without the settings of this one: the training run must not reach its database or ports. */
    private static Process start(Path log, Path folder, List<String> command) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().keySet().removeIf(name -> SETTING.matcher(name).lookingAt());
        return process.start();
    }

    private static void await(Process process, Path log) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("a process takes too long: see " + log);
        }
    }

    private static void deleteAllBut(Path kept, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            if (!file.equals(kept) && !file.equals(folder)) {
                Files.delete(file);
            }
        }
    }
}
