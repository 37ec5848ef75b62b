package org.nnplayground.upload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.UploadedRows;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.DatasetId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps uploaded datasets within the limits of {@link DatasetSettings}, and as long as a job needs them. */
public final class Datasets implements UploadedRows {

    private static final Logger log = LoggerFactory.getLogger(Datasets.class);

    /** After its last use a dataset is kept for at least this time: its job may not be stored yet. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** A job whose samples cannot be read fails, so a short outage of the store is waited for. */
    private static final Retry WHILE_UNAVAILABLE =
            Retry.backoff(5, Duration.ofSeconds(1)).filter(TryLaterException.class::isInstance);

    private final DatasetStore store;
    private final DatasetIds ids;
    private final DatasetSettings settings;
    private final InstantSource clock;
    private final PeriodicTask deletions = new PeriodicTask();

    /** Jobs that are open at the same time share the rows of a dataset. */
    private final Cache<DatasetId, SampleSet> open =
            Caffeine.newBuilder().weakValues().build();

    Datasets(DatasetStore store, DatasetIds ids, DatasetSettings settings, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Stores a table. The same table of the same owner is the same dataset.
     *
     * @param owner of the caller's API key; null without key
     */
    public Mono<Dataset> save(LabelledTable table, @Nullable String owner) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            DatasetId id = ids.of(table, owner);
            Dataset dataset = new Dataset(
                    id, owner, table.columns(), table.label(), table.classes(), now, now.plus(settings.retention()));
            List<byte[]> content = ContentParts.of(table.rows());
            long bytes = content.stream().mapToLong(part -> part.length).sum();
            return makeSpace(bytes, now)
                    .then(Mono.defer(() -> store.save(dataset, content, now)))
                    .then(Mono.defer(() -> find(id)));
        });
    }

    private Mono<Void> makeSpace(long bytes, Instant now) {
        long most = settings.maxBytes().toBytes();
        return store.bytes()
                .filter(taken -> taken + bytes > most)
                .flatMap(taken -> store.deleteLeastRecentlyUsed(now.minus(GRACE), taken + bytes - most)
                        .then(store.bytes()))
                .filter(taken -> taken + bytes > most)
                .flatMap(full ->
                        Mono.error(new TryLaterException(ProblemType.QUEUE_FULL, Message.of("dataset.full"), GRACE)));
    }

    /** Fails with {@code NOT_FOUND} if there is none. */
    public Mono<Dataset> find(DatasetId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> unknown(id.toString())));
    }

    /** Fails with {@code NOT_FOUND} if there is none. */
    public Mono<Dataset> find(String id) {
        return Mono.justOrEmpty(DatasetId.parse(id)).flatMap(store::find).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    private static PlaygroundException unknown(String id) {
        return new PlaygroundException(ProblemType.NOT_FOUND, Message.of("dataset.unknown", id));
    }

    /** No job can use it any more. Its rows are deleted once no job that has used it exists. */
    public Mono<Void> withdraw(DatasetId id) {
        return store.withdraw(id);
    }

    /**
     * Keeps what a spec needs as long as the job exists.
     *
     * @param pointer of the spec in the request's body
     * @return fails with {@code INVALID_REQUEST} if the spec names a dataset that does not exist
     */
    public Mono<Void> use(TrainingSpec spec, String job, String pointer) {
        if (!(spec.data() instanceof Data.Uploaded data)) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return store.use(data.dataset(), job, now, now.plus(settings.retention()))
                .filter(used -> !used)
                .flatMap(missing -> Mono.error(PlaygroundException.invalid(
                        pointer + "/data/dataset",
                        Message.of("dataset.unknown", data.dataset().toString()))));
    }

    /** Blocks: not for event loops. */
    @Override
    public SampleSet of(DatasetId id) {
        SampleSet present = open.getIfPresent(id);
        if (present != null) {
            return present;
        }
        List<byte[]> parts = store.content(id).retryWhen(WHILE_UNAVAILABLE).block();
        if (parts == null) {
            throw unknown(id.toString());
        }
        SampleSet rows = ContentParts.rows(id, parts);
        open.put(id, rows);
        return rows;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void deleteExpired() {
        deletions.start(
                () -> {
                    Instant now = clock.instant();
                    return store.deleteExpired(now, now.minus(GRACE));
                },
                e -> log.warn("Datasets: deleting expired ones failed; trying again in ten minutes: {}", e.toString()));
    }
}
