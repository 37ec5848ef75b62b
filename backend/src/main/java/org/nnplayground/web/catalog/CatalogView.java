package org.nnplayground.web.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AnonymousAccess;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.Mode;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.Padding;
import org.nnplayground.upload.DatasetSettings;
import org.nnplayground.web.events.StreamChoices;
import org.nnplayground.web.jobs.RetentionSettings;
import org.nnplayground.web.request.BodySettings;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.webhook.WebhookSettings;

/**
 * The catalogue as clients see it: every name is a value of the spec's field of that kind.
 *
 * @param version of the server, such as 1.4.0
 * @param features of data in the plane; other data have the columns x1 to xd
 * @param variantDefaults of optimizers, schedules, initializers and pre-trainings: the fields whose default differs
 *     from that in {@code ranges}
 * @param variants of optimizers, schedules, initializers, pre-trainings, layers and models: by the field of the spec
 *     and the type of the variant, its fields but the seed, in the order in which a client shows them
 * @param defaults by task: the spec that says nothing but a generator, with seeds 1
 * @param paces epochs per second by mode, where a job does not say
 * @param sharedShape the spec that the arithmetic shared can train, on any device but a requested gpu
 * @param anonymousModes modes of jobs that may be created without an API key
 */
record CatalogView(
        String version,
        List<String> models,
        List<String> tasks,
        List<String> sources,
        List<GeneratorView> generators,
        List<String> targets,
        List<String> corruptions,
        List<String> scales,
        List<String> curves,
        List<String> features,
        List<String> activations,
        List<String> outputActivations,
        List<String> initializers,
        List<String> layers,
        List<String> cells,
        List<String> paddings,
        List<String> losses,
        List<String> optimizers,
        List<String> schedules,
        List<String> regularizations,
        List<String> shuffles,
        List<String> pretrainings,
        List<String> modes,
        List<String> devices,
        List<String> arithmetics,
        SharedShapeView sharedShape,
        List<String> stepUnits,
        Map<String, RangeView> ranges,
        Map<String, Map<String, Double>> variantDefaults,
        Map<String, Map<String, List<VariantField>>> variants,
        List<PairView> pairs,
        Map<String, TrainingSpec> defaults,
        Map<String, Double> paces,
        List<String> anonymousModes,
        Limits limits,
        JobLimits jobLimits,
        StreamView streams,
        CallerLimits callerLimits,
        ServiceLimits serviceLimits) {

    private static final long SEED = 1;

    /**
     * @param classes the default; null in regression
     * @param columns the default
     * @param shape the default shape of one sample: [columns], [steps, columns] or [height, width, channels]
     * @param labels of one sample, absent for one
     * @param fields of data that only some generators have
     * @param sized true where a spec says how many columns ("dimensions") and classes there are, absent elsewhere
     * @param samples the default
     */
    record GeneratorView(
            String name,
            String task,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer classes,

            int columns,
            List<Integer> shape,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer labels,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean sized,

            List<String> fields,
            int samples) {}

    /**
     * @param exclusive whether the minimum itself is not allowed
     * @param integer whether only whole numbers are
     * @param defaultValue absent if there is none or if it depends on other fields
     */
    record RangeView(
            Number minimum,
            Number maximum,
            boolean exclusive,
            boolean integer,

            @JsonProperty("default") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Number defaultValue) {}

    /** A loss with the tasks and output activations that it goes with. */
    record PairView(String loss, List<String> tasks, List<String> outputActivations) {}

    /**
     * What the arithmetic shared can train.
     *
     * @param parameters weights and biases of a network at most
     * @param units of a layer at most, the output layer included
     * @param features at most
     * @param samples at most, all sets together
     * @param activations of all layers
     */
    record SharedShapeView(
            int parameters,
            int units,
            int features,
            int samples,
            List<String> activations,
            List<String> losses,
            List<String> optimizers) {

        static SharedShapeView of(SpecCatalog catalog, Arithmetic.SharedShape limits) {
            return new SharedShapeView(
                    limits.parameters(),
                    limits.units(),
                    limits.features(),
                    limits.samples(),
                    namesOf(catalog.outputActivations(), limits.activations()),
                    namesOf(catalog.losses(), limits.losses()),
                    Optimizer.definition().choices().names().stream()
                            .filter(limits.optimizers()::contains)
                            .toList());
        }

        private static <E extends Choice> List<String> namesOf(Choices<E> all, Set<E> some) {
            return names(all.available().stream().filter(some::contains).toList());
        }
    }

    /**
     * The largest descriptions of jobs.
     *
     * @param nameCharacters of a name
     * @param labels of one job
     * @param labelNameCharacters of a label's name
     * @param labelValueCharacters of its value
     * @param webhookUrlCharacters of a webhook's address
     */
    record JobLimits(
            int nameCharacters,
            int labels,
            int labelNameCharacters,
            int labelValueCharacters,
            int webhookUrlCharacters) {

        static final JobLimits STANDARD = new JobLimits(
                JobCatalog.MAX_NAME_LENGTH,
                JobCatalog.MAX_LABELS,
                JobCatalog.MAX_LABEL_KEY_LENGTH,
                JobCatalog.MAX_LABEL_VALUE_LENGTH,
                JobCatalog.MAX_URL_LENGTH);
    }

    /**
     * What a stream's query may choose; the range of {@code maxRate} is among {@code ranges}.
     *
     * @param parts of a frame, for {@code include}
     * @param resolutions of the boundary, points per axis
     * @param jobs on one stream at most
     */
    record StreamView(
            List<String> parts, List<String> defaultParts, List<Integer> resolutions, int defaultResolution, int jobs) {

        static final StreamView STANDARD = new StreamView(
                StreamChoices.PARTS,
                List.of(StreamChoices.DEFAULT_PARTS.split(",", -1)),
                StreamChoices.RESOLUTIONS,
                StreamChoices.DEFAULT_RESOLUTION,
                StreamChoices.MAX_JOBS);
    }

    static CatalogView of(
            String version,
            SpecCatalog catalog,
            JobCatalog jobs,
            CallerLimits callers,
            JobSettings settings,
            RetentionSettings retention,
            DatasetSettings datasets,
            WebhookSettings webhooks,
            BodySettings bodies,
            AnonymousAccess anonymous) {
        return new CatalogView(
                version,
                catalog.models().names(),
                catalog.tasks().names(),
                Data.definition(catalog.limits()).choices().names(),
                generatorViews(catalog),
                Choices.of(Data.Target.values()).names(),
                Choices.of(Data.Corruption.Type.values()).names(),
                Choices.of(Scale.values()).names(),
                Choices.of(Generator.Curve.values()).names(),
                catalog.planeFeatures().names(),
                catalog.activations().names(),
                catalog.outputActivations().names(),
                Initializer.definition().choices().names(),
                Layer.definition(catalog.limits()).choices().names(),
                Choices.of(Cell.values()).names(),
                Choices.of(Padding.values()).names(),
                catalog.losses().names(),
                Optimizer.definition().choices().names(),
                Schedule.definition(catalog.limits()).choices().names(),
                Choices.of(Regularization.Type.values()).names(),
                Choices.of(Shuffle.values()).names(),
                Training.Pretraining.definition(catalog.limits()).choices().names(),
                jobs.modes().names(),
                jobs.devices().names(),
                jobs.arithmetics().names(),
                SharedShapeView.of(catalog, Arithmetic.SharedShape.LIMITS),
                jobs.stepUnits().names(),
                CatalogRanges.of(catalog, jobs),
                CatalogRanges.variantDefaults(catalog),
                VariantField.of(catalog),
                pairs(catalog),
                defaults(catalog),
                paces(jobs),
                names(anonymous.modes()),
                catalog.limits(),
                JobLimits.STANDARD,
                StreamView.STANDARD,
                callers,
                ServiceLimits.of(settings, retention, datasets, webhooks, bodies));
    }

    private static List<GeneratorView> generatorViews(SpecCatalog catalog) {
        var specs = new DefaultSpec(catalog);
        return Stream.of(Generator.values())
                .map(generator -> generatorView(
                        generator, (Data.Generated) specs.of(generator, SEED).data()))
                .toList();
    }

    private static GeneratorView generatorView(Generator generator, Data.Generated data) {
        return new GeneratorView(
                generator.wireName(),
                generator.task().wireName(),
                generator.task() == Task.REGRESSION ? null : data.classes(),
                data.columns(),
                data.shape().sizes(),
                data.labels() == 1 ? null : data.labels(),
                generator.isSized() ? true : null,
                generator.fields(),
                data.samples());
    }

    private static List<PairView> pairs(SpecCatalog catalog) {
        return catalog.losses().available().stream()
                .map(loss -> new PairView(
                        loss.wireName(), names(catalog.tasks(loss)), names(catalog.outputActivations(loss))))
                .toList();
    }

    private static List<String> names(List<? extends Choice> choices) {
        return choices.stream().map(Choice::wireName).toList();
    }

    private static Map<String, TrainingSpec> defaults(SpecCatalog catalog) {
        var specs = new DefaultSpec(catalog);
        var defaults = new LinkedHashMap<String, TrainingSpec>();
        for (Task task : catalog.tasks().available()) {
            defaults.put(task.wireName(), specs.of(specs.generator(task), SEED));
        }
        return defaults;
    }

    private static Map<String, Double> paces(JobCatalog jobs) {
        var paces = new LinkedHashMap<String, Double>();
        for (Mode mode : jobs.modes().available()) {
            paces.put(mode.wireName(), jobs.defaultPace(mode));
        }
        return paces;
    }
}
