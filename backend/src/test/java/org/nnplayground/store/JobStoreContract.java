package org.nnplayground.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.store.JobStore.Query;
import reactor.core.publisher.Mono;

/** What every job store does; each adapter's test extends it. */
abstract class JobStoreContract {

    private JobStore store;

    abstract JobStore create();

    @BeforeEach
    void createStore() {
        store = create();
    }

    @Test
    void givesBackTheLatestVersionOfAJob() {
        Job queued = Jobs.queued("a", Mode.BATCH);
        Job running = Jobs.in(queued, JobState.RUNNING);

        store.insert(queued).block();
        store.update(running).block();

        assertThat(store.find("a").block()).isEqualTo(running);
    }

    @Test
    void knowsNothingOfAnUnknownJob() {
        assertThat(store.find("a").block()).isNull();
        assertThat(store.history("a", -1, 10).block()).isNull();
        assertThat(store.checkpoint("a").block()).isNull();
        assertThat(store.delete("a").block()).isFalse();
    }

    @Test
    void aDeletionWinsOverALaterUpdate() {
        Job job = Jobs.queued("a", Mode.BATCH);
        store.insert(job).block();

        assertThat(store.delete("a").block()).isTrue();
        store.update(Jobs.in(job, JobState.RUNNING)).block();
        store.append("a", 1, 0, losses(1)).block();

        assertThat(store.find("a").block()).isNull();
        assertThat(store.history("a", -1, 10).block()).isNull();
    }

    @Test
    void listsAnOwnersJobsNewestFirstAndPageByPage() {
        for (String id : List.of("a", "b", "c", "d")) {
            store.insert(Jobs.queued(id, Mode.BATCH, "school", Map.of())).block();
        }
        store.insert(Jobs.queued("x", Mode.BATCH, "other", Map.of())).block();

        assertThat(ids(new Query("school", null, 3, null, Map.of()))).containsExactly("d", "c", "b");
        assertThat(ids(new Query("school", "b", 3, null, Map.of()))).containsExactly("a");
    }

    @Test
    void listsByStateAndByLabels() {
        Job red = Jobs.queued("red", Mode.BATCH, "school", Map.of("colour", "red", "size", "s"));
        store.insert(red).block();
        store.insert(Jobs.queued("blue", Mode.BATCH, "school", Map.of("colour", "blue")))
                .block();
        store.update(Jobs.in(red, JobState.RUNNING)).block();

        assertThat(ids(new Query("school", null, 9, JobState.RUNNING, Map.of())))
                .containsExactly("red");
        assertThat(ids(new Query("school", null, 9, null, Map.of("colour", "blue"))))
                .containsExactly("blue");
        assertThat(ids(new Query("school", null, 9, null, Map.of("colour", "blue", "size", "s"))))
                .isEmpty();
    }

    @Test
    void givesTheHistoryInPiecesWithoutGap() {
        store.insert(Jobs.queued("a", Mode.BATCH)).block();
        store.append("a", 1, 0, losses(1)).block();
        store.append("a", 1, 1, losses(700)).block();

        History first = historyOf(store.history("a", -1, 500));
        History second = historyOf(store.history("a", first.lastEpoch(), 500));

        assertThat(first.fromEpoch()).isZero();
        assertThat(first.size()).isEqualTo(500);
        assertThat(second.fromEpoch()).isEqualTo(500);
        assertThat(second.lastEpoch()).isEqualTo(700);
        assertThat(second.train()[200]).isEqualTo(699f);
    }

    @Test
    void anEmptyPieceFollowsTheEndOfTheHistory() {
        store.insert(Jobs.queued("a", Mode.BATCH)).block();
        store.append("a", 1, 0, losses(5)).block();

        History rest = historyOf(store.history("a", 4, 10));

        assertThat(rest.size()).isZero();
        assertThat(rest.lastEpoch()).isEqualTo(4);
    }

    @Test
    void aNewRunDropsTheHistoryOfTheEarlierOne() {
        store.insert(Jobs.queued("a", Mode.LIVE)).block();
        store.append("a", 1, 0, losses(5)).block();

        store.append("a", 2, 0, losses(2)).block();

        History history = historyOf(store.history("a", -1, 10));
        assertThat(history.run()).isEqualTo(2);
        assertThat(history.size()).isEqualTo(2);
    }

    @Test
    void refusesAGapInTheHistory() {
        store.insert(Jobs.queued("a", Mode.LIVE)).block();
        store.append("a", 1, 0, losses(5)).block();

        assertThatThrownBy(() -> store.append("a", 1, 6, losses(1)).block())
                .hasMessageContaining("expected losses from epoch 5, not 6");
    }

    @Test
    void keepsTheLatestCheckpoint() {
        store.insert(Jobs.queued("a", Mode.BATCH)).block();
        var earlier = new Checkpoint(1, 0, new float[] {1}, new float[0]);
        var later = new Checkpoint(2, 3, new float[] {2}, new float[0]);

        store.keep("a", earlier).block();
        store.keep("a", later).block();

        assertThat(store.checkpoint("a").block()).isEqualTo(later);
    }

    @Test
    void namesTheJobsWhoseTimeHasCome() {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        store.insert(Jobs.queued("past", Mode.BATCH).expiring(noon.minusSeconds(1)))
                .block();
        store.insert(Jobs.queued("now", Mode.BATCH).expiring(noon)).block();
        store.insert(Jobs.queued("later", Mode.BATCH).expiring(noon.plusSeconds(1)))
                .block();
        store.insert(Jobs.queued("never", Mode.BATCH)).block();

        assertThat(store.expired(noon).map(Job::id).collectList().block()).containsExactlyInAnyOrder("past", "now");
    }

    private static History historyOf(Mono<History> history) {
        return Objects.requireNonNull(history.block());
    }

    private @Nullable List<String> ids(Query query) {
        return store.list(query).map(Job::id).collectList().block();
    }

    private static Losses[] losses(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> new Losses(i, Double.NaN, i + 0.5))
                .toArray(Losses[]::new);
    }
}
