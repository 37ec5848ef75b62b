package org.nnplayground.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The optional parts of a frame; losses are always included.
 *
 * @param dreams samples of a restricted Boltzmann machine
 * @param grids one for each boundary; empty for no boundary
 */
public record View(boolean parameters, boolean gradients, boolean dreams, Set<Grid> grids) {

    /** Maximum number of boundaries in one frame: each costs a forward pass, and anybody may follow a job. */
    public static final int MAX_GRIDS = 12;

    public static final View NOTHING = new View(false, false, Set.of());

    /**
     * The grid of a boundary.
     *
     * @param resolution points per axis, 10 to 200
     * @param column1 index of the column along the horizontal axis
     * @param column2 index of the column along the vertical axis
     */
    public record Grid(int resolution, int column1, int column2) {

        /** Over the first two columns. */
        public static Grid of(int resolution) {
            return new Grid(resolution, 0, 1);
        }

        /** Whether a boundary was computed on this grid. Data with fewer columns use their first ones. */
        public boolean matches(QuantisedBoundary boundary) {
            return boundary.resolution() == resolution
                    && (boundary.columns().equals(List.of("x" + (column1 + 1), "x" + (column2 + 1)))
                            || (column1 == 0 && boundary.columns().equals(List.of("x1", "x1"))));
        }
    }

    public View {
        grids = Set.copyOf(grids);
    }

    /** Without dreams. */
    public View(boolean parameters, boolean gradients, Set<Grid> grids) {
        this(parameters, gradients, false, grids);
    }

    public View withGradients() {
        return new View(parameters, true, dreams, grids);
    }

    /** The union of two views, with at most {@link #MAX_GRIDS} grids. */
    public View union(View other) {
        Set<Grid> union = Stream.concat(grids.stream(), other.grids.stream())
                .distinct()
                .sorted(Comparator.comparingInt(Grid::column1)
                        .thenComparingInt(Grid::column2)
                        .thenComparingInt(Grid::resolution))
                .limit(MAX_GRIDS)
                .collect(Collectors.toSet());
        return new View(parameters || other.parameters, gradients || other.gradients, dreams || other.dreams, union);
    }
}
