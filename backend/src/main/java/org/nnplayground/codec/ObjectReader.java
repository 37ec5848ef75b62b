package org.nnplayground.codec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.ObjectType.Property;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.VariantType.Variant;

/**
 * Reads one JSON object by its definition. {@link #finish} reads every field in the order of the definition. A caller
 * with rules for a field reads or sets this field before, with a default that depends on other fields.
 */
final class ObjectReader<T> {

    private final JsonFields json;
    private final ObjectType<T> type;
    private final LongSupplier seeds;
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    /** @param seeds draws the seeds that are not given */
    ObjectReader(JsonFields json, ObjectType<T> type, LongSupplier seeds) {
        this.json = json;
        this.type = type;
        this.seeds = seeds;
    }

    /** The variant that the object names, or the default one; null after a violation. */
    static <V> @Nullable Variant<V> variant(JsonFields json, VariantType<V> type) {
        String name = type.defaultName();
        return name == null
                ? json.choice(type.discriminator(), type.choices())
                : json.choice(type.discriminator(), type.choices(), type.variant(name));
    }

    /** A reader of a variant's fields. It reads those that all variants have first. */
    static <V> ObjectReader<? extends V> of(
            JsonFields json, VariantType<V> type, Variant<V> variant, LongSupplier seeds) {
        var reader = new ObjectReader<>(json, variant.type(), seeds);
        variant.type().properties().stream()
                .map(Property::name)
                .filter(type.sharedFields()::contains)
                .forEach(reader::read);
        return reader;
    }

    /** A field's value; null after a violation. */
    @Nullable
    Object read(String name) {
        return read(name, null);
    }

    /**
     * A field's value; null after a violation.
     *
     * @param defaultValue for a default that depends on other fields; null for the one of the definition
     */
    @Nullable
    Object read(String name, @Nullable Object defaultValue) {
        Object value = value(type.field(name), defaultValue);
        set(name, value);
        return value;
    }

    /**
     * Sets a field that the caller has read, or that the object must not have.
     *
     * @param value null after a violation
     */
    void set(String name, @Nullable Object value) {
        read.add(name);
        if (value != null) {
            values.put(name, value);
        }
    }

    /**
     * Sets a field that the object must not have to a default.
     *
     * @param defaultValue null for the one of the definition
     */
    void setDefault(String name, @Nullable Object defaultValue) {
        set(name, defaultValue == null ? type.defaultOf(name) : defaultValue);
    }

    /** Reads every field that has been neither read nor set, and rejects fields that are not in the definition. */
    void readRest(Object label) {
        for (Property<T, ?> property : type.properties()) {
            if (!read.contains(property.name())) {
                read(property.name());
            }
        }
        json.done(label);
    }

    /** The object, null if a value is missing. Other violations are in the request's {@link Violations}. */
    @Nullable
    T create() {
        return values.size() == type.properties().size() ? type.create(values) : null;
    }

    /** {@link #readRest}, then {@link #create}. */
    @Nullable
    T finish() {
        readRest(type.label());
        return create();
    }

    private @Nullable Object value(Field<?> field, @Nullable Object defaultValue) {
        return switch (field) {
            case NumberField<?> number -> number(number, defaultValue);
            case Field.Flag flag -> flag(flag);
            case Field.Seed seed -> json.value(seed.number().withDefault(seeds.getAsLong()));
            case Field.OneOf<?> choice -> choice(choice, defaultValue);
            case Field.Nested<?> nested ->
                new ObjectReader<>(json.object(nested.name()), nested.type(), seeds).finish();
            case Field.Variants<?> variants -> variant(json.object(variants.name()), variants.type(), seeds);
            case Field.ObjectList<?> list -> throw arrayOf(list);
            case Field.VariantList<?> list -> throw arrayOf(list);
            case Field.Sizes sizes -> json.sizes(sizes);
            case Field.Text text -> json.text(text.name(), text.longest());
            case Field.TextList list -> throw arrayOf(list);
            case Field.NumberArray<?> array -> throw arrayOf(array);
            case Field.Weights weights -> throw arrayOf(weights);
            case Field.Slopes slopes -> throw arrayOf(slopes);
            case Field.Target target -> throw arrayOf(target);
        };
    }

    /** The error for an array field. Its length depends on other fields, so the caller must read it. */
    private IllegalStateException arrayOf(Field<?> field) {
        return new IllegalStateException("the caller must read the field " + field.name() + " of " + type.name());
    }

    private <N extends Number> @Nullable N number(NumberField<N> field, @Nullable Object defaultValue) {
        return json.value(defaultValue instanceof Number given ? field.withDefault(given.doubleValue()) : field);
    }

    private @Nullable Boolean flag(Field.Flag field) {
        Boolean value = json.flag(field);
        if (value != null && value && field.needs() != null && isZero(values.get(field.needs()))) {
            json.reject(field.name(), Message.of("flag.needs", field.needs()));
        }
        return value;
    }

    private static boolean isZero(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() == 0;
    }

    @SuppressWarnings("unchecked") // a default is a value of the field
    private <E extends Choice> @Nullable E choice(Field.OneOf<E> field, @Nullable Object defaultValue) {
        E value = defaultValue == null ? field.defaultValue() : (E) defaultValue;
        return value == null
                ? json.choice(field.name(), field.choices())
                : json.choice(field.name(), field.choices(), value);
    }

    private static <V> @Nullable V variant(JsonFields json, VariantType<V> type, LongSupplier seeds) {
        Variant<V> variant = variant(json, type);
        return variant == null ? null : of(json, type, variant, seeds).finish(); // the variant decides on other fields
    }
}
