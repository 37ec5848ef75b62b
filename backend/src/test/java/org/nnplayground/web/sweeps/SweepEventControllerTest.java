package org.nnplayground.web.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.Job;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepProgress;
import org.nnplayground.sweep.TestSweeps;
import org.nnplayground.web.sweeps.SweepFollower.Change;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SweepEventControllerTest {

    private static final Sweep SWEEP = TestSweeps.sweep("a", null);

    private static Change change(int number) {
        var deleted = Arrays.asList(new Job[SWEEP.jobs().size()]);
        return new Change(new SweepProgress(SWEEP, deleted), number == 0, false, List.of(0));
    }

    @Test
    void aSlowClientHoldsOnlyAFewChanges() {
        var made = new AtomicInteger();
        Flux<Change> endless = Flux.generate(changes -> changes.next(change(made.getAndIncrement())));

        StepVerifier.create(SweepEventController.events(endless, ""), 2)
                .expectNextCount(2)
                .expectNoEvent(Duration.ofMillis(50))
                .then(() -> assertThat(made).hasValueLessThan(10))
                .thenRequest(100)
                .expectNextCount(100)
                .thenCancel()
                .verify();
    }

    @Test
    void theStreamEndsWithTheChanges() {
        Flux<Change> changes = Flux.just(change(0), change(1));

        List<String> names = SweepEventController.events(changes, "")
                .mapNotNull(event -> event.event())
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(names).containsExactly("sweep.state", "sweep.rows", "sweep.rows");
    }
}
