package org.nnplayground.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.job.Job;

/** The result of a sweep: one row for each job, with its values of the axes and what has become of it. */
public final class SweepTable {

    private static final List<String> RESULTS = List.of(
            "job",
            "state",
            "stopReason",
            "epoch",
            "trainLoss",
            "testLoss",
            "trainAccuracy",
            "testAccuracy",
            "epochsToTarget");

    private SweepTable() {}

    /** Names of the columns: the axes, then the results. */
    public static List<String> columns(Sweep sweep) {
        return Stream.concat(sweep.axes().stream().map(Axis::column), RESULTS.stream())
                .toList();
    }

    /**
     * The row of a job: JSON values, texts, numbers (losses in float32, as the engine has them), and null for what the
     * job does not have.
     *
     * @param job null if it was deleted
     */
    static List<@Nullable Object> row(Sweep sweep, int index, @Nullable Job job) {
        var row = new ArrayList<@Nullable Object>(sweep.values(index));
        row.add(sweep.jobs().get(index));
        if (job == null) {
            while (row.size() < sweep.axes().size() + RESULTS.size()) {
                row.add(null);
            }
            return row;
        }
        Job.Progress progress = job.progress();
        Losses losses = progress.losses();
        var metrics = progress.metrics() instanceof Metrics.Classification classification ? classification : null;
        row.add(job.state().wireName());
        row.add(job.life().reason() == null ? null : job.life().reason().wireName());
        row.add(progress.epoch());
        row.add(losses == null ? null : loss(losses.train()));
        row.add(losses == null ? null : loss(losses.test()));
        row.add(metrics == null ? null : finite(metrics.trainAccuracy()));
        row.add(metrics == null ? null : finite(metrics.testAccuracy()));
        row.add(epochsToTarget(job));
        return row;
    }

    /** The first epoch with a test loss at or below the target: there the job stops, so it is its last one. */
    private static @Nullable Long epochsToTarget(Job job) {
        Double target = job.stop().targetTestLoss();
        Losses losses = job.progress().losses();
        return target != null && losses != null && losses.test() <= target
                ? job.progress().epoch()
                : null;
    }

    private static @Nullable Float loss(double loss) {
        return Double.isFinite(loss) ? (float) loss : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
