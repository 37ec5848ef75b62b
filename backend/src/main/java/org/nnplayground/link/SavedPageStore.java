package org.nnplayground.link;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Stores saved pages and their pictures. */
public interface SavedPageStore {

    /** Stores a page; a page with the same code stays as it is. */
    Mono<Void> insertIfAbsent(SavedPage page);

    /** Finds a page by its code; empty if there is none. */
    Mono<SavedPage> find(String code);

    /** Sets the time of the last use. */
    Mono<Void> use(String code, Instant at);

    /** The stored picture, a PNG; empty if there is none. */
    Mono<byte[]> picture(String code);

    /** Stores the picture of a page; does nothing if there is no such page. */
    Mono<Void> setPicture(String code, byte[] png);

    Mono<Long> count();

    /** Deletes the pages that were last used before a time. */
    Mono<Void> deleteUnusedSince(Instant time);

    /** Deletes the pages that were not used for the longest time. */
    Mono<Void> deleteLeastRecentlyUsed(int count);
}
