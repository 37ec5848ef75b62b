package org.nnplayground.web.sweeps;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.Violations;
import org.nnplayground.job.ArithmeticRule;
import org.nnplayground.job.Control;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.sweep.Axis;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepRequest;
import org.nnplayground.web.request.JobRequestReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of {@code POST /api/v1/sweeps}: sets each combination of values in the spec, and reads it as the body
 * of a job. Violations of a combination name the value that causes them, or the place in the spec if all have them.
 */
public final class SweepRequestReader {

    /** Label of the jobs of a sweep, with its id. */
    static final String LABEL = "sweep";

    private static final int MAX_POINTER_LENGTH = 1000;
    private static final NumberField<Integer> SEEDS = NumberField.whole("seeds", 1, Sweep.MAX_JOBS);
    private static final Set<String> SEED_POINTERS = Set.of("/network/initializer/seed", "/training/seed");

    private final Function<LongSupplier, JobRequestReader> readers;
    private final LongSupplier seeds;

    /**
     * @param readers makes a reader that takes absent seeds from the given supplier
     * @param seeds draws seeds, each 0 to 2^53 - 1
     */
    public SweepRequestReader(Function<LongSupplier, JobRequestReader> readers, LongSupplier seeds) {
        this.readers = readers;
        this.seeds = seeds;
    }

    /**
     * @param id of the sweep, for the label of its jobs
     * @throws PlaygroundException of type {@code invalid-request} with all violations, if there are any
     */
    public SweepRequest read(JsonNode body, String id) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        JsonNode spec = fields.get("spec");
        if (spec == null) {
            fields.missing("spec", Message.of("given.spec"));
        } else if (body.toString().getBytes(StandardCharsets.UTF_8).length > Sweep.MAX_BYTES) {
            fields.reject("spec", Message.of("sweep.too-long", Sweep.MAX_BYTES));
            spec = null;
        }
        List<SpecAxis> axes = axes(fields, spec, violations);
        List<String> passedOn = List.of("stop", "name", "webhook");
        passedOn.forEach(fields::get);
        fields.done();
        if (spec == null) {
            violations.throwIfAny();
            throw new IllegalStateException("a sweep without a spec has no violation");
        }
        long jobs = axes.stream()
                .mapToLong(axis -> axis.axis().size())
                .reduce(1, (product, size) -> Math.min(Integer.MAX_VALUE, product * size));
        if (jobs > Sweep.MAX_JOBS) {
            violations.add("/axes", Message.of("sweep.too-many", Sweep.MAX_JOBS, jobs));
            axes = List.of();
        }

        ObjectNode common = JsonNodeFactory.instance.objectNode();
        for (String name : passedOn) {
            JsonNode value = body.get(name);
            if (value != null) {
                common.set(name, value);
            }
        }
        common.putObject("labels").put(LABEL, id);
        var combinations = new Combinations(axes, spec);
        List<JobRequest> read = read(combinations, common, jobs, violations);
        violations.throwIfAny();
        return request(spec, axes, combinations, read);
    }

    private List<JobRequest> read(Combinations combinations, ObjectNode common, long jobs, Violations violations) {
        // One seed for all that are absent, so that the combinations differ in their values only.
        long seed = seeds.getAsLong();
        JobRequestReader reader = readers.apply(() -> seed);
        var read = new ArrayList<JobRequest>();
        for (int c = 0; c < combinations.size(); c++) {
            ObjectNode job = JsonNodeFactory.instance.objectNode();
            job.setAll(common);
            job.set("spec", combinations.spec(c));
            try {
                JobRequest request = reader.create(job);
                if (request.spec().numbers() * jobs > Sweep.MAX_NUMBERS) {
                    violations.add("/axes", Message.of("sweep.too-large", Sweep.MAX_NUMBERS));
                    return List.of();
                }
                read.add(request);
            } catch (PlaygroundException e) {
                if (e.type() != ProblemType.INVALID_REQUEST) {
                    throw e;
                }
                combinations.reject(c, e.violations());
            }
        }
        combinations.report(violations);
        return read;
    }

    private static SweepRequest request(
            JsonNode spec, List<SpecAxis> given, Combinations combinations, List<JobRequest> read) {
        JobRequest first = read.getFirst();
        long firstSeed = first.spec().network().initializer().seed();
        List<Axis> axes = given.stream()
                .map(SpecAxis::axis)
                .map(axis -> axis instanceof Axis.Seeds seeds ? new Axis.Seeds(seeds.count(), firstSeed) : axis)
                .toList();
        int jobs = axes.stream().mapToInt(Axis::size).reduce(1, (product, size) -> product * size);
        return new SweepRequest(
                spec,
                axes,
                IntStream.range(0, jobs)
                        .mapToObj(job -> {
                            int[] indices = Sweep.indices(axes, job);
                            return job(read.get(combinations.of(indices)), axes, indices);
                        })
                        .toList(),
                first.description().name(),
                first.webhook());
    }

    private static JobRequest job(JobRequest combination, List<Axis> axes, int[] indices) {
        TrainingSpec spec = combination.spec();
        for (int a = 0; a < indices.length; a++) {
            if (axes.get(a) instanceof Axis.Seeds seeds) {
                long seed = seeds.seed(indices[a]);
                spec = new Control.Seeds(seed, seed).applyTo(spec);
            }
        }
        boolean shared =
                ArithmeticRule.violationsOfShared(spec, RequestedDevice.AUTO).isEmpty();
        return combination.with(spec, shared ? Arithmetic.SHARED : null);
    }

    /** The valid axes. */
    private static List<SpecAxis> axes(JsonFields fields, @Nullable JsonNode spec, Violations violations) {
        JsonNode array = fields.array("axes");
        if (array == null) {
            if (!fields.has("axes")) {
                fields.missing("axes", Message.of("given.axes", Sweep.MAX_AXES));
            }
            return List.of();
        }
        if (array.isEmpty() || array.size() > Sweep.MAX_AXES) {
            fields.reject("axes", Message.of("sweep.axes", Sweep.MAX_AXES, array.size()));
            return List.of();
        }
        var axes = new ArrayList<SpecAxis>();
        for (int a = 0; a < array.size(); a++) {
            var axis = axis(JsonFields.of(array.get(a), "/axes/" + a, violations), a, spec, axes);
            if (axis != null) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static @Nullable SpecAxis axis(
            JsonFields fields, int number, @Nullable JsonNode spec, List<SpecAxis> before) {
        if (fields.has("seeds")) {
            Integer count = fields.value(SEEDS);
            fields.done(Message.of("thing.seed-axis"));
            if (before.stream().anyMatch(SpecAxis::isAboutSeeds)) {
                fields.reject("seeds", Message.of("sweep.overlap"));
                return null;
            }
            return count == null ? null : SpecAxis.ofSeeds(number, count);
        }
        String text = fields.text("pointer", MAX_POINTER_LENGTH);
        if (text == null && !fields.has("pointer")) {
            fields.missing("pointer", Message.of("given.pointer"));
        }
        SpecAxis axis = null;
        JsonNode values = fields.array("values");
        if (values == null && !fields.has("values")) {
            fields.missing("values", Message.of("given.values"));
        } else if (values != null && values.isEmpty()) {
            fields.reject("values", Message.of("given.values"));
        }
        if (text != null) {
            axis = SpecAxis.ofValues(number, text, values == null ? List.of() : new ArrayList<>(values.values()));
            if (axis == null || (spec != null && !axis.leadsInto(spec))) {
                fields.reject("pointer", Message.of("sweep.pointer"));
                axis = null;
            } else if (before.stream().anyMatch(axis::overlaps)) {
                fields.reject("pointer", Message.of("sweep.overlap"));
                axis = null;
            } else {
                rejectTwice(fields, axis);
            }
        }
        fields.done(Message.of("thing.axis"));
        return axis == null || axis.axis().size() == 0 ? null : axis;
    }

    private static void rejectTwice(JsonFields fields, SpecAxis axis) {
        var seen = new HashSet<JsonNode>();
        for (int i = 0; i < axis.axis().size(); i++) {
            if (!seen.add(axis.axis().value(i))) {
                fields.reject("values", Message.of("sweep.twice", i));
            }
        }
    }

    static boolean isSeed(String pointer) {
        return SEED_POINTERS.contains(pointer);
    }
}
