package org.nnplayground.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LandscapeGridTest {

    private static final List<double[]> PATH = List.of(new double[] {4, 1}, new double[] {2, 2}, new double[] {0, 0});

    @Test
    void aGridContainsThePathWithAMarginOnEachSide() {
        LandscapeGrid grid = LandscapeGrid.around(PATH, 41, 1);

        assertThat(grid.domain()[0]).containsExactly(new double[] {1 - 4.4, 1 + 4.4}, within(1e-9));
        assertThat(grid.domain()[1]).containsExactly(new double[] {0.5 - 4.4, 0.5 + 4.4}, within(1e-9));
    }

    @Test
    void zoomNarrowsTheDomainAndLeavesThePresentParametersWhereTheyAre() {
        double[][] wide = LandscapeGrid.around(PATH, 41, 1).domain();
        double[][] narrow = LandscapeGrid.around(PATH, 41, 4).domain();

        for (int axis = 0; axis < 2; axis++) {
            assertThat(narrow[axis][1] - narrow[axis][0]).isCloseTo((wide[axis][1] - wide[axis][0]) / 4, within(1e-9));
            assertThat(narrow[axis][0]).isCloseTo(wide[axis][0] / 4, within(1e-9));
        }
    }

    @Test
    void withoutAPathTheDomainIsOneDirectionToEachSide() {
        LandscapeGrid grid = LandscapeGrid.around(List.of(new double[] {0, 0}), 41, 1);

        assertThat(grid.domain()[0]).containsExactly(-1, 1);
        assertThat(grid.domain()[1]).containsExactly(-1, 1);
    }

    @Test
    void rowsBeginWithTheMaximumOfTheSecondAxis() {
        LandscapeGrid grid = LandscapeGrid.around(List.of(new double[] {0, 0}), 11, 1);

        assertThat(grid.position(0)).containsExactly(-1, 1);
        assertThat(grid.position(10)).containsExactly(1, 1);
        assertThat(grid.position(60)).containsExactly(0, 0);
        assertThat(grid.position(120)).containsExactly(1, -1);
    }

    @Test
    void aLargeNetworkGetsACoarserGrid() {
        assertThat(LandscapeGrid.affordable(41, 25 * 500)).isEqualTo(41);
        assertThat(LandscapeGrid.affordable(41, 4e6)).isEqualTo(31);
    }

    @Test
    void aLongPathIsThinnedEvenlyWithItsEnds() {
        List<Integer> all = IntStream.range(0, 199).boxed().toList();

        assertThat(Landscapes.thinned(all, 99)).hasSize(99).startsWith(0, 2).endsWith(198);
        assertThat(Landscapes.thinned(all.subList(0, 5), 99)).containsExactly(0, 1, 2, 3, 4);
    }
}
