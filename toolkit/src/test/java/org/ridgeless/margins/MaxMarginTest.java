package org.ridgeless.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.kernels.LinearMachine;
import org.ridgeless.linalg.Vectors;

class MaxMarginTest {
    @Test
    void twoPointsHaveTheirBisector() {
        Data data = Data.of(new double[][] {{3, 1}, {-1, -3}}, new double[] {1, -1});
        MaxMargin oracle = MaxMargin.l2(data);
        assertThat(oracle.margin()).isCloseTo(Math.sqrt(8), within(1e-14));
        assertThat(oracle.direction()).containsExactly(new double[] {Math.sqrt(0.5), Math.sqrt(0.5)}, within(1e-14));
    }

    @Test
    void certifiesItselfOnManyProblems() {
        for (int seed = 0; seed < 40; seed++) {
            int d = 1 + seed % 12;
            MaxMargin oracle =
                    MaxMargin.l2(Data.separable(5 + 10 * seed, d).gap(0.2).seed(seed));
            assertThat(oracle.certificate()).isBetween(-1e-12, 1e-11);
            assertThat(oracle.margin()).isGreaterThanOrEqualTo(0.2);
            assertThat(oracle.support()).hasSizeLessThanOrEqualTo(d);
        }
    }

    @Test
    void certifiesItselfOnHandwrittenDigits() {
        MaxMargin oracle = MaxMargin.l2(Data.digits().oneAgainstOther(3, 8));
        assertThat(oracle.certificate()).isBetween(-1e-12, 1e-9);
    }

    @Test
    void dualWeightsGiveTheDirection() {
        Data data = Data.separable(30, 6).gap(0.3).seed(8);
        MaxMargin oracle = MaxMargin.l2(data);
        double[] p = oracle.weights();
        double[] sum = new double[6];
        for (int i = 0; i < p.length; i++) {
            Vectors.addScaled(sum, p[i] * data.label(i), data.input(i));
        }
        assertThat(Vectors.sum(p)).isCloseTo(1, within(1e-14));
        assertThat(Arrays.stream(p).min().orElseThrow()).isZero();
        assertThat(sum).containsExactly(Vectors.scale(oracle.direction(), oracle.margin()), within(1e-12));
    }

    @Test
    void multipliersGiveTheSolutionAndItsSquare() {
        // γ* = √8, and by symmetry each of the two carries half of ‖w*‖² = 1/8.
        MaxMargin two = MaxMargin.l2(Data.of(new double[][] {{3, 1}, {-1, -3}}, new double[] {1, -1}));
        assertThat(two.solution()).containsExactly(new double[] {0.25, 0.25}, within(1e-14));
        assertThat(two.multipliers()).containsExactly(new double[] {0.0625, 0.0625}, within(1e-14));
        assertThat(two.exactPenalty()).isCloseTo(8, within(1e-12));

        Data data = Data.separable(40, 5).gap(0.3).seed(3);
        MaxMargin oracle = MaxMargin.l2(data);
        double[] sum = new double[5];
        for (int i = 0; i < 40; i++) {
            Vectors.addScaled(sum, oracle.multipliers()[i] * data.label(i), data.inputs()[i]);
        }
        assertThat(sum).containsExactly(oracle.solution(), within(1e-11));
        assertThat(Vectors.sum(oracle.multipliers())).isCloseTo(Vectors.squares(oracle.solution()), within(1e-11));
    }

    @Test
    void theSoftMarginIsTheHardOneUpToTheExactPenaltyAndNotBeyond() {
        Data data = Data.separable(40, 5).gap(0.3).seed(1);
        MaxMargin hard = MaxMargin.l2(data);
        assertThat(distance(data, hard, 0.99)).isLessThan(1e-9);
        assertThat(distance(data, hard, 1.01)).isGreaterThan(1e-3);
    }

    /** Of the machine with so many times the exact penalty from the hard margin. */
    private static double distance(Data data, MaxMargin hard, double times) {
        double[] w = LinearMachine.solve(data, times * hard.exactPenalty(), 1e-13);
        return Vectors.norm(Vectors.subtract(w, hard.solution()));
    }

    @Test
    void classesThatOverlapAreRefused() {
        Data data = Data.of(new double[][] {{1, 0}, {-1, 0}, {0, 1}}, new double[] {1, 1, -1});
        assertThatThrownBy(() -> MaxMargin.l2(data)).hasMessageContaining("not separated");
    }
}
