package org.nnplayground.outbound;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on this machine, for tests of clients. */
public final class TestHttpServer implements AutoCloseable {

    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer server;

    public TestHttpServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.start();
    }

    /** For services that add their paths themselves. */
    public HttpServer server() {
        return server;
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /**
     * Serves a path.
     *
     * @param handler is interrupted when the server closes
     * @return its address
     */
    public URI serves(String path, HttpHandler handler) {
        server.createContext(path, call -> {
            requested.add(path);
            try (call) {
                handler.handle(call);
            }
        });
        return address(path);
    }

    /** The paths of all requests, in order. */
    public List<String> requested() {
        return List.copyOf(requested);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
