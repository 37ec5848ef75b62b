package org.nnplayground.codec;

import java.util.List;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Network.Layer;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.ObjectType.Property;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.VariantType.Variant;
import tools.jackson.core.JsonGenerator;

/** Writes the parts of one spec by their definitions: every field, in the order of the definition. */
final class ObjectWriter {

    private static final double LARGEST_WHOLE = 1e15; // below it every whole double is written exactly as an integer

    private final JsonGenerator json;
    private final List<Layer> layers;

    /** @param layers of the spec; they decide which slopes are written */
    ObjectWriter(JsonGenerator json, List<Layer> layers) {
        this.json = json;
        this.layers = layers;
    }

    <T> void write(ObjectType<T> type, T object) {
        json.writeStartObject();
        writeFields(type, object);
        json.writeEndObject();
    }

    private <T> void writeFields(ObjectType<T> type, T object) {
        for (Property<T, ?> property : type.properties()) {
            if (property.present().test(object)) {
                write(property.field(), property.getter().apply(object));
            }
        }
    }

    /** @param value of the type that the field has */
    private void write(Field<?> field, Object value) {
        if (field instanceof Field.Slopes) {
            writeSlopes(field.name(), (double[]) value);
            return;
        }
        json.writeName(field.name());
        switch (field) {
            case NumberField<?> number -> write((Number) value);
            case Field.Seed seed -> write((Number) value);
            case Field.Flag flag -> json.writeBoolean((Boolean) value);
            case Field.OneOf<?> choice -> json.writeString(((Choice) value).wireName());
            case Field.Nested<?> nested -> writeUnchecked(nested.type(), value);
            case Field.Variants<?> variants -> writeVariant(variants.type(), value);
            case Field.ObjectList<?> list -> {
                json.writeStartArray();
                ((List<?>) value).forEach(element -> writeUnchecked(list.type(), element));
                json.writeEndArray();
            }
            case Field.TextList list -> {
                json.writeStartArray();
                ((List<?>) value).forEach(element -> json.writeString((String) element));
                json.writeEndArray();
            }
            case Field.NumberArray<?> array -> writeArray(value);
            case Field.Target target -> {
                var numbers = (double[]) value;
                if (numbers.length == 1) {
                    write(numbers[0]);
                } else {
                    writeArray(numbers);
                }
            }
            case Field.Slopes slopes -> throw new IllegalStateException("written above");
        }
    }

    @SuppressWarnings("unchecked") // the definition's getter has returned the object
    private <T> void writeUnchecked(ObjectType<T> type, Object object) {
        write(type, (T) object);
    }

    @SuppressWarnings("unchecked")
    private <V> void writeVariant(VariantType<V> type, Object value) {
        Variant<V> variant = type.variantOf((V) value);
        json.writeStartObject();
        json.writeStringProperty(type.discriminator(), variant.wireName());
        writeFieldsUnchecked(variant.type(), value);
        json.writeEndObject();
    }

    @SuppressWarnings("unchecked")
    private <T> void writeFieldsUnchecked(ObjectType<T> type, Object object) {
        writeFields(type, (T) object);
    }

    /** Null where the activation has no slope; no field if none has one. */
    private void writeSlopes(String name, double[] slopes) {
        if (layers.stream().noneMatch(layer -> layer.activation().hasSlope())) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (int l = 0; l < layers.size(); l++) {
            if (layers.get(l).activation().hasSlope()) {
                write(slopes[l]);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    /** @param array {@code double[]}, or an array of such arrays */
    private void writeArray(Object array) {
        json.writeStartArray();
        if (array instanceof double[] numbers) {
            for (double number : numbers) {
                write(number);
            }
        } else {
            for (Object row : (Object[]) array) {
                writeArray(row);
            }
        }
        json.writeEndArray();
    }

    private void write(Number number) {
        if (number instanceof Double value) {
            write((double) value);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    /** Whole numbers without ".0"; a negative zero keeps its sign. */
    private void write(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        if (whole && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
