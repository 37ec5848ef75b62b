package org.nnplayground;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Ends the process if it does not stop in time, for example because the store hangs while it closes. Jobs then continue
 * as after a crash. It measures the time on a daemon thread, so a process that stops in time does not wait for it.
 */
final class ShutdownDeadline implements ApplicationListener<ContextClosedEvent> {

    private static final Logger log = LoggerFactory.getLogger(ShutdownDeadline.class);

    static final String SETTING = "playground.shutdown-timeout";

    private final Runnable halt;

    /** @param halt ends the process without further work */
    ShutdownDeadline(Runnable halt) {
        this.halt = halt;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        String configured = event.getApplicationContext().getEnvironment().getProperty(SETTING);
        Duration limit = configured == null
                ? PlaygroundApplication.DEFAULT_SHUTDOWN_TIMEOUT
                : DurationStyle.detectAndParse(configured);
        Thread.ofPlatform().daemon().name("shutdown-deadline").start(() -> await(limit));
    }

    private void await(Duration limit) {
        try {
            Thread.sleep(limit);
            log.error("Shutdown: the process did not stop within {}; it ends now, with exit status 1", limit);
            halt.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
