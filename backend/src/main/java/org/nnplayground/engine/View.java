package org.nnplayground.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * What a frame shall show beside the losses.
 *
 * @param resolutions of the boundaries, each 10 to 200; none for no boundary
 */
public record View(boolean parameters, boolean gradients, Set<Integer> resolutions) {

    public static final View NOTHING = new View(false, false, Set.of());

    public View {
        resolutions = Set.copyOf(resolutions);
    }

    /** All that either of the two shows. */
    public View and(View other) {
        var union = new HashSet<>(resolutions);
        union.addAll(other.resolutions);
        return new View(parameters || other.parameters, gradients || other.gradients, union);
    }
}
