package org.nnplayground.codec;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.NumberField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** Describes single JSON values in words, and checks numbers and rows of numbers against their range. */
public final class JsonValues {

    /** Whether a text may be a name or a label: it has no control character, so no line break and no NUL. */
    public static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether a text can be encoded in UTF-8: it has no unpaired surrogate. */
    public static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static final int SHOWN = 40;
    private static final double NO_FRACTIONS = 0x1p52; // every double from this value on is an integer

    private JsonValues() {}

    /** "was 0", "was a string": the value where it is a number, its kind otherwise. */
    public static Message was(@Nullable JsonNode node) {
        return switch (node == null ? JsonNodeType.NULL : node.getNodeType()) {
            case ARRAY -> Message.of("was.array");
            case OBJECT -> Message.of("was.object");
            case STRING -> Message.of("was.string");
            case BOOLEAN -> Message.of("was.boolean");
            case NUMBER -> wasNumber(Objects.requireNonNull(node));
            case NULL, MISSING -> Message.of("was.null");
            case BINARY, POJO -> Message.of("was.other");
        };
    }

    private static Message wasNumber(JsonNode node) {
        double value = node.numberValue().doubleValue();
        return Double.isInfinite(value) ? Message.of("was.huge") : Message.of("was", shortened(numberText(node)));
    }

    /** The number without an exponent: 1000000000, not 1.0E9. */
    private static String numberText(JsonNode node) {
        double value = node.numberValue().doubleValue();
        boolean readable = value == 0 || (Math.abs(value) > 1e-7 && Math.abs(value) < 1e16);
        return node.isIntegralNumber() || !readable
                ? node.asString()
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    public static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /**
     * One reference token of a JSON pointer (RFC 6901). It is not shortened, so that the pointer stays valid; the
     * length of names in a body is limited.
     */
    public static String token(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** What is wrong with the value; null if it is a number in the range. */
    public static @Nullable Message violation(JsonNode node, NumberField<?> field) {
        if (!node.isNumber()) {
            return Message.of(field.whole() ? "must.whole" : "must.number", was(node));
        }
        // JSON has one kind of number: 1e1 and 10.0 are whole. BigInteger's doubleValue() is infinite beyond 1e308.
        double value = node.numberValue().doubleValue();
        if (!field.contains(value)) {
            return Message.of("and", field.requirement(), was(node));
        }
        if (field.whole() && value != Math.rint(value)) {
            return Message.of("must.whole", was(node));
        }
        if (field.whole() && !node.isIntegralNumber() && Math.abs(value) >= NO_FRACTIONS) {
            return Message.of(
                    "must.whole-digits",
                    was(node)); // a fractional part would have been lost in the conversion to double
        }
        return null;
    }

    /**
     * A row of numbers.
     *
     * @param pointer of the row
     * @param length required number of elements, -1 for any number
     * @param like explains the required length; appended to the error message
     * @return the numbers; empty after a violation
     */
    public static double[] row(
            JsonNode node, String pointer, NumberField<?> field, int length, Message like, Violations violations) {
        if (!node.isArray()) {
            violations.add(pointer, Message.of("must.array-of-numbers", was(node)));
            return new double[0];
        }
        if (length >= 0 && node.size() != length) {
            violations.add(pointer, Message.of("row.length", count(length, "number"), like, node.size()));
            return new double[0];
        }
        long before = violations.count();
        var row = new double[node.size()];
        for (int i = 0; i < row.length; i++) {
            JsonNode element = node.get(i);
            Message violation = violation(element, field);
            if (violation == null) {
                row[i] = element.doubleValue();
            } else {
                violations.add(pointer + "/" + i, violation);
            }
        }
        return violations.count() == before ? row : new double[0];
    }

    /** "1 row", "3 rows". */
    public static Message count(long count, String noun) {
        return Message.of((count == 1 ? "one." : "many.") + noun, count);
    }
}
