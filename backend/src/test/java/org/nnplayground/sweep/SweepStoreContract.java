package org.nnplayground.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nnplayground.sweep.TestSweeps.NOON;
import static org.nnplayground.sweep.TestSweeps.json;
import static org.nnplayground.sweep.TestSweeps.sweep;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.sweep.SweepStore.Members;

/** The contract of every store of sweeps; the test of each adapter extends it. */
public abstract class SweepStoreContract {

    private static final Instant LATER = NOON.plusSeconds(60);

    private SweepStore store;

    protected abstract SweepStore create();

    @BeforeEach
    void createStore() {
        store = create();
    }

    private Sweep stores(Sweep sweep) {
        store.insert(sweep).block();
        return sweep;
    }

    @Test
    void findsWhatWasStored() {
        Sweep owned = stores(sweep("a", "school"));
        Sweep anonymous = stores(sweep("b", null));

        assertThat(store.find("a").block()).isEqualTo(owned);
        assertThat(store.find("b").block()).isEqualTo(anonymous);
        assertThat(store.find("c").block()).isNull();
    }

    @Test
    void keepsEveryKindOfValueAndAnOrderOf256Jobs() {
        Axis.Values values = new Axis.Values(
                "/network/layers", List.of(json("[{'units': 1e0, 'activation': 'tanh'}]"), json("null"), json("true")));
        List<String> jobs =
                IntStream.range(0, Sweep.MAX_JOBS).mapToObj("%032x"::formatted).toList();
        Sweep sweep = sweep("a", null);

        Sweep large = stores(new Sweep(
                "a", null, "\u5b66\u4e60\u7387", json("{}"), List.of(values), sweep.stop(), jobs, NOON, null, null));

        assertThat(store.find("a").block()).isEqualTo(large);
    }

    @Test
    void aSweepFinishesOnce() {
        Sweep sweep = stores(sweep("a", null));

        assertThat(store.finish("a", NOON, LATER).block()).isTrue();
        assertThat(store.finish("a", LATER, LATER.plusSeconds(1)).block()).isFalse();
        assertThat(store.finish("b", NOON, LATER).block()).isFalse();

        assertThat(store.find("a").block()).isEqualTo(sweep.finished(NOON, LATER));
    }

    @Test
    void listsUnfinishedSweepsAndExpiredOnes() {
        Sweep first = stores(sweep("a", null));
        stores(sweep("b", null));
        store.finish("b", NOON, LATER).block();

        assertThat(store.unfinished().collectList().block())
                .containsExactly(new Members("a", first.jobs(), first.createdAt()));
        assertThat(store.expired(NOON).collectList().block()).isEmpty();
        assertThat(store.expired(LATER).collectList().block()).containsExactly("b");
    }

    @Test
    void aDeletedSweepIsGone() {
        stores(sweep("a", null));

        assertThat(store.delete("a").block()).isTrue();

        assertThat(store.delete("a").block()).isFalse();
        assertThat(store.find("a").block()).isNull();
        assertThat(store.unfinished().collectList().block()).isEmpty();
    }
}
