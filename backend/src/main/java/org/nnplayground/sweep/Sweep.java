package org.nnplayground.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.StopConditions;
import tools.jackson.databind.JsonNode;

/**
 * Batch jobs that differ in the values of a few axes.
 *
 * @param id 128 random bits in hexadecimal; anyone who knows it can read the sweep
 * @param owner the name of the API key, null for a sweep submitted without a key
 * @param spec as the client has sent it, before the values of the axes are set
 * @param axes 1 to {@value #MAX_AXES}
 * @param stop of every job
 * @param jobs their ids in the order of the table: the last axis changes fastest
 * @param finishedAt when the last job has ended; null before
 * @param expiresAt when the sweep is deleted; null before its end
 */
public record Sweep(
        String id,
        @Nullable String owner,
        @Nullable String name,
        JsonNode spec,
        List<Axis> axes,
        StopConditions stop,
        List<String> jobs,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {

    public static final int MAX_AXES = 3;

    /** Maximum number of jobs: as many of shared arithmetic as a trainer trains together. */
    public static final int MAX_JOBS = 256;

    /** Maximum number of values of an axis. */
    public static final int MAX_VALUES = MAX_JOBS;

    /** Of the JSON of a request: a database keeps the spec and the axes in one row, of at most 1 MB in H2. */
    public static final int MAX_BYTES = 900_000;

    /** Maximum count of numbers in the specs of all jobs together: samples and parameters that are written there. */
    public static final int MAX_NUMBERS = 2_000_000;

    public Sweep {
        axes = List.copyOf(axes);
        jobs = List.copyOf(jobs);
    }

    /** The index of a job's value on each axis. */
    public static int[] indices(List<Axis> axes, int job) {
        var indices = new int[axes.size()];
        int rest = job;
        for (int a = axes.size() - 1; a >= 0; a--) {
            indices[a] = rest % axes.get(a).size();
            rest /= axes.get(a).size();
        }
        return indices;
    }

    /** The value of a job on each axis. */
    List<JsonNode> values(int job) {
        int[] indices = indices(axes, job);
        var values = new ArrayList<JsonNode>();
        for (int a = 0; a < indices.length; a++) {
            values.add(axes.get(a).value(indices[a]));
        }
        return values;
    }

    public Sweep finished(Instant at, Instant expiry) {
        return new Sweep(id, owner, name, spec, axes, stop, jobs, createdAt, at, expiry);
    }
}
