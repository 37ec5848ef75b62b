package org.nnplayground.web.branch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.JsonPlace;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.codec.Violations;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.Mode;
import org.nnplayground.past.Origin;
import org.nnplayground.past.PastEpoch;
import org.nnplayground.past.PastEpochs;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.Violation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.store.Beginning;
import org.nnplayground.web.request.JobRequestReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads requests for jobs that go on from an epoch of another job, with changes of its spec. */
@Component
public final class Branches {

    private static final String FROM = "from";
    private static final String CHANGES = "changes";
    private static final String SPEC = "spec";
    private static final String ARITHMETIC = "arithmetic";

    private final PastEpochs past;
    private final JobRequestReader requests;
    private final JsonMapper json;

    Branches(PastEpochs past, JobRequestReader requests, JsonMapper json) {
        this.past = past;
        this.requests = requests;
        this.json = json;
    }

    /** A new job, and where it begins; null for untrained. */
    public record NewJob(JobRequest request, @Nullable Beginning beginning) {

        public NewJob withTrace(@Nullable String trace) {
            return new NewJob(request.withTrace(trace), beginning);
        }
    }

    /** The job that the body of {@code POST /api/v1/jobs} asks for. */
    public Mono<NewJob> read(JsonNode body) {
        return body.isObject() && body.has(FROM)
                ? branch((ObjectNode) body)
                : Mono.fromSupplier(() -> new NewJob(requests.create(withoutEmptyChanges(body)), null));
    }

    /** Generated clients send an empty object where nothing is given. */
    private static JsonNode withoutEmptyChanges(JsonNode body) {
        JsonNode changes = body.path(CHANGES);
        if (!changes.isObject() || !changes.isEmpty()) {
            return body;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) body);
        copy.remove(CHANGES);
        return copy;
    }

    private record From(String job, PastEpoch when) {}

    private Mono<NewJob> branch(ObjectNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        if (fields.has(SPEC)) {
            fields.reject(SPEC, Message.of("branch.spec-and-from"));
        }
        From from = from(fields.object(FROM));
        JsonNode changes = fields.get(CHANGES);
        JsonFields.of(changes, fields.pointer(CHANGES), violations);
        violations.throwIfAny();
        return past.origin(from.job, from.when)
                .onErrorMap(PlaygroundException.class, Branches::ofFrom)
                .flatMap(origin -> {
                    JobRequest request = withEpochs(
                            request(body, changes, origin), body, origin.state().epoch());
                    return past.beginning(origin, request)
                            .map(beginning -> new NewJob(request.withParent(parent(origin)), beginning));
                });
    }

    /** A batch job must have epochs to train; by default as many as another one. */
    private static JobRequest withEpochs(JobRequest request, JsonNode body, long epoch) {
        Long until = request.stop().epochs();
        if (request.mode() != Mode.BATCH || until == null) {
            return request;
        }
        if (!body.path("stop").hasNonNull("epochs")) {
            return request.withStop(request.stop().withEpochs(epoch + until));
        }
        if (until <= epoch) {
            throw PlaygroundException.invalid("/stop/epochs", Message.of("branch.epochs", epoch, until));
        }
        return request;
    }

    private static Job.Parent parent(Origin origin) {
        return new Job.Parent(
                origin.job().id(), origin.job().progress().run(), origin.state().epoch());
    }

    private static From from(JsonFields from) {
        String job = from.text("job", 64);
        if (job == null && !from.has("job")) {
            from.missing("job", Message.of("branch.job"));
        }
        Long run = whole(from, "run", 1);
        Long epoch = whole(from, "epoch", 0);
        from.done("from");
        return new From(job == null ? "" : job, new PastEpoch(run == null ? null : (Integer) run.intValue(), epoch));
    }

    private static @Nullable Long whole(JsonFields from, String name, long minimum) {
        JsonNode node = from.get(name);
        if (node == null) {
            return null;
        }
        if (!node.canConvertToExactIntegral() || node.asLong(-1) < minimum || node.asLong(-1) > Integer.MAX_VALUE) {
            from.reject(name, Message.of("branch.whole", minimum, JsonValues.was(node)));
            return null;
        }
        return node.asLong();
    }

    /** A problem of the other job is one of the request. */
    private static PlaygroundException ofFrom(PlaygroundException e) {
        if (e.type() == ProblemType.NOT_FOUND) {
            return PlaygroundException.invalid("/from", Message.of("branch.from", e.detail()));
        }
        return e;
    }

    private JobRequest request(ObjectNode body, @Nullable JsonNode changes, Origin origin) {
        JsonNode spec = json.valueToTree(origin.job().spec());
        ObjectNode whole = body.deepCopy();
        whole.remove(List.of(FROM, CHANGES));
        whole.set(SPEC, changes == null ? spec : changed(spec, changes));
        boolean isOfOrigin = !whole.has(ARITHMETIC);
        if (isOfOrigin) {
            whole.put(ARITHMETIC, origin.job().arithmetic().wireName());
        }
        try {
            return requests.create(whole);
        } catch (PlaygroundException e) {
            if (isOfOrigin
                    && origin.job().arithmetic() == Arithmetic.SHARED
                    && e.violations().stream()
                            .allMatch(violation -> violation.pointer().equals("/" + ARITHMETIC))) {
                whole.remove(ARITHMETIC); // the changed spec cannot be trained so
                return requests.create(whole);
            }
            throw ofChanges(e, changes);
        }
    }

    private static JsonNode changed(JsonNode spec, JsonNode changes) {
        var violations = new Violations();
        var fields = JsonFields.of(changes, "/" + CHANGES, violations);
        JsonNode changed = spec;
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            JsonPlace place = JsonPlace.of(change.getKey());
            if (place == null || !place.leadsInto(changed)) {
                fields.reject(change.getKey(), Message.of("branch.no-place"));
            } else {
                changed = place.set(changed, change.getValue());
            }
        }
        violations.throwIfAny();
        return changed;
    }

    /** The violations of the spec as those of the changes that have caused them. */
    private static PlaygroundException ofChanges(PlaygroundException e, @Nullable JsonNode changes) {
        return PlaygroundException.invalid(e.violations().stream()
                .map(violation -> new Violation(pointer(violation.pointer(), changes), violation.detail()))
                .toList());
    }

    private static String pointer(String pointer, @Nullable JsonNode changes) {
        String prefix = "/" + SPEC;
        if (changes == null || !pointer.startsWith(prefix + "/")) {
            return pointer;
        }
        String place = pointer.substring(prefix.length());
        return changes.propertyStream()
                .map(change -> change.getKey())
                .filter(change -> (place + "/").startsWith(change + "/") || change.startsWith(place + "/"))
                .findFirst()
                .map(change -> "/" + CHANGES + "/" + JsonValues.token(change))
                .orElse("/" + CHANGES);
    }
}
