package org.nnplayground.export;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.UploadedRows;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.past.PastEpoch;
import org.nnplayground.past.PastEpochs;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.Scale;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Exports networks of jobs, at their present parameters or at those of a past epoch. */
public final class NetworkExports {

    /** Maximum number of parameters in a file of text: a program of many more cannot be read, nor parsed quickly. */
    static final long MAX_TEXT_PARAMETERS = 200_000;

    /** Maximum number of values of samples in a file. */
    static final long MAX_SAMPLE_VALUES = 1_000_000;

    /** Bytes as text of a number, as a multiple of what a response of JSON takes; a program has parameters twice. */
    private static final int COPIES = 2;

    private final JobService jobs;
    private final PastEpochs past;
    private final TrainingEngine engine;
    private final UploadedRows uploads;
    private final Map<ExportFormat, NetworkWriter> writers;

    NetworkExports(
            JobService jobs,
            PastEpochs past,
            TrainingEngine engine,
            UploadedRows uploads,
            List<NetworkWriter> writers) {
        this.jobs = jobs;
        this.past = past;
        this.engine = engine;
        this.uploads = uploads;
        this.writers = writers.stream().collect(Collectors.toMap(NetworkWriter::format, Function.identity()));
    }

    /** Parameters with the run and epoch that they belong to. */
    private record Found(Job job, int run, long epoch, Parameters parameters) {}

    /**
     * @param when null for the present parameters
     * @param withSamples whether the result is a zip with the samples beside the file
     */
    public Mono<ExportFile> of(Job job, ExportFormat format, @Nullable PastEpoch when, boolean withSamples) {
        requireFits(job.spec(), format, withSamples);
        return found(job, when).publishOn(Schedulers.boundedElastic()).map(found -> write(found, format, withSamples));
    }

    /** Whether an export needs the samples: all of them, or the scale of their columns. */
    public static boolean needsSamples(TrainingSpec spec, ExportFormat format, boolean withSamples) {
        return holdsSamples(format, withSamples) || spec.data().scale() != Scale.NONE;
    }

    /** Whether an export holds the samples. */
    public static boolean holdsSamples(ExportFormat format, boolean withSamples) {
        return withSamples || format.trains();
    }

    /** Number of the numbers that an export holds, for the memory that it takes. */
    public static long numbers(TrainingSpec spec, boolean holdsSamples) {
        return COPIES * spec.parameters() + (holdsSamples ? sampleValues(spec) : 0);
    }

    private static long sampleValues(TrainingSpec spec) {
        return (long) spec.data().samplesInAll() * (spec.data().columns() + spec.outputs());
    }

    private static void requireFits(TrainingSpec spec, ExportFormat format, boolean withSamples) {
        if (format.isText() && spec.parameters() > MAX_TEXT_PARAMETERS) {
            throw PlaygroundException.invalid(
                    "", Message.of("export.parameters", format.wireName(), MAX_TEXT_PARAMETERS, spec.parameters()));
        }
        if (holdsSamples(format, withSamples) && sampleValues(spec) > MAX_SAMPLE_VALUES) {
            throw PlaygroundException.invalid("", Message.of("export.samples", MAX_SAMPLE_VALUES, sampleValues(spec)));
        }
    }

    /** Stored parameters of the present run; those of any other epoch are computed again. */
    private Mono<Found> found(Job job, @Nullable PastEpoch when) {
        if (when == null) {
            return jobs.inspect(job.id(), NetworkExports::found);
        }
        Long epoch = when.epoch();
        boolean isPresentRun = when.run() == null || when.run() == run(job);
        Mono<Found> kept = epoch == null || !isPresentRun
                ? Mono.empty()
                : jobs.parameters(job.id(), epoch).map(parameters -> new Found(job, run(job), epoch, parameters));
        return kept.switchIfEmpty(Mono.defer(() -> past.at(job.id(), when, NetworkExports::found)));
    }

    private static Found found(Job job, TrainingSession session) {
        return new Found(job, run(job), session.parametersOf(), session.parameters());
    }

    private static int run(Job job) {
        return Math.max(1, job.progress().run());
    }

    private ExportFile write(Found found, ExportFormat format, boolean withSamples) {
        TrainingSpec spec = found.job.spec();
        requireFits(spec, format, withSamples); // a new spec may have come meanwhile
        if (!found.parameters.layers().stream().allMatch(LayerParameters::isFinite)) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("look.not-finite"));
        }
        var network = new ExportedNetwork(
                found.job.id(),
                spec,
                found.run,
                found.epoch,
                found.parameters,
                format.trains() ? engine.initialParameters(spec) : found.parameters,
                needsSamples(spec, format, withSamples) ? SampleSource.samples(spec, uploads) : null,
                withSamples);
        NetworkWriter writer = writers.get(format);
        if (writer == null) {
            throw new IllegalStateException("no writer of " + format);
        }
        var file = new ExportFile(format.fileName(), format.mediaType(), writer.write(network));
        return withSamples ? SampleArchive.of(file, network) : file;
    }
}
