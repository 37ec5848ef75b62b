package org.nnplayground.stream;

import java.time.Instant;
import org.nnplayground.engine.Frame;
import org.nnplayground.job.Attention;
import org.nnplayground.job.Job;

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
     * The presenter of the job points at something else. Of several that a follower has not received yet, it gets the
     * newest only.
     */
    record AttentionMoved(String job, Attention attention) implements JobEvent {}

    /**
     * The training has progressed.
     *
     * @param run number of the frame's run
     * @param epochsPerSecond throughput of the last half second
     * @param busy whether other trainings keep the job below its pace
     * @param madeAt by the clock of the process that trains
     * @param shared what followers compute from this frame
     */
    record FrameMade(
            String job,
            int run,
            double epochsPerSecond,
            boolean busy,
            Instant madeAt,
            Frame frame,
            SharedResults shared)
            implements JobEvent {

        /** A frame that nobody has looked at yet. */
        public FrameMade(String job, int run, double epochsPerSecond, boolean busy, Instant madeAt, Frame frame) {
            this(job, run, epochsPerSecond, busy, madeAt, frame, new SharedResults());
        }
    }
}
