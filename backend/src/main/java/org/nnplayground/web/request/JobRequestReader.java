package org.nnplayground.web.request;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.Violations;
import org.nnplayground.job.ArithmeticRule;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.webhook.WebhookAddress;
import tools.jackson.databind.JsonNode;

/**
 * Reads the bodies of requests about jobs. Every method throws a {@link PlaygroundException} of type
 * {@code invalid-request} with all violations, if there are any.
 */
public final class JobRequestReader {

    private final SpecCatalog catalog;
    private final JobCatalog jobs;
    private final SpecReader specs;
    private final boolean privateWebhooks;

    /** @param privateWebhooks whether webhooks may call private networks and use plain HTTP */
    public JobRequestReader(SpecCatalog catalog, JobCatalog jobs, SpecReader specs, boolean privateWebhooks) {
        this.privateWebhooks = privateWebhooks;
        this.catalog = catalog;
        this.jobs = jobs;
        this.specs = specs;
    }

    /** The body of {@code POST /api/v1/jobs}. */
    public JobRequest create(JsonNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        TrainingSpec spec = null;
        if (fields.has("spec")) {
            spec = specs.read(fields.object("spec"));
        } else {
            fields.missing("spec", Message.of("given.spec"));
        }
        Mode mode = fields.choice("mode", jobs.modes(), Mode.BATCH);
        Mode known = mode == null ? Mode.BATCH : mode;
        StopConditions stop = stop(fields);
        if (known == Mode.BATCH && stop.epochs() == null) {
            stop = stop.withEpochs(jobs.batchEpochs());
        }
        if (known == Mode.BATCH && stop.maxSeconds() == null) {
            stop = stop.withMaxSeconds(jobs.maxRunSeconds());
        }
        if (spec != null) {
            checkTestSet(fields, stop, spec);
        }
        Pace pace = pace(fields, known);
        RequestedDevice device = fields.choice("device", jobs.devices(), RequestedDevice.AUTO);
        Arithmetic arithmetic = fields.choiceIfGiven("arithmetic", jobs.arithmetics());
        if (arithmetic == Arithmetic.SHARED && spec != null && device != null) {
            ArithmeticRule.violationsOfShared(spec, device)
                    .forEach(violation -> fields.reject("arithmetic", violation));
        }
        String name = fields.text("name", JobCatalog.MAX_NAME_LENGTH);
        Map<String, String> labels = labels(fields);
        URI webhook = webhook(fields);
        fields.done();
        violations.throwIfAny();
        return new JobRequest(
                SpecReader.valid(spec),
                known,
                stop,
                pace,
                new Job.Description(name, labels, SpecReader.valid(device), arithmetic, null, null),
                webhook);
    }

    /** The body of {@code PATCH /api/v1/jobs/{id}}; an empty pace or stop clears the job's. */
    public JobPatch patch(JsonNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        Double learningRate = fields.valueIfGiven(jobs.learningRate());
        Double regularizationRate = fields.valueIfGiven(jobs.regularizationRate());
        Integer batchSize = fields.valueIfGiven(jobs.batchSize());
        Pace pace = fields.has("pace") ? pace(fields, Mode.LIVE) : null;
        StopConditions stop = fields.has("stop") ? stop(fields) : null;
        fields.done(names -> Message.of("field.not-changeable", names));
        violations.throwIfAny();
        return new JobPatch(learningRate, regularizationRate, batchSize, pace, stop);
    }

    /** The body of {@code POST .../step}. */
    public StepRequest step(JsonNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        StepUnit unit = fields.choice("unit", jobs.stepUnits(), StepUnit.EPOCH);
        Integer count = fields.value(jobs.stepCount());
        fields.done();
        violations.throwIfAny();
        return new StepRequest(SpecReader.valid(unit), SpecReader.valid(count));
    }

    /** The body of {@code POST .../reset}. */
    public ResetSeed reset(JsonNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        ResetSeed seed = fields.choice("seed", jobs.resetSeeds(), ResetSeed.SAME);
        fields.done();
        violations.throwIfAny();
        return SpecReader.valid(seed);
    }

    /** The body of {@code POST .../play}, {@code pause} and {@code cancel}: absent, or an object without fields. */
    public void empty(JsonNode body) {
        var violations = new Violations();
        JsonFields.of(body, "", violations).done(names -> Message.of("field.none"));
        violations.throwIfAny();
    }

    /** The body of {@code POST .../trace}: exactly one of {@code batch} and {@code sample}. */
    public TraceRequest trace(JsonNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        Integer batch = fields.valueIfGiven(jobs.tracedBatch());
        Integer sample = fields.valueIfGiven(jobs.tracedSample());
        if (fields.has("batch") && fields.has("sample")) {
            fields.reject("sample", Message.of("trace.batch-and-sample"));
        }
        if (!fields.has("batch") && !fields.has("sample")) {
            fields.missing("batch", Message.of("given.batch-or-sample"));
        }
        fields.done();
        violations.throwIfAny();
        return batch == null ? new TraceRequest.OfSample(SpecReader.valid(sample)) : new TraceRequest.OfBatch(batch);
    }

    /**
     * The body of {@code POST .../predict}.
     *
     * @param columns of the job's data
     * @return {@code [samples][columns]}, at least one sample
     */
    public double[][] predict(JsonNode body, int columns) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        JsonNode rows = fields.array("x");
        int most = catalog.limits().predictedSamples();
        var x = new double[0][];
        if (rows == null) {
            if (!fields.has("x")) {
                fields.missing("x", Message.of("given.rows", JsonValues.count(columns, "number")));
            }
        } else if (rows.isEmpty() || rows.size() > most) {
            fields.reject("x", Message.of("must.have-rows", most, rows.size()));
        } else {
            x = new double[rows.size()][];
            for (int i = 0; i < x.length; i++) {
                x[i] = JsonValues.row(
                        rows.get(i),
                        fields.pointer("x") + "/" + i,
                        SpecCatalog.VALUE,
                        columns,
                        Message.of("row.like-columns"),
                        violations);
            }
        }
        fields.done();
        violations.throwIfAny();
        return x;
    }

    private StopConditions stop(JsonFields fields) {
        JsonFields stop = fields.object("stop");
        var conditions = new StopConditions(
                stop.valueIfGiven(jobs.epochs()),
                stop.valueIfGiven(jobs.targetTestLoss()),
                stop.valueIfGiven(jobs.patience()),
                stop.valueIfGiven(jobs.maxSeconds()));
        stop.done("stop");
        return conditions;
    }

    /** A condition on the test loss needs a test set. */
    private static void checkTestSet(JsonFields fields, StopConditions stop, TrainingSpec spec) {
        if (!spec.data().hasTest()) {
            stop.conditionsOnTestLoss(spec)
                    .forEach(condition -> fields.object("stop").reject(condition, Message.of("stop.needs-test-data")));
        }
    }

    private Pace pace(JsonFields fields, Mode mode) {
        JsonFields pace = fields.object("pace");
        Double epochsPerSecond = pace.value(jobs.epochsPerSecond().withDefault(jobs.defaultPace(mode)));
        pace.done("pace");
        return epochsPerSecond == null ? Pace.FULL : new Pace(epochsPerSecond);
    }

    private @Nullable URI webhook(JsonFields fields) {
        if (!fields.has("webhook")) {
            return null;
        }
        JsonFields webhook = fields.object("webhook");
        String url = webhook.text("url", JobCatalog.MAX_URL_LENGTH);
        if (url == null && !webhook.has("url")) {
            webhook.missing("url", Message.of("given.webhook-url"));
        }
        webhook.done("webhook");
        if (url == null) {
            return null;
        }
        Message fault = WebhookAddress.violation(url, privateWebhooks);
        if (fault != null) {
            webhook.reject("url", fault);
            return null;
        }
        return URI.create(url);
    }

    private static Map<String, String> labels(JsonFields fields) {
        JsonNode given = fields.get("labels");
        JsonFields pairs = fields.object("labels");
        var labels = new LinkedHashMap<String, String>();
        if (given == null || !given.isObject()) {
            return labels;
        }
        if (given.size() > JobCatalog.MAX_LABELS) {
            fields.reject("labels", Message.of("labels.too-many", JobCatalog.MAX_LABELS, given.size()));
            return labels;
        }
        for (String key : given.propertyNames()) {
            if (key.isEmpty() || key.length() > JobCatalog.MAX_LABEL_KEY_LENGTH) {
                pairs.reject(key, Message.of("labels.name", JobCatalog.MAX_LABEL_KEY_LENGTH, key.length()));
            } else if (!JsonValues.isOneLine(key)) {
                pairs.reject(key, Message.of("labels.name-controls"));
            } else if (!JsonValues.isUnicode(key)) {
                pairs.reject(key, Message.of("labels.name-no-unicode"));
            } else if (key.indexOf(':') >= 0) {
                pairs.reject(key, Message.of("labels.name-colon")); // it ends the key in ?label=
            }
            @Nullable String value = pairs.text(key, JobCatalog.MAX_LABEL_VALUE_LENGTH);
            if (value != null) {
                labels.put(key, value);
            }
        }
        return labels;
    }
}
