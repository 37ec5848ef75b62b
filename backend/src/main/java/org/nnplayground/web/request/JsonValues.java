package org.nnplayground.web.request;

import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Quantity;
import tools.jackson.databind.JsonNode;

/** Single JSON values: what they are in words, and numbers and rows of numbers held against their range. */
final class JsonValues {

    private static final int SHOWN = 40;

    private JsonValues() {}

    /** "was 0", "was a string": the value where it is a number, its kind otherwise. */
    static String was(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "was null";
        }
        if (node.isNumber()) {
            return "was " + shortened(numberText(node));
        }
        return "was " + kind(node);
    }

    private static String numberText(JsonNode node) {
        double value = node.numberValue().doubleValue();
        if (Double.isInfinite(value)) {
            return "far too large a number";
        }
        return node.asString();
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case NULL, MISSING -> "null";
            case BINARY, POJO -> "something else";
        };
    }

    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** One reference token of a JSON pointer (RFC 6901). */
    static String token(String name) {
        return shortened(name).replace("~", "~0").replace("/", "~1");
    }

    /** What is wrong with the value; null if it is a number in the range. */
    static @Nullable String fault(JsonNode node, Quantity quantity) {
        if (!node.isNumber()) {
            return "must be a " + (quantity.whole() ? "whole " : "") + "number, " + was(node);
        }
        // JSON has one kind of number: 1e1 and 10.0 are whole. BigInteger's doubleValue() is infinite beyond 1e308.
        double value = node.numberValue().doubleValue();
        if (!quantity.contains(value)) {
            return quantity.requirement() + ", " + was(node);
        }
        if (quantity.whole() && value != Math.rint(value)) {
            return "must be a whole number, " + was(node);
        }
        return null;
    }

    /**
     * A row of numbers.
     *
     * @param pointer of the row
     * @param length how many it must have, or -1
     * @param like what the length is of, for the fault: "for 3 units"
     * @return the numbers; empty if there was a fault
     */
    static double[] row(JsonNode node, String pointer, Quantity quantity, int length, String like, Faults faults) {
        if (!node.isArray()) {
            faults.add(pointer, "must be an array of numbers, " + was(node));
            return new double[0];
        }
        if (length >= 0 && node.size() != length) {
            faults.add(pointer, "must have " + count(length, "number") + like + ", had " + node.size());
            return new double[0];
        }
        long before = faults.count();
        var row = new double[node.size()];
        for (int i = 0; i < row.length; i++) {
            JsonNode element = node.get(i);
            String fault = fault(element, quantity);
            if (fault == null) {
                row[i] = element.doubleValue();
            } else {
                faults.add(pointer + "/" + i, fault);
            }
        }
        return faults.count() == before ? row : new double[0];
    }

    /** "1 row", "3 rows". */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
