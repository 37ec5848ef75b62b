package org.nnplayground.web.operations;

import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Signals the start of a graceful shutdown, so that long-lived streams end and their clients reconnect to another
 * process.
 */
@Component
public final class GracefulShutdown implements SmartLifecycle {

    private final Sinks.Empty<Void> started = Sinks.empty();
    private volatile boolean running;

    /** Completes when the shutdown starts. */
    public Mono<Void> started() {
        return started.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        started.tryEmitEmpty();
        running = false;
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
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
    }
}
