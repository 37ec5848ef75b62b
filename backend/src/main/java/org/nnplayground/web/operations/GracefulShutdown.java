package org.nnplayground.web.operations;

import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells when this process takes no more requests and waits for those that it has: what could go on for long ends then,
 * so that its clients go on elsewhere.
 */
@Component
public final class GracefulShutdown implements SmartLifecycle {

    private final Sinks.Empty<Void> begun = Sinks.empty();
    private volatile boolean running;

    /** Completes when it begins. */
    public Mono<Void> begun() {
        return begun.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        begun.tryEmitEmpty();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** To leave is for good. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
    }
}
