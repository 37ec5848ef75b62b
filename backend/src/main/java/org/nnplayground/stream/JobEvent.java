package org.nnplayground.stream;

import java.time.Instant;
import org.nnplayground.engine.Frame;
import org.nnplayground.job.Job;
import org.nnplayground.store.History;

/** Something that happened to a job. */
public sealed interface JobEvent {

    /** The job's id. */
    String job();

    /** The job is new, or its state, run, spec, pace or stop condition changed. */
    record StateChanged(Job now) implements JobEvent {
        @Override
        public String job() {
            return now.id();
        }
    }

    /**
     * The training moved on.
     *
     * @param epochsPerSecond reached lately
     * @param madeAt by the clock of the process that trains
     * @param unflushed the losses up to the frame, of its run, that the store does not tell every process yet
     */
    record FrameMade(String job, int run, double epochsPerSecond, Instant madeAt, Frame frame, History unflushed)
            implements JobEvent {

        /** Where the store tells everybody all losses. */
        public FrameMade(String job, int run, double epochsPerSecond, Instant madeAt, Frame frame) {
            this(job, run, epochsPerSecond, madeAt, frame, History.NONE);
        }

        public FrameMade withUnflushed(History unkept) {
            return new FrameMade(job, run, epochsPerSecond, madeAt, frame, unkept);
        }
    }
}
