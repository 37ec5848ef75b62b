package org.nnplayground.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Specs;

/** Jobs for tests. */
public final class Jobs {

    private Jobs() {}

    public static Job queued(String id, Mode mode) {
        return queued(id, mode, null, Map.of());
    }

    public static Job queued(String id, Mode mode, @Nullable String owner, Map<String, String> labels) {
        return new Job(
                id,
                owner,
                mode,
                new Job.Description(null, labels, RequestedDevice.AUTO, null, null, null),
                Specs.xorTable(),
                Arithmetic.SOLO,
                StopConditions.NEVER,
                Pace.FULL,
                new Job.Life(JobState.QUEUED, null, null, Instant.EPOCH, null, null, null),
                new Job.Progress(0, 0, 0, 0, null, 0.3, 0, null, null, null, false));
    }

    /** The job, submitted by a caller. */
    public static Job by(String caller, Job job) {
        return new Job(
                job.id(),
                job.owner(),
                job.mode(),
                job.description().withCaller(caller),
                job.spec(),
                job.arithmetic(),
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    /** The job with a requested and an actual arithmetic. */
    public static Job withArithmetic(Job job, @Nullable Arithmetic requested, Arithmetic actual) {
        Job.Description of = job.description();
        return new Job(
                job.id(),
                job.owner(),
                job.mode(),
                new Job.Description(of.name(), of.labels(), of.requestedDevice(), requested, of.caller(), of.trace()),
                job.spec(),
                actual,
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    /** The job in a run, counted from 1. */
    public static Job inRun(Job job, int run) {
        return job.with(new Job.Progress(run, 0, 0, 1, null, 0.3, 0, null, null, null, false));
    }

    public static Job in(Job job, JobState state) {
        return job.become(state, null, null, Instant.EPOCH.plusSeconds(60));
    }
}
