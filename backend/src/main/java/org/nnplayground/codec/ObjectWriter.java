package org.nnplayground.codec;

import java.util.List;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.ObjectType.Property;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.VariantType.Variant;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.WeightShape;
import tools.jackson.core.JsonGenerator;

/** Writes the parts of one spec by their definitions: every field, in the order of the definition. */
final class ObjectWriter {

    private static final double LARGEST_WHOLE = 1e15; // below it every whole double is written exactly as an integer

    private final JsonGenerator json;
    private final List<PlacedLayer> layers;

    /** @param layers of the spec; they decide which slopes are written, and the shapes of weights */
    ObjectWriter(JsonGenerator json, List<PlacedLayer> layers) {
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
        if (field instanceof Field.Weights weights) {
            writeWeights(weights, (double[][][]) value);
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
            case Field.VariantList<?> list -> {
                json.writeStartArray();
                ((List<?>) value).forEach(element -> writeVariant(list.type(), element));
                json.writeEndArray();
            }
            case Field.Sizes sizes -> {
                json.writeStartArray();
                ((List<?>) value).forEach(size -> write((Number) size));
                json.writeEndArray();
            }
            case Field.Text text -> json.writeString((String) value);
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
            case Field.Weights weights -> throw new IllegalStateException("written above");
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
        if (layers.stream().noneMatch(PlacedLayer::hasSlope)) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (int l = 0; l < layers.size(); l++) {
            if (layers.get(l).hasSlope()) {
                write(slopes[l]);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    /** The weights of the states: null for a layer without state; no field if there is none. */
    private void writeWeights(Field.Weights field, double[][][] weights) {
        if (field.recurrent()
                && layers.stream().allMatch(layer -> layer.weights().states() == 0)) {
            return;
        }
        json.writeArrayPropertyStart(field.name());
        for (int l = 0; l < layers.size(); l++) {
            WeightShape shape = layers.get(l).weights();
            if (field.recurrent() && shape.states() == 0) {
                json.writeNull();
                continue;
            }
            json.writeStartArray();
            for (double[] row : weights[l]) {
                writeNested(row, field.recurrent() ? Shape.of(row.length) : shape.inputs(), 0, 0);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** The numbers of a row from {@code first} on, nested by the dimensions of its shape from {@code dimension} on. */
    private void writeNested(double[] row, Shape shape, int dimension, int first) {
        json.writeStartArray();
        if (dimension == shape.sizes().size() - 1) {
            for (int i = 0; i < shape.get(dimension); i++) {
                write(row[first + i]);
            }
        } else {
            int part =
                    new Shape(shape.sizes().subList(dimension + 1, shape.sizes().size())).count();
            for (int i = 0; i < shape.get(dimension); i++) {
                writeNested(row, shape, dimension + 1, first + i * part);
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
