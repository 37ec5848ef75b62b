package org.nnplayground.web.gateway;

import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.ClusterSettings;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.NodeAddress;
import org.nnplayground.cluster.Role;
import org.nnplayground.web.response.ResponseMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Serves requests that other processes of the cluster pass on, at an internal port. The controllers are those of the
 * public port; {@link PeerFilter} replaces its filters, which the other process has already applied.
 */
@Component
@Conditional(Role.Shares.class)
public final class PeerServer implements SmartLifecycle, NodeAddress {

    private static final Logger log = LoggerFactory.getLogger(PeerServer.class);

    /**
     * Stops between the public web server and the trainer, so that requests that wait for a training are still
     * answered.
     */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

    /** Longer than the other processes keep an idle connection. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

    private static final Duration MAX_WAIT_FOR_REQUESTS = Duration.ofSeconds(9);

    /** Larger than the limits of the public port: a request gets a few headers on its way. */
    private static final int MAX_LINE_LENGTH = 16 * 1024;

    private static final int MAX_HEADER_SIZE = 32 * 1024;

    private final ApplicationContext context;
    private final ClusterSettings settings;
    private final PeerFilter filter;
    private @Nullable DisposableServer server;
    private volatile boolean running;

    PeerServer(ApplicationContext context, ClusterSettings settings, PeerTokens tokens, JobHolders holders) {
        this.context = context;
        this.settings = settings;
        this.filter = new PeerFilter(tokens, holders);
    }

    /**
     * Host and port, {@code host:port}, at which the other processes reach this one. Binds the port if it is not bound
     * yet, so that an address is never known before it works; call it after the application context is refreshed.
     */
    @Override
    public String hostAndPort() {
        int port = ((InetSocketAddress) bound().address()).getPort();
        String host = host();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port; // an IPv6 address needs brackets
    }

    private String host() {
        if (settings.host() != null && !settings.host().isBlank()) {
            return settings.host();
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "This machine's address is unknown: set playground.cluster.host to an address at which the other "
                            + "processes reach this one.",
                    e);
        }
    }

    private synchronized DisposableServer bound() {
        if (server == null) {
            var handler = WebHttpHandlerBuilder.applicationContext(context)
                    .filters(filters -> {
                        filters.removeIf(other -> !(other instanceof ResponseMemory));
                        filters.addFirst(filter);
                    })
                    .build();
            server = HttpServer.create()
                    .port(settings.port())
                    .idleTimeout(IDLE_TIMEOUT)
                    .httpRequestDecoder(limits ->
                            limits.maxInitialLineLength(MAX_LINE_LENGTH).maxHeaderSize(MAX_HEADER_SIZE))
                    // With a group, the server waits for requests in progress when it stops.
                    .channelGroup(new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))
                    .handle(new ReactorHttpHandlerAdapter(handler))
                    .bindNow();
        }
        return server;
    }

    @Override
    public void start() {
        log.info("Peer server: listening for other processes of the cluster at {}", hostAndPort());
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        DisposableServer stopping = bound();
        Thread.ofVirtual().name("peer-server-stop").start(() -> {
            try {
                stopping.disposeNow(MAX_WAIT_FOR_REQUESTS);
            } catch (IllegalStateException e) {
                log.warn("Peer server: requests are still in progress after {}; they end now", MAX_WAIT_FOR_REQUESTS);
            } finally {
                stopped.run();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A stopped process is never resumed. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
