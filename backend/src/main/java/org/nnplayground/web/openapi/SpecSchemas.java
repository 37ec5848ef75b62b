package org.nnplayground.web.openapi;

import static org.nnplayground.web.openapi.Schemas.bool;
import static org.nnplayground.web.openapi.Schemas.closedObject;
import static org.nnplayground.web.openapi.Schemas.described;
import static org.nnplayground.web.openapi.Schemas.extensible;
import static org.nnplayground.web.openapi.Schemas.names;
import static org.nnplayground.web.openapi.Schemas.number;
import static org.nnplayground.web.openapi.Schemas.numberOrAbsent;
import static org.nnplayground.web.openapi.Schemas.object;
import static org.nnplayground.web.openapi.Schemas.of;
import static org.nnplayground.web.openapi.Schemas.reference;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.ObjectType.Property;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.VariantType.Variant;

/**
 * The schemas of a spec, derived from its definition: {@code TrainingSpec} as a client may send it, where most fields
 * have a default, and {@code CompleteTrainingSpec} as the server returns it, with every field. The second one is open:
 * a later version of the server may return more fields and other choices.
 */
@SuppressWarnings("rawtypes")
final class SpecSchemas {

    private final boolean complete;
    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    private SpecSchemas(boolean complete) {
        this.complete = complete;
    }

    /** Component schemas by name. */
    static Map<String, Schema> all(SpecCatalog catalog) {
        var schemas = new LinkedHashMap<String, Schema>();
        schemas.putAll(build(catalog, false, "What to train. What is left out takes its default; seeds are drawn."));
        schemas.putAll(build(catalog, true, "What a job trains, complete."));
        return schemas;
    }

    private static Map<String, Schema> build(SpecCatalog catalog, boolean complete, String description) {
        var builder = new SpecSchemas(complete);
        builder.add("TrainingSpec", Map.of(), catalog.definition()).description(description);
        return builder.schemas;
    }

    /**
     * Adds the component of an object.
     *
     * @param discriminator the field that names the variant, if the object is one
     */
    private Schema add(String name, Map<String, Schema> discriminator, ObjectType<?> type) {
        var fields = new LinkedHashMap<>(discriminator);
        var required = new HashSet<>(discriminator.keySet());
        for (Property<?, ?> property : type.properties()) {
            Field<?> field = property.field();
            // Generated clients send the defaults: that of "classes" would go with any generator.
            Schema schema = schema(field, !complete && !property.optional());
            fields.put(field.name(), described(schema, field.description()));
            if (complete ? !isOptional(property) : field.required()) {
                required.add(field.name());
            }
        }
        Schema schema = complete ? object(fields, required) : closedObject(fields, required);
        schemas.put(component(name), schema);
        return schema;
    }

    /** Whether even a complete spec may lack the field. */
    private static boolean isOptional(Property<?, ?> property) {
        return property.optional()
                || property.field() instanceof Field.Slopes
                || (property.field() instanceof Field.Weights weights && weights.recurrent());
    }

    private String component(String name) {
        return complete ? "Complete" + name : name;
    }

    private Schema schema(Field<?> field, boolean withDefault) {
        return switch (field) {
            case NumberField<?> number -> withDefault ? number(number) : numberOrAbsent(number);
            case Field.Seed seed -> number(seed.number());
            case Field.Flag flag -> withDefault ? bool(flag.defaultValue()) : of("boolean");
            case Field.OneOf<?> choice -> choice(choice, withDefault);
            case Field.Nested<?> nested -> component(nested.type());
            case Field.Variants<?> variants -> component(variants.type());
            case Field.ObjectList<?> list -> Schemas.array(component(list.type()), list.least(), list.most());
            case Field.VariantList<?> list -> Schemas.array(component(list.type()), list.least(), list.most());
            // A number or an array of numbers, as Target.
            case Field.Sizes sizes when sizes.orOne() && !complete -> new JsonSchema();
            case Field.Sizes sizes -> Schemas.array(numberOrAbsent(sizes.size()), sizes.least(), sizes.most());
            case Field.Text text -> of("string").maxLength(text.longest());
            // Without "uniqueItems": the axios client would make a Set of it, and send that as {}.
            case Field.TextList list -> Schemas.array(of("string"), 1, list.most());
            case Field.NumberArray<?> array -> array(array);
            case Field.Weights weights
            when weights.recurrent() ->
                Schemas.array(nullable(Schemas.array(Schemas.array(number(SpecCatalog.VALUE)))));
            case Field.Weights weights -> Schemas.array(reference(JobSchemas.LAYER_WEIGHTS));
            case Field.Slopes slopes ->
                Schemas.array(new JsonSchema().types(new LinkedHashSet<>(List.of("number", "null"))));
            // A number or an array of numbers. Not as "oneOf": generated Java clients of such a field do not compile.
            case Field.Target _ -> new JsonSchema();
        };
    }

    private static Schema nullable(Schema array) {
        array.setTypes(new LinkedHashSet<>(List.of("array", "null")));
        return array;
    }

    private Schema choice(Field.OneOf<?> field, boolean withDefault) {
        if (complete) {
            return extensible(field.choices().names());
        }
        @Nullable Choice defaultValue = withDefault ? field.defaultValue() : null;
        return defaultValue == null
                ? Schemas.choice(field.choices())
                : Schemas.choice(field.choices(), defaultValue.wireName());
    }

    private static Schema array(Field.NumberArray<?> field) {
        Schema items = number(field.element());
        for (int dimension = 1; dimension < field.rank(); dimension++) {
            items = Schemas.array(items);
        }
        return field.most() == 0 ? Schemas.array(items) : Schemas.array(items, 1, field.most());
    }

    private Schema component(ObjectType<?> type) {
        add(type.name(), Map.of(), type);
        return reference(component(type.name()));
    }

    private <V> Schema component(VariantType<V> type) {
        var components = new LinkedHashMap<String, String>();
        for (Variant<V> variant : type.variants()) {
            String name = type.schemaName(variant);
            add(name, Map.of(type.discriminator(), names(List.of(variant.wireName()))), variant.type());
            components.put(variant.wireName(), component(name));
        }
        schemas.put(component(type.name()), Schemas.variants(type.discriminator(), components));
        return reference(component(type.name()));
    }
}
