package org.nnplayground.job;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Work that a timer starts, one at a time: while the store hangs, requests to it do not pile up. */
public final class PeriodicTask {

    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * Starts the work, unless the previous work is still running.
     *
     * @param failed receives the error if the work fails
     */
    public <T> void start(Supplier<? extends Publisher<T>> work, Consumer<? super Throwable> failed) {
        if (running.compareAndSet(false, true)) {
            Flux.defer(work).doFinally(end -> running.set(false)).subscribe(done -> {}, failed);
        }
    }
}
