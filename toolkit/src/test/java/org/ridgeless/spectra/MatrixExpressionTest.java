package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/** One expression gives a draw and a law: the law against closed forms and other engines, and the draw against the law. */
class MatrixExpressionTest {
    @Test
    void theSimplestExpressionsHaveTheirClassicalLaws() {
        SpectralLaw wigner = Matrices.wigner(100).law();
        assertThat(wigner.rightEdge()).isCloseTo(2, within(1e-9));
        assertThat(wigner.density(0.7)).isCloseTo(Semicircle.standard().density(0.7), within(1e-10));
        SpectralLaw wishart = Matrices.wishart(100, 200).law();
        assertThat(wishart.density(1.3)).isCloseTo(MarchenkoPastur.ofRatio(0.5).density(1.3), within(1e-10));
        assertThat(wishart.leftEdge()).isCloseTo(MarchenkoPastur.ofRatio(0.5).leftEdge(), within(1e-9));
        SpectralLaw singular = Matrices.wishart(300, 100).law();
        assertThat(singular.atoms()).hasSize(1);
        assertThat(singular.atoms().get(0).mass()).isCloseTo(2 / 3.0, within(1e-8));
        assertThat(singular.density(3)).isCloseTo(MarchenkoPastur.ofRatio(3).density(3), within(1e-9));
    }

    @Test
    void aSumIsTheFreeSum() {
        SpectralLaw pencil =
                Matrices.wigner(300).plus(Matrices.wishart(300, 600)).law();
        SpectralLaw free = Semicircle.standard().plus(MarchenkoPastur.ofRatio(0.5));
        assertThat(pencil.leftEdge()).isCloseTo(free.leftEdge(), within(1e-9));
        assertThat(pencil.rightEdge()).isCloseTo(free.rightEdge(), within(1e-9));
        for (double x : new double[] {-1, 0.5, 2}) {
            assertThat(pencil.density(x)).isCloseTo(free.density(x), within(1e-9));
        }
        assertThat(pencil.residual()).isLessThan(1e-8);
    }

    @Test
    void aWeightedGramMatrixIsASeparableCovariance() {
        double[] weights = new double[200];
        for (int i = 0; i < 200; i++) {
            weights[i] = i < 60 ? -1 : 2;
        }
        MatrixExpression noise = Matrices.noise(80, 200);
        SpectralLaw pencil =
                noise.times(Matrices.diagonal(weights)).times(noise.transpose()).law();
        SpectralLaw separable =
                SeparableCovariance.of(Law.point(1), Law.of(new double[] {-1, 2}, new double[] {0.3, 0.7}), 0.4);
        for (double x : new double[] {-0.3, 0.8, 2.5}) {
            assertThat(pencil.density(x)).isCloseTo(separable.density(x), within(1e-9));
        }
    }

    @Test
    void theAnticommutatorOfTwoSemicirclesHasItsKnownEdge() {
        // Nica and Speicher, Duke Math. J. 92 (1998), (1.15): the support of ab + ba ends at √((11 + 5√5)/2).
        MatrixExpression a = Matrices.wigner(50);
        MatrixExpression b = Matrices.wigner(50);
        SpectralLaw law = a.times(b).plus(b.times(a)).law();
        assertThat(law.rightEdge()).isCloseTo(Math.sqrt((11 + 5 * Math.sqrt(5)) / 2), within(1e-8));
        assertThat(law.leftEdge()).isCloseTo(-law.rightEdge(), within(1e-8));
        assertThat(law.moment(2)).isCloseTo(2, within(1e-8));
    }

    @Test
    void theInverseOfAWishartMatrixHasTheInvertedLaw() {
        SpectralLaw law = Matrices.wishart(100, 400).inverse().law();
        MarchenkoPastur wishart = MarchenkoPastur.ofRatio(0.25);
        assertThat(law.leftEdge()).isCloseTo(1 / wishart.rightEdge(), within(1e-8));
        assertThat(law.rightEdge()).isCloseTo(1 / wishart.leftEdge(), within(1e-8));
        for (double x : new double[] {0.6, 1, 2.5}) {
            assertThat(law.density(x)).isCloseTo(wishart.density(1 / x) / (x * x), within(1e-8));
        }
    }

    @Test
    void drawsOfAMixedExpressionFollowItsLaw() {
        int n = 300;
        double[] population = new double[n];
        for (int i = 0; i < n; i++) {
            population[i] = i % 2 == 0 ? 1 : 4;
        }
        MatrixExpression noise = Matrices.noise(n, 2 * n);
        MatrixExpression x = Matrices.diagonal(population)
                .plus(Matrices.wigner(n))
                .plus(noise.gram().plus(0.3).inverse());
        SpectralLaw law = x.law();
        assertThat(law.residual()).isLessThan(1e-6);
        assertThat(x.spectrum(3).against(law).distance()).isLessThan(Math.log(n) / n);
        assertThat(x.spectrum(3).against(law.shifted(0.2)).distance()).isGreaterThan(2 * Math.log(n) / n);
        assertThat(x.draw(3).get(1, 2))
                .isEqualTo(x.draw(3).get(1, 2))
                .isNotEqualTo(x.draw(4).get(1, 2));
    }

    @Test
    void pencilsHaveNoMoreBlocksThanTheyNeed() {
        MatrixExpression wigner = Matrices.wigner(60);
        MatrixExpression noise = Matrices.noise(60, 90);
        assertThat(blocks(wigner.plus(Matrices.diagonal(new double[60])))).isEqualTo(1);
        assertThat(blocks(noise.gram())).isEqualTo(2);
        assertThat(blocks(wigner.times(3).plus(noise.gram()))).isEqualTo(2);
        // −z + X⁻¹ is the first block of [[−z, 1], [1, −X]].
        assertThat(blocks(noise.gram().inverse())).isLessThanOrEqualTo(3);
    }

    private static int blocks(MatrixExpression e) {
        return PencilReduction.of(LinearPencil.of(e).bordered(e.rows(), 1)).rows.size();
    }

    @Test
    void theDensityFromNeighboursIsThatFromFarAbove() {
        MatrixExpression a = Matrices.wigner(50);
        MatrixExpression b = Matrices.wigner(50);
        for (MatrixExpression e : List.of(
                a.times(b).plus(b.times(a)),
                a.plus(Matrices.wishart(50, 20)),
                Matrices.wishart(50, 60).inverse(),
                Matrices.diagonal(halves(50)).plus(a.times(0.9)))) {
            TransformLaw law = (TransformLaw) e.law();
            double height =
                    1e-13 * Math.max(law.enclosure().high(), -law.enclosure().low());
            for (Interval bulk : law.support()) {
                for (double share : new double[] {1e-8, 1e-4, 0.013, 0.27, 0.5, 0.501, 0.83, 0.9999, 1 - 1e-8}) {
                    double x = bulk.low() + share * bulk.length();
                    double far = law.transform(new Complex(x, height)).im() / Math.PI;
                    // At 1e-8 off an edge the density, like a root there, feels rounding of x ten thousandfold.
                    assertThat(law.density(x)).as("%s at %s", law, x).isCloseTo(far, within(1e-11 / bulk.length()));
                }
            }
        }
    }

    /** Half −1 and half 1: with noise of size 0.9 the two bulks nearly part. */
    private static double[] halves(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? -1 : 1).toArray();
    }

    @Test
    void badInputIsNamed() {
        MatrixExpression x = Matrices.noise(3, 4);
        assertThatThrownBy(x::law).hasMessageContaining("3 × 4");
        assertThatThrownBy(() -> Matrices.noise(4, 4).law()).hasMessageContaining("transpose");
        assertThatThrownBy(() -> x.plus(Matrices.noise(4, 3)))
                .hasMessageContaining("3 × 4")
                .hasMessageContaining("4 × 3");
        assertThatThrownBy(() -> x.times(x)).hasMessageContaining("does not multiply");
        assertThatThrownBy(x::inverse).hasMessageContaining("square");
        assertThatThrownBy(() -> x.times(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> Matrices.wigner(0)).hasMessageContaining("0 × 0");
        assertThatThrownBy(() -> Matrices.diagonal(1, Double.NaN)).hasMessageContaining("NaN");
        // Two noises are two matrices: X Yᵀ is not symmetric.
        assertThatThrownBy(() -> x.times(Matrices.noise(3, 4).transpose()).law())
                .hasMessageContaining("transpose");
    }
}
