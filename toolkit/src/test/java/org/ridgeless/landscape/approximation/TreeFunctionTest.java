package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;

class TreeFunctionTest {

    private static double[] points(int dimension, int count) {
        UniformRandomProvider stream = Seeds.of(3).stream();
        return IntStream.range(0, dimension * count)
                .mapToDouble(i -> 2 * stream.nextDouble() - 1)
                .toArray();
    }

    @Test
    void aTreeOfTwoLeavesIsItsConstituent() {
        Seeds seeds = Seeds.of(5);
        Constituent g = Constituent.random(1, seeds.child(0));
        double[] points = points(2, 10);
        double[] values = TreeFunction.distinct(2, 1, seeds).values(points);
        for (int i = 0; i < values.length; i++) {
            double u = points[2 * i];
            double v = points[2 * i + 1];
            assertThat(values[i]).isEqualTo(Math.sin(2 * g.a() * u + 2 * g.b() * v + g.c()) * Math.cos(0.7 * u * v));
        }
    }

    @Test
    void eachLevelComposesTheOneBelow() {
        Seeds seeds = Seeds.of(6);
        List<Constituent> g = IntStream.range(0, 3)
                .mapToObj(i -> Constituent.random(1, seeds.child(i)))
                .toList();
        double[] x = {0.1, -0.7, 0.4, 0.9};
        double expected = g.get(2).at(g.get(0).at(x[0], x[1]), g.get(1).at(x[2], x[3]));
        assertThat(TreeFunction.distinct(4, 1, seeds).values(x)).containsExactly(expected);
    }

    @Test
    void theLipschitzConstantBoundsThePartialDerivatives() {
        Constituent g = Constituent.random(1.25, Seeds.of(2));
        double h = 1e-6;
        double[] points = points(2, 2000);
        for (int i = 0; i < points.length; i += 2) {
            double u = points[i];
            double v = points[i + 1];
            assertThat(Math.abs(g.at(u + h, v) - g.at(u - h, v)) / (2 * h)).isLessThan(g.lipschitz());
            assertThat(Math.abs(g.at(u, v + h) - g.at(u, v - h)) / (2 * h)).isLessThan(g.lipschitz());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void multilinearTablesAreExactForMultilinearFunctions(int perAxis) {
        Table table = Table.of(x -> 1 + x[0] - 2 * x[1] * x[2] + 3 * x[0] * x[1] * x[2], 3, perAxis, 2);
        double[] points = points(3, 20);
        for (int i = 0; i < 20; i++) {
            double u = points[3 * i];
            double v = points[3 * i + 1];
            double w = points[3 * i + 2];
            assertThat(table.at(new double[] {u, v, w})).isCloseTo(1 + u - 2 * v * w + 3 * u * v * w, within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void twoVariablesTakeTheShortWayToTheSameValue(int order) {
        Table table = Table.of(x -> Math.sin(3 * x[0] + x[1]), 2, 9, order);
        double[] points = points(2, 50);
        for (int i = 0; i < 50; i++) {
            double u = points[2 * i];
            double v = points[2 * i + 1];
            assertThat(table.at(u, v)).isCloseTo(table.at(new double[] {u, v}), within(1e-15));
        }
        assertThat(table.at(1, 1)).isCloseTo(table.at(new double[] {1, 1}), within(1e-15));
        assertThat(table.at(-1.5, 2)).isEqualTo(table.at(-1, 1));
    }

    @Test
    void piecewiseConstantTablesErrByHalfACellTimesTheSlope() {
        Table table = Table.of(x -> x[0], 1, 10, 1);
        assertThat(table.at(new double[] {0.0999})).isCloseTo(0.1, within(1e-15));
        assertThat(IntStream.range(0, 1000)
                        .mapToDouble(i -> Math.abs(table.at(new double[] {-1 + i * 0.002}) - (-1 + i * 0.002)))
                        .max()
                        .orElseThrow())
                .isCloseTo(0.1, within(1e-12));
    }

    @Test
    void sharingCountsEachConstituentOnce() {
        Seeds seeds = Seeds.of(1);
        assertThat(TreeFunction.distinct(8, 1, seeds).differing()).isEqualTo(7);
        TreeFunction shared = TreeFunction.shared(8, 1, seeds);
        assertThat(shared.differing()).isEqualTo(3);
        assertThat(shared.tabulated(8, 2).differing()).isEqualTo(3);
        double[] points = points(8, 20);
        assertThat(shared.tabulatedPerLevel(8, 2).values(points))
                .containsExactly(shared.tabulated(8, 2).values(points), within(1e-14));
    }

    @Test
    void aTableOfTheWholeInTwoVariablesIsTheTableOfTheConstituent() {
        TreeFunction f = TreeFunction.distinct(2, 1, Seeds.of(4));
        double[] points = points(2, 30);
        assertThat(f.gridValues(12, 2, points))
                .containsExactly(f.tabulated(12, 2).values(points), within(1e-14));
    }

    @Test
    void theAmplificationOfTwoLevelsIsOnePlusTwoL() {
        Seeds seeds = Seeds.of(9);
        double lipschitz = IntStream.range(0, 3)
                .mapToDouble(i -> Constituent.random(1, seeds.child(i)).lipschitz())
                .max()
                .orElseThrow();
        assertThat(TreeFunction.distinct(4, 1, seeds).amplification()).isEqualTo(1 + 2 * lipschitz);
    }

    @Test
    void impossibleTreesAndTablesAreNamed() {
        assertThatThrownBy(() -> TreeFunction.distinct(6, 1, Seeds.of(1))).hasMessageContaining("leaves, got 6");
        assertThatThrownBy(() -> TreeFunction.distinct(4, 0, Seeds.of(1))).hasMessageContaining("> 0, got 0.0");
        TreeFunction f = TreeFunction.distinct(8, 1, Seeds.of(1));
        assertThatThrownBy(() -> f.tabulated(8, 3)).hasMessageContaining("got 3");
        assertThatThrownBy(() -> f.tabulated(1, 2)).hasMessageContaining("at least 2 points an axis, got 1");
        assertThatThrownBy(() -> f.gridValues(20, 2, points(8, 1))).hasMessageContaining("2.6e+10 values");
        assertThatThrownBy(() -> f.tabulated(4, 1).amplification()).isInstanceOf(IllegalStateException.class);
    }
}
