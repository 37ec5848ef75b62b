import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does not work yet: its quick client counts no frame.
 *
 * <p>Does a client that reads one byte a second slow another client down, or the server's memory grow? Starts the jar,
 * trains a live job at 60 epochs a second, and measures the gaps between the frames of a client that reads as fast as
 * it can: first alone, then beside the slow one. Afterwards the slow client reads what has come for it at full speed;
 * then both must have had the loss of every epoch. Exit status 1 where one has not.
 *
 * <p>{@code java bench/SlowClient.java [JAR] [SECONDS]}, by Java 25, on Linux (VmRSS of /proc).
 */
class SlowClient {

    static final int PORT = 18_081;

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "backend/target/nn-playground.jar").toAbsolutePath();
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Path folder = Files.createTempDirectory("slow-client");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-jar", jar.toString(), "--server.port=" + PORT)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        boolean complete;
        try {
            complete = measure(server, seconds);
        } finally {
            server.destroy();
            server.waitFor();
        }
        System.exit(complete ? 0 : 1);
    }

    static boolean measure(Process server, int seconds) throws Exception {
        await(server);
        String job = ask("POST", "/api/v1/jobs", "", "{\"mode\":\"live\",\"spec\":{\"task\":\"classification\","
                + "\"data\":{\"source\":\"generated\",\"generator\":\"spiral\",\"seed\":1},\"network\":{\"layers\":["
                + "{\"units\":8,\"activation\":\"tanh\"},{\"units\":8,\"activation\":\"tanh\"},"
                + "{\"units\":1,\"activation\":\"tanh\"}]}}}");
        String id = field(job, "id");
        String token = field(job, "controlToken");
        var quick = new Client(id, false);
        quick.start();
        ask("POST", "/api/v1/jobs/" + id + "/play", token, "{}");
        Thread.sleep(10_000);

        quick.gaps.clear();
        Thread.sleep(seconds * 1000L);
        print("alone", quick);
        long before = resident(server.pid());

        var slow = new Client(id, true);
        slow.start();
        Thread.sleep(5_000);
        quick.gaps.clear();
        Thread.sleep(seconds * 1000L);
        print("beside the slow client", quick);
        long after = resident(server.pid());
        System.out.printf("resident memory: %.1f MiB before, %.1f MiB after (%+.1f %%)%n", before / 1024.0,
                after / 1024.0, 100.0 * (after - before) / before);
        System.out.printf("the slow client has read %d bytes by then%n", slow.bytes);

        slow.hurries.set(true);
        Thread.sleep(5_000);
        ask("POST", "/api/v1/jobs/" + id + "/pause", token, "{}");
        Thread.sleep(3_000);
        return quick.complete("quick") & slow.complete("slow") & quick.last == slow.last;
    }

    static void print(String when, Client client) {
        List<Double> gaps = new ArrayList<>(client.gaps);
        Collections.sort(gaps);
        System.out.printf("quick client %s: %d frames, gaps p50 %.1f ms, p95 %.1f ms, longest %.1f ms%n", when,
                gaps.size(), gaps.get(gaps.size() / 2), gaps.get(gaps.size() * 95 / 100), gaps.getLast());
    }

    /** Reads the stream of a job and keeps which epochs' losses have come. */
    static final class Client {
        final List<Double> gaps = Collections.synchronizedList(new ArrayList<>());
        final AtomicBoolean hurries = new AtomicBoolean();
        volatile long bytes;
        volatile long first = -1;
        volatile long last = -1;
        volatile int frames;
        volatile int holes;
        private final String job;
        private final boolean slow;
        private long frameAt;

        Client(String job, boolean slow) {
            this.job = job;
            this.slow = slow;
        }

        void start() {
            Thread.ofPlatform().daemon().start(this::read);
        }

        private void read() {
            try (var socket = new Socket()) {
                if (slow) {
                    socket.setReceiveBufferSize(4096);
                }
                socket.connect(new InetSocketAddress("localhost", PORT));
                socket.getOutputStream().write(("GET /api/v1/jobs/" + job + "/events HTTP/1.0\r\nHost: localhost\r\n"
                        + "Accept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                InputStream stream = slow ? new Drops(socket.getInputStream()) : socket.getInputStream();
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:") && line.contains("\"fromEpoch\"")) {
                        frame(line);
                    }
                }
            } catch (Exception e) {
                System.out.println((slow ? "slow" : "quick") + " client: " + e);
            }
        }

        private void frame(String data) {
            long now = System.nanoTime();
            if (frameAt != 0) {
                gaps.add((now - frameAt) / 1e6);
            }
            frameAt = now;
            frames++;
            long from = Long.parseLong(data.replaceAll(".*\"fromEpoch\":(\\d+).*", "$1"));
            String train = data.replaceAll(".*\"fromEpoch\":\\d+,\"train\":\\[([^\\]]*)\\].*", "$1");
            int count = train.isBlank() ? 0 : train.split(",").length;
            if (count == 0) {
                return;
            }
            if (first < 0) {
                first = from;
            } else if (from > last + 1) {
                holes++;
            }
            last = from + count - 1;
        }

        boolean complete(String name) {
            System.out.printf("%s client: %d frames, losses of epochs %d to %d, %d gaps in them%n", name, frames, first,
                    last, holes);
            return holes == 0 && last > first;
        }

        /** One byte a second, until told to hurry. */
        private final class Drops extends InputStream {
            private final InputStream in;

            Drops(InputStream in) {
                this.in = in;
            }

            @Override
            public int read() throws IOException {
                pause();
                bytes++;
                return in.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                pause();
                int count = in.read(into, offset, hurries.get() ? length : 1);
                bytes += Math.max(0, count);
                return count;
            }

            private void pause() {
                for (int i = 0; i < 10 && !hurries.get(); i++) {
                    try {
                        Thread.sleep(100);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }

    static long resident(long pid) throws Exception {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1"));
    }

    static void await(Process server) throws Exception {
        for (int i = 0; i < 600 && server.isAlive(); i++) {
            try {
                ask("GET", "/actuator/health", "", "");
                return;
            } catch (IOException notYet) {
                Thread.sleep(200);
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    static String ask(String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static String field(String json, String name) {
        return json.replaceAll("(?s).*?\"" + name + "\":\"([^\"]+)\".*", "$1");
    }
}
