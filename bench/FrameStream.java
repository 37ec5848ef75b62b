import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads one job's event stream over a connection of its own (HTTP/1.1), as a browser does.
 *
 * <p>Two threads read the streams of all jobs and take little CPU time, so that the server dominates the measurement.
 * They do not parse JSON: of each line they keep the beginning, find the epoch or the state in it, and count the rest.
 * A frame's time of arrival is the time at which the data that complete it have been read.
 */
final class FrameStream implements AutoCloseable {

    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EPOCH = "\"epoch\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATE = "\"state\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final Reader[] READERS = {new Reader(), new Reader()};
    private static final AtomicInteger NEXT_READER = new AtomicInteger();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final int PRINTED_FAILURES = 10;

    /** Number of bytes at the beginning of a line in which the epoch or the state must be. */
    private static final int PREFIX = 512;

    /** What the next byte of the response belongs to: RFC 9112, section 7.1. */
    private enum Part {
        HEADERS,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        NONE
    }

    private final SocketChannel channel;
    private final Reader reader;
    private final double pace;

    // Used by the reader only.
    private final StringBuilder headers = new StringBuilder();
    private final byte[] prefix = new byte[PREFIX];
    private Part part = Part.HEADERS;
    private int chunkLeft;
    private int lineLength;
    private String event = "";

    /** Epoch and arrival (System.nanoTime()) of each frame of the open window; guarded by this. */
    private long[] epochs = new long[64];

    private long[] arrivals = new long[64];
    private int seen;
    private boolean windowIsOpen;

    private String state = "";
    private long stateSince;

    private volatile boolean closed;

    /** Why the stream has ended by itself; empty while it is open. */
    volatile String failure = "";

    volatile int frames;

    /** Number of bytes in lines so far. */
    volatile long bytes;

    private FrameStream(SocketChannel channel, double pace) {
        this.channel = channel;
        this.reader = READERS[NEXT_READER.getAndIncrement() % READERS.length];
        this.pace = pace;
    }

    /** @param pace epochs per second of the job, for the delays */
    static FrameStream open(String base, String path, String query, double pace) throws IOException {
        URI address = URI.create(base);
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var stream = new FrameStream(channel, pace);
        String request = "GET /api/v1" + path + "/events?" + query
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        stream.reader.add(stream);
        return stream;
    }

    /** Reads all streams that were added to it, on one thread. */
    private static final class Reader {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        private final byte[] read = new byte[1 << 18];
        private final Selector selector;

        Reader() {
            try {
                selector = Selector.open();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread.ofPlatform().daemon().name("frame-reader").start(this::run);
        }

        void add(FrameStream stream) throws IOException {
            stream.channel.register(selector, SelectionKey.OP_READ, stream);
            selector.wakeup();
        }

        private void run() {
            try {
                while (true) {
                    selector.select(this::read);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void read(SelectionKey key) {
            var stream = (FrameStream) key.attachment();
            try {
                int length = stream.channel.read(buffer.clear());
                if (length < 0) {
                    stream.fail("the server closed the connection");
                } else {
                    buffer.flip().get(read, 0, length);
                    stream.accept(read, length, System.nanoTime());
                }
            } catch (ClosedChannelException e) {
                // by close()
            } catch (IOException | RuntimeException e) {
                stream.fail(e.toString());
            }
        }
    }

    private void fail(String why) {
        if (!closed) {
            failure = why;
            if (FAILURES.incrementAndGet() <= PRINTED_FAILURES) {
                System.err.println("A stream failed: " + why);
            }
        }
        closeChannel();
    }

    private void accept(byte[] read, int length, long now) {
        int i = 0;
        while (i < length) {
            switch (part) {
                case HEADERS -> acceptHeader((char) read[i++]);
                case CHUNK_SIZE -> acceptChunkSize((char) read[i++]);
                case CHUNK -> {
                    int end = Math.min(length, i + chunkLeft);
                    acceptLines(read, i, end, now);
                    chunkLeft -= end - i;
                    i = end;
                    if (chunkLeft == 0) {
                        part = Part.CHUNK_END;
                    }
                }
                case CHUNK_END -> part = read[i++] == '\n' ? Part.CHUNK_SIZE : part;
                case NONE -> {
                    return;
                }
            }
        }
    }

    private void acceptHeader(char next) {
        headers.append(next);
        if (next == '\n' && headers.toString().endsWith("\r\n\r\n")) {
            String all = headers.toString();
            if (!all.startsWith("HTTP/1.1 200 ") || !all.toLowerCase().contains("transfer-encoding: chunked")) {
                part = Part.NONE;
                fail("unexpected response: " + all.lines().findFirst().orElse(""));
                return;
            }
            headers.setLength(0);
            part = Part.CHUNK_SIZE;
        }
    }

    private void acceptChunkSize(char next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            chunkLeft = 16 * chunkLeft + digit;
        } else if (next == '\n') {
            part = chunkLeft == 0 ? Part.NONE : Part.CHUNK;
            if (part == Part.NONE) {
                fail("the server ended the stream");
            }
        }
    }

    private void acceptLines(byte[] read, int from, int end, long now) {
        int i = from;
        while (i < end) {
            int stop = i;
            while (stop < end && read[stop] != '\n') {
                stop++;
            }
            if (lineLength < PREFIX) {
                System.arraycopy(read, i, prefix, lineLength, Math.min(stop - i, PREFIX - lineLength));
            }
            lineLength += stop - i;
            if (stop < end) {
                acceptLine(Math.min(lineLength, PREFIX), now);
                lineLength = 0;
                stop++;
            }
            i = stop;
        }
        bytes += end - from;
    }

    /** @param length number of bytes of the line in {@link #prefix} */
    private void acceptLine(int length, long now) {
        if (begins(length, EVENT)) {
            event = new String(prefix, EVENT.length, length - EVENT.length, StandardCharsets.US_ASCII).strip();
        } else if (begins(length, DATA)) {
            switch (event) {
                case "job.frame" -> addFrame(number(find(length, EPOCH), length), now);
                case "job.state" -> setState(text(find(length, STATE), length), now);
                default -> {
                    // an event that is not measured
                }
            }
            event = "";
        }
    }

    private boolean begins(int length, byte[] with) {
        return length >= with.length && Arrays.equals(prefix, 0, with.length, with, 0, with.length);
    }

    /** @return index after the first occurrence */
    private int find(int length, byte[] what) {
        for (int i = 0; i <= length - what.length; i++) {
            if (prefix[i] == what[0] && Arrays.equals(prefix, i, i + what.length, what, 0, what.length)) {
                return i + what.length;
            }
        }
        throw new IllegalStateException("no " + new String(what, StandardCharsets.US_ASCII) + " in "
                + new String(prefix, 0, length, StandardCharsets.US_ASCII));
    }

    private long number(int from, int length) {
        long number = 0;
        for (int i = from; i < length && prefix[i] >= '0' && prefix[i] <= '9'; i++) {
            number = 10 * number + prefix[i] - '0';
        }
        return number;
    }

    private String text(int from, int length) {
        int end = from;
        while (end < length && prefix[end] != '"') {
            end++;
        }
        return new String(prefix, from, end - from, StandardCharsets.US_ASCII);
    }

    private synchronized void addFrame(long epoch, long now) {
        frames++;
        if (windowIsOpen) {
            if (seen == epochs.length) {
                epochs = Arrays.copyOf(epochs, 2 * seen);
                arrivals = Arrays.copyOf(arrivals, 2 * seen);
            }
            epochs[seen] = epoch;
            arrivals[seen++] = now;
        }
    }

    private synchronized void setState(String now, long at) {
        if (!now.equals(state)) {
            state = now;
            stateSince = at;
            notifyAll();
        }
    }

    /**
     * Waits until the stream has delivered a state of its job.
     *
     * @return when it arrived (System.nanoTime()), or the present time if it has not arrived within the given time
     */
    synchronized long awaitState(String expected, long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + 1_000_000 * milliseconds;
        while (!state.equals(expected)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return System.nanoTime();
            }
            wait(left);
        }
        return stateSince;
    }

    /** The frames from now on belong to a new window. */
    synchronized void openWindow() {
        seen = 0;
        windowIsOpen = true;
    }

    /** Ends the window, if one is open, and returns its frames. */
    synchronized Window closeWindow() {
        windowIsOpen = false;
        return new Window(pace, Arrays.copyOf(epochs, seen), Arrays.copyOf(arrivals, seen));
    }

    synchronized boolean hasWindow() {
        return windowIsOpen;
    }

    /**
     * The frames of a stream in one period.
     *
     * @param pace epochs per second of the job
     * @param epochs epoch of each frame
     * @param arrivals arrival of each frame in nanoseconds
     */
    record Window(double pace, long[] epochs, long[] arrivals) {

        int frames() {
            return epochs.length;
        }

        private double seconds() {
            return (arrivals[frames() - 1] - arrivals[0]) / 1e9;
        }

        double epochsPerSecond() {
            return frames() < 2 ? 0 : (epochs[frames() - 1] - epochs[0]) / seconds();
        }

        /**
         * Delays in milliseconds: arrival of the frame of epoch e minus e / pace, relative to the frame with the
         * smallest such value.
         */
        double[] delays() {
            return delays(pace);
        }

        /** Delays relative to the speed that the job has reached in this period, for jobs that cannot keep their pace. */
        double[] delaysAtOwnSpeed() {
            double speed = epochsPerSecond();
            return speed > 0 ? delays(speed) : new double[0];
        }

        private double[] delays(double epochsPerSecond) {
            double[] late = new double[frames()];
            for (int i = 0; i < late.length; i++) {
                late[i] = (arrivals[i] - arrivals[0]) / 1e6 - 1e3 * (epochs[i] - epochs[0]) / epochsPerSecond;
            }
            double earliest = Arrays.stream(late).min().orElse(0);
            return Arrays.stream(late).map(delay -> delay - earliest).toArray();
        }

        /** Milliseconds between a frame and the next one. */
        double[] intervals() {
            double[] intervals = new double[Math.max(0, frames() - 1)];
            for (int i = 0; i < intervals.length; i++) {
                intervals[i] = (arrivals[i + 1] - arrivals[i]) / 1e6;
            }
            return intervals;
        }
    }

    @Override
    public void close() {
        closed = true;
        closeChannel();
    }

    private void closeChannel() {
        try {
            channel.close();
            reader.selector.wakeup();
        } catch (IOException e) {
            System.err.println("A stream cannot be closed: " + e);
        }
    }
}
