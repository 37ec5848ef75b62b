import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one job's stream on a virtual thread, with little CPU time, so that the server dominates the measurement.
 *
 * <p>The delay of a frame of epoch e is its arrival time minus e / pace seconds, relative to the frame of the same
 * stream with the smallest such value.
 */
final class FrameStream implements AutoCloseable {

    private static final byte[] EPOCH = "\"epoch\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRAME = "event:job.frame".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final double pace;
    private final List<long[]> seen = new ArrayList<>();
    volatile boolean measures;
    volatile int frames;

    /** Number of bytes in lines so far. */
    volatile long bytes;

    private FrameStream(Socket socket, double pace) {
        this.socket = socket;
        this.pace = pace;
    }

    static FrameStream open(String base, String path, String query, double pace) throws IOException {
        URI address = URI.create(base);
        var stream = new FrameStream(new Socket(address.getHost(), address.getPort()), pace);
        String request = "GET /api/v1" + path + "/events?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().start(stream::read);
        return stream;
    }

    private void read() {
        var line = new byte[1 << 16];
        try (InputStream wire = new BufferedInputStream(socket.getInputStream(), 1 << 15)) {
            for (int length = line(wire, line); length > 1; length = line(wire, line)) {
                // response headers, each with a carriage return
            }
            var in = new Chunks(wire);
            boolean frame = false;
            for (int length = line(in, line); length >= 0; length = line(in, line)) {
                bytes += length + 1;
                if (begins(line, length, FRAME)) {
                    frame = true;
                } else if (frame && begins(line, length, DATA)) {
                    frame = false;
                    frames++;
                    if (measures) {
                        synchronized (seen) {
                            seen.add(new long[] {number(line, length), System.nanoTime()});
                        }
                    }
                }
            }
        } catch (SocketException closed) {
            // by close()
        } catch (IOException e) {
            System.err.println("a stream failed: " + e);
        }
    }

    /** Decodes a chunked response body (RFC 9112, section 7.1). */
    private static final class Chunks extends InputStream {
        private final InputStream wire;
        private final byte[] size = new byte[32];
        private int left;
        private boolean begun;

        Chunks(InputStream wire) {
            this.wire = wire;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                if (begun) {
                    line(wire, size); // end of the previous chunk
                }
                begun = true;
                int length = line(wire, size);
                if (length < 0) {
                    return -1;
                }
                left = Integer.parseInt(new String(size, 0, length, StandardCharsets.US_ASCII).strip(), 16);
                if (left == 0) {
                    return -1;
                }
            }
            left--;
            return wire.read();
        }
    }

    /** Reads a line into an array, truncated to its size. @return the number of bytes stored, or -1 at the end */
    private static int line(InputStream in, byte[] into) throws IOException {
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return -1;
            }
            if (length < into.length) {
                into[length++] = (byte) b;
            }
        }
        return length;
    }

    private static boolean begins(byte[] line, int length, byte[] with) {
        return length >= with.length && Arrays.equals(line, 0, with.length, with, 0, with.length);
    }

    private static long number(byte[] line, int length) {
        for (int i = 0; i < length - EPOCH.length; i++) {
            if (Arrays.equals(line, i, i + EPOCH.length, EPOCH, 0, EPOCH.length)) {
                long epoch = 0;
                for (int k = i + EPOCH.length; line[k] >= '0' && line[k] <= '9'; k++) {
                    epoch = 10 * epoch + line[k] - '0';
                }
                return epoch;
            }
        }
        throw new IllegalStateException("a frame has no epoch");
    }

    double[] delays() {
        synchronized (seen) {
            double[] late = seen.stream().mapToDouble(at -> at[1] / 1e6 - 1e3 * at[0] / pace).toArray();
            double earliest = Arrays.stream(late).min().orElse(0);
            return Arrays.stream(late).map(at -> at - earliest).toArray();
        }
    }

    double epochsPerSecond() {
        synchronized (seen) {
            return seen.size() < 2 ? 0 : (seen.getLast()[0] - seen.getFirst()[0]) / seconds();
        }
    }

    double framesPerSecond() {
        synchronized (seen) {
            return seen.size() < 2 ? 0 : (seen.size() - 1) / seconds();
        }
    }

    private double seconds() {
        return (seen.getLast()[1] - seen.getFirst()[1]) / 1e9;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
