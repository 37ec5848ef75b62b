import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts two jars alternately with {@code java -jar} and measures the time to the first 200 of {@code GET /}, and the CPU time until then.
 *
 * <p>Usage: {@code java bench/StartUp.java JAR_BEFORE JAR_AFTER ROUNDS}. One more round, which is not counted, comes first: it warms the
 * caches of files and unpacks the native libraries. Each jar keeps its data folder. Needs Java 25.
 */
class StartUp {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(2)).build();

    private record Start(double seconds, double cpuSeconds) {}

    public static void main(String[] args) throws Exception {
        List<Path> jars = List.of(Path.of(args[0]).toRealPath(), Path.of(args[1]).toRealPath());
        int rounds = Integer.parseInt(args[2]);
        List<Path> folders = List.of(folder(), folder());
        var starts = List.of(new ArrayList<Start>(), new ArrayList<Start>());
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < 2; i++) {
                Start start = start(jars.get(i), folders.get(i));
                if (round > 0) {
                    starts.get(i).add(start);
                    System.out.printf(
                            "%d %s: %.2f s, CPU %.2f s%n",
                            round, i == 0 ? "before" : "after", start.seconds(), start.cpuSeconds());
                }
            }
        }
        for (int i = 0; i < 2; i++) {
            System.out.printf(
                    "%s: median %.2f s, CPU %.2f s%n",
                    i == 0 ? "before" : "after", seconds(starts.get(i)), cpuSeconds(starts.get(i)));
        }
        System.out.printf(
                "after / before: %.2f, CPU %.2f%n",
                seconds(starts.get(1)) / seconds(starts.get(0)), cpuSeconds(starts.get(1)) / cpuSeconds(starts.get(0)));
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("nn-playground-start-up");
    }

    private static Start start(Path jar, Path folder) throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/")).build();
        long began = System.nanoTime();
        Process server = new ProcessBuilder(
                        java.toString(), "-jar", jar.toString(), "--server.port=" + port, "--playground.data=" + folder.resolve("data"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            while (!answers(request)) {
                if (!server.isAlive()) {
                    throw new IllegalStateException(Files.readString(folder.resolve("log")));
                }
                Thread.sleep(10);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Duration cpu = server.toHandle().info().totalCpuDuration().orElseThrow();
            return new Start(seconds, cpu.toMillis() / 1e3);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static boolean answers(HttpRequest request) throws InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double seconds(List<Start> starts) {
        return median(starts.stream().mapToDouble(Start::seconds).toArray());
    }

    private static double cpuSeconds(List<Start> starts) {
        return median(starts.stream().mapToDouble(Start::cpuSeconds).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
