package org.nnplayground.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.landscape.Landscape.PathPoint;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.trainer.JobInspector;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Computes loss landscapes of jobs: from the present parameters and the stored ones of the run's past epochs, on the
 * trainer threads. The job's training goes on meanwhile, with the same bits.
 */
public final class Landscapes {

    /** Maximum number of points of a path, the present one included. */
    static final int MAX_PATH = 100;

    /** Reads of stored parameters at the same time. */
    private static final int READS = 8;

    private final JobService jobs;
    private final JobStore store;
    private final JobInspector inspector;
    private final long maxParameters;

    /** @param maxParameters of a network */
    public Landscapes(JobService jobs, JobStore store, JobInspector inspector, long maxParameters) {
        this.jobs = jobs;
        this.store = store;
        this.inspector = inspector;
        this.maxParameters = maxParameters;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record KeptParameters(KeptEpoch of, float[] parameters) {}

    /** A network at this moment. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Present(Job job, int run, long epoch, float[] parameters) {

        static Present of(Job job, TrainingSession session) {
            return new Present(
                    job,
                    Math.max(1, job.progress().run()),
                    session.parametersOf(),
                    session.checkpoint().parameters());
        }
    }

    /**
     * The landscape of a job's network at this moment. Fails with {@code INVALID_REQUEST} if the network or its sample
     * sets are too large.
     *
     * @param id of the job
     */
    public Mono<Landscape> of(String id, LandscapeRequest request) {
        Mono<Landscape> result = jobs.find(id)
                .flatMap(job -> Mono.using(
                        () -> reserve(job),
                        memory -> path(id).flatMap(path -> jobs.inspect(id, this::present)
                                .publishOn(Schedulers.boundedElastic())
                                .flatMap(present -> evaluate(present, path, request))),
                        Disposable::dispose));
        // Completed even if the client no longer waits: the memory is in use until then.
        return Mono.fromFuture(result::toFuture, true);
    }

    private Disposable reserve(Job job) {
        requireSmall(job);
        return jobs.reserveResponse(MAX_PATH * job.spec().parameters());
    }

    private Present present(Job job, TrainingSession session) {
        requireSmall(job); // a new spec may have come meanwhile
        return Present.of(job, session);
    }

    private void requireSmall(Job job) {
        if (job.spec().isRbm()) {
            throw PlaygroundException.invalid("", Message.of("landscape.rbm"));
        }
        long parameters = job.spec().parameters();
        if (parameters > maxParameters) {
            throw PlaygroundException.invalid("", Message.of("landscape.parameters", parameters, maxParameters));
        }
    }

    /** Stored parameters of the run, evenly spaced. Read before the present ones, so that none is newer. */
    private Mono<List<KeptParameters>> path(String id) {
        return jobs.path(id)
                .collectList()
                .flatMapIterable(kept -> thinned(kept, MAX_PATH - 1))
                .flatMapSequential(
                        kept -> store.parameters(id, kept.epoch()).map(found -> new KeptParameters(kept, found)), READS)
                .collectList();
    }

    /** At most {@code count} of the elements, evenly spaced, the first and the last among them. */
    static <T> List<T> thinned(List<T> all, int count) {
        return all.size() <= count
                ? all
                : IntStream.range(0, count)
                        .mapToObj(i -> all.get((int) ((long) i * (all.size() - 1) / (count - 1))))
                        .toList();
    }

    private Mono<Landscape> evaluate(Present present, List<KeptParameters> kept, LandscapeRequest request) {
        Job job = present.job;
        int resolution = affordable(job, request.resolution());
        var epochs = new ArrayList<Long>();
        var passed = new ArrayList<float[]>();
        for (KeptParameters each : kept) {
            boolean isPresent = each == kept.getLast() && each.of.epoch() == present.epoch;
            // Of an earlier run if the job has been reset meanwhile.
            if (!isPresent && each.of.run() == present.run && each.parameters.length == present.parameters.length) {
                epochs.add(each.of.epoch());
                passed.add(each.parameters);
            }
        }
        LossPlane plane =
                request.plane() == PlaneType.RANDOM ? null : LossPlane.ofPath(job.spec(), present.parameters, passed);
        if (plane == null) { // a random plane hardly contains a path
            plane = LossPlane.random(job.spec(), present.parameters);
            epochs.clear();
            passed.clear();
        }
        epochs.add(present.epoch);
        passed.add(present.parameters);
        List<double[]> positions = passed.stream().map(plane::project).toList();
        return evaluate(
                present, plane, LandscapeGrid.around(positions, resolution, request.zoom()), epochs, passed, positions);
    }

    private static int affordable(Job job, int wanted) {
        double operations =
                (double) job.spec().data().samplesInAll() * job.spec().multiplications();
        int resolution = LandscapeGrid.affordable(wanted, operations);
        if (resolution < LandscapeRequest.MIN_RESOLUTION) {
            throw PlaygroundException.invalid(
                    "", Message.of("landscape.samples", job.spec().data().samplesInAll()));
        }
        return resolution;
    }

    private Mono<Landscape> evaluate(
            Present present,
            LossPlane plane,
            LandscapeGrid grid,
            List<Long> epochs,
            List<float[]> passed,
            List<double[]> positions) {
        int points = grid.points();
        return inspector
                .losses(present.job, points + passed.size(), index -> {
                    if (index >= points) {
                        return passed.get(index - points);
                    }
                    double[] at = grid.position(index);
                    return plane.parameters(at[0], at[1]);
                })
                .map(losses -> {
                    var path = IntStream.range(0, passed.size())
                            .mapToObj(i -> {
                                Losses there = losses[points + i];
                                return new PathPoint(epochs.get(i), positions.get(i), there.train(), there.test());
                            })
                            .toList();
                    var train = new float[points];
                    var test = new float[points];
                    for (int i = 0; i < points; i++) {
                        train[i] = (float) losses[i].train();
                        test[i] = (float) losses[i].test();
                    }
                    boolean hasTestSet = !Double.isNaN(path.getLast().testLoss());
                    return new Landscape(
                            present.run,
                            present.epoch,
                            plane.type(),
                            grid.resolution(),
                            grid.domain(),
                            train,
                            hasTestSet ? test : null,
                            path,
                            plane.explained());
                });
    }
}
