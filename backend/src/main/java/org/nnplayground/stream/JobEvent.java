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
     * The training has progressed.
     *
     * @param run number of the frame's run
     * @param epochsPerSecond throughput of the last half second
     * @param madeAt by the clock of the process that trains
     * @param unflushed losses of the frame's run, up to the frame, that other processes cannot read from the store yet
     */
    record FrameMade(String job, int run, double epochsPerSecond, Instant madeAt, Frame frame, History unflushed)
            implements JobEvent {

        /** A frame without unflushed losses. */
        public FrameMade(String job, int run, double epochsPerSecond, Instant madeAt, Frame frame) {
            this(job, run, epochsPerSecond, madeAt, frame, History.EMPTY);
        }

        public FrameMade withUnflushed(History unflushed) {
            return new FrameMade(job, run, epochsPerSecond, madeAt, frame, unflushed);
        }
    }
}
