package org.nnplayground.web.openapi;

import static org.nnplayground.web.openapi.Schemas.array;
import static org.nnplayground.web.openapi.Schemas.choice;
import static org.nnplayground.web.openapi.Schemas.closedObject;
import static org.nnplayground.web.openapi.Schemas.extensible;
import static org.nnplayground.web.openapi.Schemas.number;
import static org.nnplayground.web.openapi.Schemas.numberOrAbsent;
import static org.nnplayground.web.openapi.Schemas.object;
import static org.nnplayground.web.openapi.Schemas.of;
import static org.nnplayground.web.openapi.Schemas.reference;
import static org.nnplayground.web.openapi.Schemas.text;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nnplayground.codec.ParametersReader;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.link.SavedPage;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.ResetSeed;
import org.nnplayground.web.request.StepUnit;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.web.response.ProblemDocument;

/** The schemas of the bodies that {@code JobRequestReader} reads, of webhooks, and of problem documents. */
@SuppressWarnings("rawtypes")
final class JobSchemas {

    /** Name of the schema of a layer's weights. */
    static final String LAYER_WEIGHTS = "LayerWeights";

    private JobSchemas() {}

    /** Component schemas by name. */
    static Map<String, Schema> all(SpecCatalog catalog, JobCatalog jobs) {
        var schemas = new LinkedHashMap<String, Schema>();
        schemas.put(LAYER_WEIGHTS, layerWeights());
        schemas.put("JobRequest", jobRequest(jobs));
        schemas.put("Webhook", webhook());
        schemas.put("JobPatch", jobPatch(jobs));
        schemas.put(
                "Stop",
                stop(jobs)
                        .description("The first that is met stops. A batch job without epochs gets "
                                + jobs.batchEpochs() + "; one without maxSeconds gets the maximum."));
        schemas.put(
                "Pace",
                fields(Map.of("epochsPerSecond", number(jobs.epochsPerSecond())))
                        .description("0 is as fast as it goes: the default of batch jobs. That of live jobs is "
                                + (int) jobs.defaultPace(Mode.LIVE) + "."));
        schemas.put("StepRequest", stepRequest(jobs));
        schemas.put("ResetRequest", fields(Map.of("seed", choice(jobs.resetSeeds(), ResetSeed.SAME.wireName()))));
        schemas.put("LayerParametersUpdate", layerParametersUpdate());
        schemas.put("ParametersUpdate", parametersUpdate(catalog));
        schemas.put("PredictRequest", predictRequest(catalog));
        schemas.put("TraceRequest", traceRequest(jobs));
        schemas.put("AttentionRequest", attentionRequest());
        schemas.put("AnswerRequest", answerRequest());
        schemas.put("SavedPageRequest", savedPageRequest());
        schemas.put("JobStateEvent", jobStateEvent());
        schemas.put("Violation", violation());
        schemas.put("Problem", problem());
        return schemas;
    }

    private static Schema stop(JobCatalog jobs) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("epochs", number(jobs.epochs()));
        fields.put("targetTestLoss", number(jobs.targetTestLoss()));
        fields.put("patience", number(jobs.patience()));
        fields.put("maxSeconds", number(jobs.maxSeconds()));
        return fields(fields);
    }

    private static Schema fields(Map<String, Schema> fields) {
        return closedObject(fields, Set.of());
    }

    private static Schema jobRequest(JobCatalog jobs) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("spec", reference("TrainingSpec"));
        fields.put("from", from());
        Schema changes = of("object").description("With \"from\": values by JSON pointer into the spec of that epoch");
        changes.setAdditionalProperties(new Schema());
        fields.put("changes", changes);
        fields.put("mode", choice(jobs.modes(), Mode.BATCH.wireName()));
        fields.put("stop", reference("Stop"));
        fields.put("pace", reference("Pace"));
        fields.put("device", choice(jobs.allDevices(), RequestedDevice.AUTO.wireName()));
        fields.put(
                "arithmetic",
                choice(jobs.arithmetics())
                        .description("The default is shared for a live job within the catalogue's sharedShape, and"
                                + " solo for all others."));
        String oneLine = "Without control characters.";
        fields.put("name", text(JobCatalog.MAX_NAME_LENGTH).description(oneLine));
        Schema labels = of("object");
        labels.setAdditionalProperties(text(JobCatalog.MAX_LABEL_VALUE_LENGTH));
        labels.setMaxProperties(JobCatalog.MAX_LABELS);
        fields.put("labels", labels.description(oneLine));
        fields.put("webhook", reference("Webhook"));
        return fields(fields)
                .description("Either \"spec\", or \"from\" for a job that goes on from an epoch of another.");
    }

    private static Schema from() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("job", text(JobCatalog.MAX_NAME_LENGTH).description("Id of a job"));
        fields.put("run", of("integer").minimum(BigDecimal.ONE).description("Default: its current run"));
        fields.put("epoch", of("integer").minimum(BigDecimal.ZERO).description("Default: the last one of the run"));
        return closedObject(fields, Set.of("job"));
    }

    private static Schema webhook() {
        Schema url = text(JobCatalog.MAX_URL_LENGTH).format("uri");
        return closedObject(Map.of("url", url), Set.of("url"))
                .description("Gets the end as a signed POST (Standard Webhooks); needs an API key. HTTPS, and to"
                        + " no private address, unless the server allows it.");
    }

    private static Schema jobPatch(JobCatalog jobs) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("learningRate", numberOrAbsent(jobs.learningRate()));
        fields.put("regularizationRate", numberOrAbsent(jobs.regularizationRate()));
        fields.put("batchSize", numberOrAbsent(jobs.batchSize()));
        fields.put("pace", reference("Pace"));
        fields.put("stop", reference("Stop"));
        return fields(fields).description("What is absent stays; a given pace or stop replaces the whole object.");
    }

    /** Rows of numbers, or of arrays of them. Not as "oneOf": generated Java clients of such a field do not compile. */
    private static Schema layerWeights() {
        return array(array(new JsonSchema()))
                .description("Nested by the tensor's shape: [units][inputs] of a dense layer,"
                        + " [filters][channels][height][width] of a convolution, [gates * units][columns] of a recurrent"
                        + " layer; [] of a pooling, and as the gradient of a frozen layer.");
    }

    private static Schema layerParametersUpdate() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("weights", reference(LAYER_WEIGHTS));
        Schema states = array(array(number(SpecCatalog.VALUE)));
        states.setTypes(new LinkedHashSet<>(List.of("array", "null")));
        fields.put(
                "recurrentWeights",
                states.description("[gates * units][units] of a recurrent layer; null or absent elsewhere"));
        fields.put("biases", array(number(SpecCatalog.VALUE)).description("[units]; [] or absent without bias"));
        Schema slope = number(SpecCatalog.VALUE);
        slope.setTypes(new LinkedHashSet<>(List.of("number", "null")));
        fields.put("slope", slope.description("Of prelu, which needs it; null or absent elsewhere"));
        return closedObject(fields, Set.of("weights"));
    }

    /** As {@code GET .../parameters} answers. */
    private static Schema parametersUpdate(SpecCatalog catalog) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put(
                "run",
                number(ParametersReader.RUN)
                        .description("That they are for: another run than the present one is 409."));
        fields.put("epoch", number(ParametersReader.EPOCH).description("May stay from what was read; not used."));
        fields.put(
                "layers",
                array(reference("LayerParametersUpdate"), 1, catalog.limits().layers())
                        .description("As many as the spec's, each of its shape."));
        return closedObject(fields, Set.of("layers"));
    }

    private static Schema stepRequest(JobCatalog jobs) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("unit", choice(jobs.stepUnits(), StepUnit.EPOCH.wireName()));
        fields.put("count", number(jobs.stepCount()));
        return fields(fields);
    }

    private static Schema predictRequest(SpecCatalog catalog) {
        Schema row = array(number(SpecCatalog.VALUE), 1, catalog.limits().columns());
        Schema rows = array(row, 1, catalog.limits().predictedSamples());
        return closedObject(Map.of("x", rows.description("Raw columns, one row a sample.")), Set.of("x"));
    }

    private static Schema traceRequest(JobCatalog jobs) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("batch", number(jobs.tracedBatch()));
        fields.put("sample", number(jobs.tracedSample()));
        return fields(fields).description("Exactly one of the two.");
    }

    private static Schema attentionRequest() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("input", number(NumberField.whole("input", 0, Integer.MAX_VALUE)));
        fields.put("unit", reference("AttentionUnit"));
        fields.put("link", reference("AttentionLink"));
        fields.put("trace", reference("AttentionTrace"));
        return fields(fields).description("At most one of the four; none if the presenter points at nothing.");
    }

    private static Schema savedPageRequest() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put(
                "address",
                of("string")
                        .maxLength(SavedPage.MAX_ADDRESS_LENGTH)
                        .description(
                                "The part of the page's address after #, with the characters of an address only."));
        fields.put("spec", reference("TrainingSpec").description("What the page trains, for its picture."));
        return closedObject(fields, Set.of("address"));
    }

    private static Schema answerRequest() {
        Schema number = number(SpecCatalog.VALUE);
        number.setTypes(new LinkedHashSet<>(List.of("number", "null")));
        Schema answers = of("object");
        answers.setAdditionalProperties(array(array(number)));
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("seed", numberOrAbsent(SpecCatalog.SEED).description("None for the lecture's own numbers."));
        fields.put(
                "answers",
                answers.description("By the step's id: [rows][columns], of the shape of its labels; null, or no step,"
                        + " where there is no answer yet."));
        return closedObject(fields, Set.of("answers"));
    }

    private static Schema jobStateEvent() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("type", extensible(List.of(JobBody.EVENT)));
        fields.put("timestamp", of("string").format("date-time"));
        fields.put("data", reference("Job"));
        return object(fields, fields.keySet())
                .description("The body of a webhook: the ended job without its spec, in English.");
    }

    private static Schema violation() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("pointer", of("string").description("JSON pointer (RFC 6901) from the root of the body."));
        fields.put("detail", of("string"));
        return object(fields, fields.keySet());
    }

    private static Schema problem() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put(
                "type",
                extensible(Arrays.stream(ProblemType.values())
                                .map(ProblemDocument::path)
                                .toList())
                        .format("uri-reference"));
        fields.put("title", of("string").description("Of the type, in the language of Accept-Language."));
        fields.put("status", of("integer").format("int32").description("HTTP status."));
        fields.put("detail", of("string").description("What is wrong, what is allowed, and what was given."));
        fields.put("instance", of("string").format("uri-reference").description("Path of the request or job."));
        fields.put("requestId", of("string").description("The X-Request-Id of the response."));
        fields.put("errors", array(reference("Violation")).description("Of an invalid request: every violation."));
        return object(fields, Set.of("type", "title", "status", "detail"))
                .description("RFC 9457; each type is explained at its path. A later version may add types.");
    }
}
