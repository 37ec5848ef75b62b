package org.nnplayground.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.trainer.TrainingListener;

/** Records meters and spans of the trainer of this process. */
final class TrainingMeters implements TrainingListener {

    private static final Duration[] WAITS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final Map<Mode, Timer> waits = new EnumMap<>(Mode.class);
    private final Counter epochs;
    private final Counter reclaimed;
    private final Counter lost;
    private final Counter crashed;
    private final JobSpans spans;

    TrainingMeters(MeterRegistry registry, JobSpans spans) {
        for (Mode mode : Mode.values()) {
            waits.put(
                    mode,
                    Timer.builder("playground.queue.wait")
                            .description("From the submission of a job to the trainer that opens it first")
                            .tag("mode", mode.wireName())
                            .serviceLevelObjectives(WAITS)
                            .register(registry));
        }
        epochs = Counter.builder("playground.epochs")
                .description("Epochs trained here")
                .register(registry);
        reclaimed = Counter.builder("playground.leases.reclaimed")
                .description("Jobs taken up here that an earlier trainer had begun")
                .register(registry);
        lost = Counter.builder("playground.leases.lost")
                .description("Jobs that were open here until another trainer had them")
                .register(registry);
        crashed = Counter.builder("playground.jobs.crashed")
                .description("Jobs that ended as failed because their trainers ended without progress")
                .register(registry);
        this.spans = spans;
    }

    @Override
    public void claimed(Job job, boolean resumes) {
        if (resumes && job.state() != JobState.QUEUED) {
            reclaimed.increment();
        } else if (!resumes) {
            Timer wait = waits.get(job.mode());
            if (wait != null) {
                wait.record(positive(Duration.between(job.life().createdAt(), Instant.now())));
            }
        }
        spans.claimed(job, resumes);
    }

    @Override
    public void trained(Job job, int epochs) {
        this.epochs.increment(epochs);
    }

    @Override
    public void crashed(Job job) {
        crashed.increment();
    }

    @Override
    public void lost(Job job) {
        lost.increment();
    }

    @Override
    public void released(Job job) {
        spans.left(job);
    }

    /** Durations between the clocks of two machines can be slightly negative. */
    static Duration positive(Duration difference) {
        return difference.isNegative() ? Duration.ZERO : difference;
    }
}
