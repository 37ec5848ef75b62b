package org.nnplayground.web.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.model.Model;
import org.nnplayground.spec.model.Rbm;
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
        variants.put("optimizer", fields(Optimizer.definition()));
        variants.put("schedule", fields(Schedule.definition(catalog.limits())));
        variants.put("initializer", fields(Initializer.definition()));
        variants.put("pretraining", fields(Training.Pretraining.definition(catalog.limits())));
        variants.put("layer", fields(Layer.definition(catalog.limits())));
        var models = new LinkedHashMap<String, List<VariantField>>();
        models.put(Model.NETWORK.wireName(), List.of());
        models.put(Model.RBM.wireName(), fields(Rbm.definition(catalog.limits())));
        variants.put("model", models);
        return variants;
    }

    private static <V> Map<String, List<VariantField>> fields(VariantType<V> type) {
        var byType = new LinkedHashMap<String, List<VariantField>>();
        type.variants().forEach(variant -> byType.put(variant.wireName(), fields(variant.type())));
        return byType;
    }

    private static List<VariantField> fields(ObjectType<?> type) {
        var fields = new ArrayList<VariantField>();
        for (ObjectType.Property<?, ?> property : type.properties()) {
            switch (property.field()) {
                case NumberField<?> number ->
                    fields.add(new VariantField(number.name(), CatalogRanges.range(number), null));
                case Field.Flag flag -> fields.add(new VariantField(flag.name(), null, flag.needs()));
                case Field.Seed seed -> {}
                case Field.OneOf<?> choice -> {}
                case Field.Nested<?> nested -> {}
                case Field.Variants<?> variants -> {}
                case Field.ObjectList<?> list -> {}
                case Field.VariantList<?> list -> {}
                case Field.Sizes sizes ->
                    fields.add(new VariantField(sizes.name(), CatalogRanges.range(sizes.size()), null));
                case Field.Weights weights -> {}
                case Field.Text text -> {}
                case Field.TextList list -> {}
                case Field.NumberArray<?> array -> {}
                case Field.Slopes slopes -> {}
                case Field.Target target -> {}
            }
        }
        return fields;
    }
}
