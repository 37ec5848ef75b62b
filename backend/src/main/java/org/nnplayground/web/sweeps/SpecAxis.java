package org.nnplayground.web.sweeps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonPlace;
import org.nnplayground.sweep.Axis;
import tools.jackson.databind.JsonNode;

/**
 * An axis of a request.
 *
 * @param number its index in the request
 * @param place where its values are set in the spec; null of seeds
 */
record SpecAxis(int number, Axis axis, @Nullable JsonPlace place) {

    static SpecAxis ofSeeds(int number, int count) {
        return new SpecAxis(number, new Axis.Seeds(count, 0), null);
    }

    /** Null if the text is not a pointer (RFC 6901) to a part of the spec. */
    static @Nullable SpecAxis ofValues(int number, String pointer, List<JsonNode> values) {
        JsonPlace place = JsonPlace.of(pointer);
        return place == null ? null : new SpecAxis(number, new Axis.Values(pointer, values), place);
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

    /** Whether its values can be set in the spec. */
    boolean leadsInto(JsonNode spec) {
        return place == null || place.leadsInto(spec);
    }

    /** A copy of the spec with a value; what it does not change is not copied. */
    JsonNode set(JsonNode spec, int index) {
        return place == null ? spec : place.set(spec, axis.value(index));
    }
}
