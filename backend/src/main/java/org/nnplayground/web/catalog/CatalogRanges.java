package org.nnplayground.web.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.ObjectType.Property;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.VariantType.Variant;
import org.nnplayground.web.catalog.CatalogView.RangeView;
import org.nnplayground.web.events.StreamChoices;
import org.nnplayground.web.jobs.HistoryQuery;
import org.nnplayground.web.jobs.JobController;
import org.nnplayground.web.request.BoundaryQuery;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.RequestValues;

/** The ranges and defaults of all number fields, collected from the definition of a spec. */
final class CatalogRanges {

    private final Map<String, RangeView> ranges = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> variantDefaults = new TreeMap<>();

    private CatalogRanges(SpecCatalog catalog) {
        add(catalog.definition());
    }

    /** By published name. Of several fields with one published name, the range is that of the first. */
    static Map<String, RangeView> of(SpecCatalog catalog, JobCatalog jobs) {
        var all = new CatalogRanges(catalog);
        List.of(jobs.epochs(), jobs.targetTestLoss(), jobs.patience(), jobs.maxSeconds(), jobs.epochsPerSecond())
                .forEach(all::add);
        all.add(jobs.stepCount());
        all.add(
                "boundaryResolution",
                BoundaryQuery.MIN_RESOLUTION,
                BoundaryQuery.MAX_RESOLUTION,
                BoundaryQuery.DEFAULT_RESOLUTION);
        all.add("maxRate", StreamChoices.MIN_RATE, StreamChoices.MAX_RATE, StreamChoices.DEFAULT_RATE);
        all.add("listLimit", RequestValues.MIN_COUNT, JobController.MAX_PAGE_SIZE, JobController.DEFAULT_PAGE_SIZE);
        all.add("historyLimit", RequestValues.MIN_COUNT, HistoryQuery.MAX_LIMIT, HistoryQuery.DEFAULT_LIMIT);
        return all.ranges;
    }

    /**
     * The defaults that differ from the published range's, by variant and field. A field that all variants have is
     * listed for each of them as soon as one of them differs.
     */
    static Map<String, Map<String, Double>> variantDefaults(SpecCatalog catalog) {
        return new CatalogRanges(catalog).variantDefaults;
    }

    private void add(ObjectType<?> type) {
        type.properties().forEach(property -> add(property.field()));
    }

    private void add(Field<?> field) {
        switch (field) {
            case NumberField<?> number -> ranges.putIfAbsent(number.publishedName(), range(number));
            case Field.Seed seed -> add(seed.number());
            case Field.Nested<?> nested -> add(nested.type());
            case Field.Variants<?> variants -> add(variants.type());
            case Field.ObjectList<?> list -> add(list.type());
            case Field.VariantList<?> list -> add(list.type());
            case Field.Sizes sizes -> add(sizes.size());
            case Field.NumberArray<?> array -> add(array.element());
            case Field.Weights weights -> add(SpecCatalog.VALUE);
            case Field.Target target -> {
                add(target.label());
                add(target.value());
            }
            case Field.Flag flag -> {}
            case Field.OneOf<?> choice -> {}
            case Field.Text text -> {}
            case Field.TextList list -> {}
            case Field.Slopes slopes -> {}
        }
    }

    private <V> void add(VariantType<V> type) {
        type.variants().forEach(variant -> add(variant.type()));
        Set<String> differing = new LinkedHashSet<>();
        for (Variant<V> variant : type.variants()) {
            numbers(variant).stream()
                    .filter(this::differs)
                    .map(NumberField::name)
                    .forEach(differing::add);
        }
        for (Variant<V> variant : type.variants()) {
            for (NumberField<?> number : numbers(variant)) {
                boolean shared = type.sharedFields().contains(number.name());
                Double defaultValue = number.defaultValue();
                if (defaultValue != null && (shared ? differing.contains(number.name()) : differs(number))) {
                    variantDefaults
                            .computeIfAbsent(variant.wireName(), name -> new TreeMap<>())
                            .put(number.name(), defaultValue);
                }
            }
        }
    }

    private static List<NumberField<?>> numbers(Variant<?> variant) {
        return variant.type().properties().stream()
                .map(Property::field)
                .<NumberField<?>>mapMulti((field, numbers) -> {
                    if (field instanceof NumberField<?> number) {
                        numbers.accept(number);
                    }
                })
                .toList();
    }

    private boolean differs(NumberField<?> number) {
        return !range(number).equals(ranges.get(number.publishedName()));
    }

    private void add(String name, int minimum, int maximum, int defaultValue) {
        ranges.put(name, new RangeView(minimum, maximum, false, true, defaultValue));
    }

    static RangeView range(NumberField<?> number) {
        return new RangeView(
                plain(number.minimum()),
                plain(number.maximum()),
                number.exclusive(),
                number.whole(),
                plainOrNull(number.defaultValue()));
    }

    private static @Nullable Number plainOrNull(@Nullable Double value) {
        return value == null ? null : plain(value);
    }

    /** Whole numbers without ".0". */
    private static Number plain(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return value;
    }
}
