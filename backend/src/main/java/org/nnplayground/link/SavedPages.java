package org.nnplayground.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.PeriodicTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Saves states of the page under short codes, within the limits of {@link LinkSettings}. */
public final class SavedPages {

    private static final Logger log = LoggerFactory.getLogger(SavedPages.class);

    /** A use within this time of the last one is not written. */
    private static final Duration USE_RESOLUTION = Duration.ofDays(1);

    private final SavedPageStore store;
    private final LinkSettings settings;
    private final InstantSource clock;
    private final PeriodicTask deletions = new PeriodicTask();

    SavedPages(SavedPageStore store, LinkSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long an unused page is kept. */
    public Duration retention() {
        return settings.retention();
    }

    /**
     * Saves a state; a state that is already saved keeps its code.
     *
     * @param spec as JSON, null for a page without picture
     */
    public Mono<SavedPage> save(String address, @Nullable String spec) {
        SavedPage page = SavedPage.of(address, spec, clock.instant());
        return find(page.code())
                .switchIfEmpty(Mono.defer(() -> store.insertIfAbsent(page)
                        .then(Mono.defer(this::deleteSurplus))
                        .thenReturn(page)));
    }

    private Mono<Void> deleteSurplus() {
        return store.count()
                .filter(count -> count > settings.maximum())
                .flatMap(count -> store.deleteLeastRecentlyUsed((int) (count - settings.maximum())));
    }

    /** A saved state; it counts as used. Empty if there is none. */
    public Mono<SavedPage> find(String code) {
        if (!SavedPage.isCode(code)) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return store.find(code)
                .flatMap(page -> page.usedAt().isAfter(now.minus(USE_RESOLUTION))
                        ? Mono.just(page)
                        : store.use(code, now).thenReturn(page));
    }

    /** The stored picture of a page, a PNG; empty if it was not drawn yet. */
    public Mono<byte[]> picture(String code) {
        return store.picture(code);
    }

    public Mono<Void> setPicture(String code, byte[] png) {
        return store.setPicture(code, png);
    }

    /** Deletes the pages that nobody has opened for the retention time. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteUnused() {
        deletions.start(
                () -> store.deleteUnusedSince(clock.instant().minus(settings.retention())),
                e -> log.warn(
                        "Short addresses: deleting unused ones failed; trying again in an hour: {}", e.toString()));
    }
}
