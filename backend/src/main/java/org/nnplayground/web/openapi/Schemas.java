package org.nnplayground.web.openapi;

import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.NumberField;

/** Words to build JSON schemas (2020-12, as in OpenAPI 3.1) with. */
@SuppressWarnings("rawtypes") // as Swagger's own API has it
final class Schemas {

    static final String ADDRESS = "#/components/schemas/";

    private Schemas() {}

    static Schema of(String type) {
        return new JsonSchema().types(Set.of(type));
    }

    static Schema reference(String name) {
        return new JsonSchema().$ref(ADDRESS + name);
    }

    /** A number of double precision. Without the format, some generated clients would read it as float32. */
    static Schema real() {
        return of("number").format("double");
    }

    /** An object in a request: other fields are errors. */
    static Schema closedObject(Map<String, Schema> properties, Set<String> required) {
        Schema object = object(properties, required);
        object.setAdditionalProperties(false);
        return object;
    }

    /** An object in a response: a later version of the server may add fields. */
    static Schema object(Map<String, Schema> properties, Set<String> required) {
        Schema object = of("object");
        properties.forEach((name, schema) -> object.addProperty(name, schema));
        object.setRequired(
                properties.keySet().stream().filter(required::contains).toList());
        return object;
    }

    static Schema array(Schema items) {
        return of("array").items(items);
    }

    static Schema array(Schema items, int least, int most) {
        return array(items).minItems(least).maxItems(most);
    }

    static Schema number(NumberField<?> field) {
        Schema schema = numberOrAbsent(field);
        Double defaultValue = field.defaultValue();
        if (defaultValue != null) {
            setDefault(schema, exact(defaultValue));
        }
        return schema;
    }

    /** The same without the default. */
    static Schema numberOrAbsent(NumberField<?> field) {
        Schema schema =
                field.whole() ? of("integer").format(field.maximum() > Integer.MAX_VALUE ? "int64" : "int32") : real();
        if (field.exclusive()) {
            schema.setExclusiveMinimumValue(exact(field.minimum()));
        } else {
            schema.setMinimum(exact(field.minimum()));
        }
        schema.setMaximum(exact(field.maximum()));
        return described(schema, field.description());
    }

    /** With a description, unless it is empty. */
    static Schema described(Schema schema, String description) {
        return description.isEmpty() ? schema : schema.description(description);
    }

    static Schema choice(Choices<?> choices) {
        return names(choices.names());
    }

    static Schema choice(Choices<?> choices, String defaultValue) {
        Schema schema = choice(choices);
        setDefault(schema, defaultValue);
        return schema;
    }

    @SuppressWarnings("unchecked")
    static Schema names(List<String> names) {
        Schema schema = of("string");
        schema.setEnum(names);
        return schema;
    }

    /**
     * A text in a response that has one of these values. Not an {@code enum}: a later version of the server may add
     * values, which a generated client would refuse.
     */
    static Schema extensible(List<String> names) {
        Schema schema = of("string");
        schema.addExtension("x-extensible-enum", names);
        return schema;
    }

    static Schema bool(boolean defaultValue) {
        Schema schema = of("boolean");
        setDefault(schema, defaultValue);
        return schema;
    }

    static Schema text(int longest) {
        return of("string").maxLength(longest);
    }

    /** One of several objects, told apart by the value of a field. */
    static Schema variants(String field, Map<String, String> schemaByValue) {
        var discriminator = new Discriminator().propertyName(field);
        Schema variants = new JsonSchema().discriminator(discriminator);
        new LinkedHashSet<>(schemaByValue.values()).forEach(name -> variants.addOneOfItem(reference(name)));
        schemaByValue.forEach((value, name) -> discriminator.mapping(value, ADDRESS + name));
        return variants;
    }

    @SuppressWarnings("unchecked")
    private static void setDefault(Schema schema, Object value) {
        schema.setDefault(value);
    }

    private static BigDecimal exact(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
