package org.nnplayground.web.openapi;

import static org.nnplayground.web.openapi.Schemas.array;
import static org.nnplayground.web.openapi.Schemas.closedObject;
import static org.nnplayground.web.openapi.Schemas.extensible;
import static org.nnplayground.web.openapi.Schemas.object;
import static org.nnplayground.web.openapi.Schemas.of;
import static org.nnplayground.web.openapi.Schemas.reference;
import static org.nnplayground.web.openapi.Schemas.text;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.web.request.JobCatalog;

/** The schemas of the request and the webhook of a sweep. */
@SuppressWarnings("rawtypes")
final class SweepSchemas {

    /** The type of the webhook. */
    static final String EVENT = "sweep.state";

    private SweepSchemas() {}

    /** Component schemas by name. */
    static Map<String, Schema> all() {
        var schemas = new LinkedHashMap<String, Schema>();
        schemas.put("SweepAxisRequest", axis());
        schemas.put("SweepRequest", sweepRequest());
        schemas.put("SweepStateEvent", sweepStateEvent());
        return schemas;
    }

    private static Schema axis() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("pointer", of("string").description("JSON pointer into the spec, such as /training/batchSize."));
        fields.put(
                "values",
                array(new JsonSchema(), 1, Sweep.MAX_VALUES).description("What is set there; null takes the default."));
        Schema seeds = of("integer").format("int32");
        seeds.setMinimum(BigDecimal.ONE);
        seeds.setMaximum(BigDecimal.valueOf(Sweep.MAX_JOBS));
        fields.put(
                "seeds",
                seeds.description("So many seeds, from the spec's initializer seed on, each for initializer and"
                        + " training; never for the data, which all jobs share."));
        return closedObject(fields, Set.of()).description("pointer and values, or seeds.");
    }

    private static Schema sweepRequest() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("spec", reference("TrainingSpec"));
        fields.put(
                "axes",
                array(reference("SweepAxisRequest"), 1, Sweep.MAX_AXES)
                        .description("At most " + Sweep.MAX_JOBS + " combinations of their values, each a job."));
        fields.put("stop", reference("Stop"));
        fields.put("name", text(JobCatalog.MAX_NAME_LENGTH).description("Without control characters."));
        fields.put("webhook", reference("Webhook"));
        return closedObject(fields, Set.of("spec", "axes"));
    }

    private static Schema sweepStateEvent() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("type", extensible(List.of(EVENT)));
        fields.put("timestamp", of("string").format("date-time"));
        fields.put("data", reference("Sweep"));
        return object(fields, fields.keySet()).description("The body of a webhook: the ended sweep without its spec.");
    }
}
