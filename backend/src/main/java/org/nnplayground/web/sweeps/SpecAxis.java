package org.nnplayground.web.sweeps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.sweep.Axis;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An axis of a request.
 *
 * @param number its index in the request
 * @param place where its values are set in the spec; null of seeds
 */
record SpecAxis(int number, Axis axis, @Nullable JsonPointer place) {

    static SpecAxis ofSeeds(int number, int count) {
        return new SpecAxis(number, new Axis.Seeds(count, 0), null);
    }

    /** Null if the text is not a pointer (RFC 6901) to a part of the spec. */
    static @Nullable SpecAxis ofValues(int number, String pointer, List<JsonNode> values) {
        if (!pointer.startsWith("/")) {
            return null;
        }
        return new SpecAxis(number, new Axis.Values(pointer, values), JsonPointer.compile(pointer));
    }

    boolean isAboutSeeds() {
        return place == null;
    }

    private String pointer() {
        return axis.column();
    }

    /** Whether both axes set the same, or one a part of what the other sets. */
    boolean overlaps(SpecAxis other) {
        if (isAboutSeeds() || other.isAboutSeeds()) {
            return SweepRequestReader.isSeed(pointer()) || SweepRequestReader.isSeed(other.pointer());
        }
        return contains(other.pointer()) || other.contains(pointer());
    }

    /** Whether what a pointer points to is set by this axis. */
    boolean contains(String specPointer) {
        return !isAboutSeeds() && (specPointer.equals(pointer()) || specPointer.startsWith(pointer() + "/"));
    }

    /** Whether this axis makes what a pointer points to, because the spec does not have it. */
    boolean makes(String specPointer, JsonNode spec) {
        return !isAboutSeeds()
                && pointer().startsWith(specPointer + "/")
                && spec.at(specPointer).isMissingNode();
    }

    /** What is left of a pointer below this axis' place. */
    String below(String specPointer) {
        return specPointer.substring(pointer().length());
    }

    /** Whether a value can be set: objects that are missing on the way are made, elements of arrays are not. */
    boolean leadsInto(JsonNode spec) {
        JsonNode at = spec;
        for (JsonPointer rest = place; rest != null && !rest.matches(); rest = rest.tail()) {
            boolean hasIndex = rest.getMatchingIndex() >= 0;
            if (at != null && at.isArray()) {
                at = hasIndex ? at.get(rest.getMatchingIndex()) : null;
                if (at == null) {
                    return false;
                }
            } else if (at == null || at.isNull() || at.isObject()) {
                if (hasIndex) {
                    return false;
                }
                at = at == null ? null : at.get(rest.getMatchingProperty());
            } else {
                return false;
            }
        }
        return true;
    }

    /** A copy of the spec with a value; what it does not change is not copied. */
    JsonNode set(JsonNode spec, int index) {
        return place == null ? spec : set(spec, place, axis.value(index));
    }

    private static JsonNode set(@Nullable JsonNode at, JsonPointer rest, JsonNode value) {
        if (rest.matches()) {
            return value;
        }
        if (at instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode().addAll(array);
            int index = rest.getMatchingIndex();
            copy.set(index, set(array.get(index), rest.tail(), value));
            return copy;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        if (at instanceof ObjectNode object) {
            copy.setAll(object);
        }
        String name = rest.getMatchingProperty();
        copy.set(name, set(copy.get(name), rest.tail(), value));
        return copy;
    }
}
