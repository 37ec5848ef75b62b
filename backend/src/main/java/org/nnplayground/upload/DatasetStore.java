package org.nnplayground.upload;

import java.time.Instant;
import java.util.List;
import org.nnplayground.spec.data.DatasetId;
import reactor.core.publisher.Mono;

/**
 * Stores datasets, and which jobs have used them. A withdrawn dataset is not found any more, but its content is kept
 * for the jobs that have used it.
 */
public interface DatasetStore {

    /**
     * Stores a dataset; one that exists already gets the expiry of the new one and is no longer withdrawn.
     *
     * @param content in parts, the same for the same id
     * @param now counts as its last use
     */
    Mono<Void> save(Dataset dataset, List<byte[]> content, Instant now);

    /** Empty if there is none, or if it was withdrawn. */
    Mono<Dataset> find(DatasetId id);

    /** The parts, also of a withdrawn dataset; empty if there is none. */
    Mono<List<byte[]>> content(DatasetId id);

    /**
     * Notes that a job uses a dataset.
     *
     * @param expiresAt the new expiry if it is later
     * @return false if there is no such dataset, or if it was withdrawn
     */
    Mono<Boolean> use(DatasetId id, String job, Instant now, Instant expiresAt);

    Mono<Void> withdraw(DatasetId id);

    /** Deletes datasets that are withdrawn or have expired, were last used before a time, and that no job has used. */
    Mono<Void> deleteExpired(Instant now, Instant usedBefore);

    /**
     * Deletes datasets that were last used before a time and that no job has used, those unused for the longest time
     * first, until so many bytes are free.
     */
    Mono<Void> deleteLeastRecentlyUsed(Instant usedBefore, long bytes);

    /** Bytes of all contents. */
    Mono<Long> bytes();
}
