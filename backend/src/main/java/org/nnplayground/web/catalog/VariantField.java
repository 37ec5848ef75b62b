package org.nnplayground.web.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Quantity;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.catalog.CatalogView.RangeView;

/**
 * A field of one variant, from which a client builds a control.
 *
 * @param range of a number, with the default of this variant; a field without one is a switch that is off by default
 * @param needs name of the field that must be above 0 for this one to be set; absent where it needs none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VariantField(
        String name, @Nullable RangeView range, @Nullable String needs) {

    /** By the field of the spec, then by the type of the variant. Left out: types, seeds and explicit parameters. */
    static Map<String, Map<String, List<VariantField>>> of(SpecCatalog catalog) {
        var variants = new LinkedHashMap<String, Map<String, List<VariantField>>>();
        variants.put("optimizer", fields(catalog.optimizers(), type -> optimizer(type, catalog)));
        variants.put("schedule", fields(catalog.schedules(), type -> schedule(type, catalog)));
        variants.put("initializer", fields(catalog.initializers(), type -> initializer(type, catalog)));
        return variants;
    }

    private static List<VariantField> optimizer(Optimizer.Type type, SpecCatalog catalog) {
        VariantField learningRate = number(catalog.learningRate(type));
        VariantField beta1 = number(catalog.beta1());
        VariantField beta2 = number(catalog.beta2());
        return switch (type) {
            case SGD ->
                List.of(learningRate, number(catalog.momentum()), new VariantField("nesterov", null, "momentum"));
            case ADAGRAD -> List.of(learningRate);
            case RMSPROP -> List.of(learningRate, number(catalog.decay()));
            case ADAM, ADAMW -> List.of(learningRate, beta1, beta2, number(catalog.weightDecay(type)));
        };
    }

    private static List<VariantField> schedule(Schedule.Type type, SpecCatalog catalog) {
        VariantField warmup = number(catalog.warmupEpochs());
        VariantField factor = number(catalog.factor(type));
        return switch (type) {
            case CONSTANT -> List.of(warmup);
            case STEP -> List.of(number(catalog.every()), factor, warmup);
            case EXPONENTIAL -> List.of(factor, warmup);
            case COSINE -> List.of(number(catalog.cosineEpochs()), number(catalog.minimum()), warmup);
            case PLATEAU -> List.of(number(catalog.patience()), factor, warmup);
        };
    }

    private static List<VariantField> initializer(Initializer.Type type, SpecCatalog catalog) {
        Quantity bias = catalog.initializerBias();
        return switch (type) {
            case UNIFORM -> List.of(number(catalog.initializerRange()), number(bias));
            case NORMAL -> List.of(number(catalog.standardDeviation()), number(bias.withStandard(0)));
            case CONSTANT -> List.of(number(catalog.initializerValue()));
            case XAVIER, HE, LECUN, ZEROS, EXPLICIT -> List.of();
        };
    }

    private static VariantField number(Quantity quantity) {
        return new VariantField(quantity.name(), CatalogView.range(quantity), null);
    }

    private static <T extends Choice> Map<String, List<VariantField>> fields(
            Choices<T> types, Function<T, List<VariantField>> fields) {
        var byType = new LinkedHashMap<String, List<VariantField>>();
        for (T type : types.available()) {
            byType.put(type.wireName(), fields.apply(type));
        }
        return byType;
    }
}
