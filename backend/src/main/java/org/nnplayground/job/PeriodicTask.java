package org.nnplayground.job;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Work that comes at set times, but not while the last of it goes on: a store that hangs is not asked ever more. */
public final class PeriodicTask {

    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * Begins the work, or does nothing where the last of it has not ended.
     *
     * @param failed told why the work failed
     */
    public <T> void begin(Supplier<? extends Publisher<T>> work, Consumer<? super Throwable> failed) {
        if (underWay.compareAndSet(false, true)) {
            Flux.defer(work).doFinally(end -> underWay.set(false)).subscribe(done -> {}, failed);
        }
    }
}
