package org.nnplayground.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.AtomicInteger;
import org.nnplayground.access.Quota;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.Limits;
import org.nnplayground.trainer.TrainerStatus;

/** Gauges: jobs, queues, streams and memory. */
final class ServiceMeters implements MeterBinder {

    private static final String BYTES = "bytes";

    private final JobQueue queue;
    private final Quota streams;
    private final TrainerStatus trainer;
    private final Limits limits;

    ServiceMeters(JobQueue queue, Quota streams, TrainerStatus trainer, Limits limits) {
        this.queue = queue;
        this.streams = streams;
        this.trainer = trainer;
        this.limits = limits;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (QueueName line : QueueName.values()) {
            var known = new AtomicInteger();
            Gauge.builder("playground.queue.length", () -> length(line, known))
                    .description("Jobs that wait for a trainer")
                    .tag("queue", line.label())
                    .register(registry);
        }
        Gauge.builder("playground.streams.open", streams, Quota::held)
                .description("Streams of events that this process is writing")
                .register(registry);
        Gauge.builder("playground.memory.resident", ResidentMemory::bytes)
                .description("Memory of this process: Java's and the engine's; NaN where the system does not tell")
                .baseUnit(BYTES)
                .register(registry);
        bindTrainer(registry);
    }

    /** Does not wait for the queue: returns the last known length and updates it in the background. */
    private int length(QueueName line, AtomicInteger known) {
        queue.countWaiting(line).onErrorComplete().subscribe(known::set);
        return known.get();
    }

    private void bindTrainer(MeterRegistry registry) {
        for (Mode mode : Mode.values()) {
            for (JobState state : JobState.values()) {
                if (!state.isTerminal()) {
                    var kind = new TrainerStatus.Kind(mode, state);
                    Gauge.builder(
                                    "playground.jobs.open",
                                    trainer,
                                    now -> now.open().getOrDefault(kind, 0))
                            .description("Jobs that are open for training here")
                            .tag("mode", mode.wireName())
                            .tag("state", state.wireName())
                            .register(registry);
                }
            }
        }
        Gauge.builder("playground.memory.granted", trainer, now -> now.granted().nativeBytes())
                .description("Estimated native memory of all open sessions")
                .baseUnit(BYTES)
                .register(registry);
        Gauge.builder("playground.memory.limit", limits::memoryBytes)
                .description("Native memory that all open sessions may take together")
                .baseUnit(BYTES)
                .register(registry);
        Gauge.builder("playground.heap.granted", trainer, now -> now.granted().heapBytes())
                .description("Estimated Java heap of all trainings and reads of stored checkpoints")
                .baseUnit(BYTES)
                .register(registry);
        Gauge.builder("playground.heap.limit", limits::heapBytes)
                .description("Java heap that all trainings and reads of stored checkpoints may take together")
                .baseUnit(BYTES)
                .register(registry);
        Gauge.builder("playground.trainer.delay", trainer, now -> now.delay().toNanos() / 1e9)
                .description("Mean delay of the turns of live jobs over the last two seconds")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "playground.trainer.overdue",
                        trainer,
                        now -> now.overdue().toNanos() / 1e9)
                .description("How long the turn that is due first waits for a thread already")
                .baseUnit("seconds")
                .register(registry);
    }
}
