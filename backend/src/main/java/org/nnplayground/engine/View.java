package org.nnplayground.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a frame shall show beside the losses.
 *
 * @param grids of the boundaries; none for no boundary
 */
public record View(boolean parameters, boolean gradients, Set<Grid> grids) {

    /** Boundaries of one frame: each costs a pass, and everybody may follow a job. */
    public static final int MOST_GRIDS = 12;

    public static final View NOTHING = new View(false, false, Set.of());

    /**
     * Where a boundary is asked for.
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

        /** Whether a boundary is what was asked for; data of fewer columns have it over their first ones. */
        public boolean isOf(Boundary boundary) {
            return boundary.resolution() == resolution
                    && (boundary.columns().equals(List.of("x" + (column1 + 1), "x" + (column2 + 1)))
                            || (column1 == 0 && boundary.columns().equals(List.of("x1", "x1"))));
        }
    }

    public View {
        grids = Set.copyOf(grids);
    }

    /** All that either of the two shows, but for grids beyond {@link #MOST_GRIDS}. */
    public View and(View other) {
        Set<Grid> union = Stream.concat(grids.stream(), other.grids.stream())
                .distinct()
                .sorted(Comparator.comparingInt(Grid::column1)
                        .thenComparingInt(Grid::column2)
                        .thenComparingInt(Grid::resolution))
                .limit(MOST_GRIDS)
                .collect(Collectors.toSet());
        return new View(parameters || other.parameters, gradients || other.gradients, union);
    }
}
