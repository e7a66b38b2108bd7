package org.ridgeless.models.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class CollapseSignsTest {
    private static final int CLASSES = 3;

    /** x ↦ x ↦ x, with the identity as both matrices: the features are the inputs. */
    private static final Net IDENTITY =
            Nets.linear(3, 3, 3).withParameters(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1);

    private static Data around(double spread) {
        double[][] x = new double[12][3];
        int[] labels = new int[12];
        for (int i = 0; i < 12; i++) {
            labels[i] = i % 3;
            x[i][labels[i]] = 2;
            x[i][(i + 1) % 3] += i % 2 == 0 ? spread : -spread;
        }
        return Data.classes(x, labels);
    }

    @Test
    void oneHotFeaturesAreACollapsedSimplex() {
        CollapseSigns collapse = CollapseSigns.of(IDENTITY, around(0));
        assertThat(collapse.withinClass()).isCloseTo(0, within(1e-28));
        assertThat(collapse.cosines()).containsExactly(new double[] {-0.5, -0.5, -0.5}, within(1e-14));
        assertThat(collapse.variationOfLengths()).isCloseTo(0, within(1e-14));
        assertThat(collapse.nearestMeanAgreement()).isEqualTo(1);
        // ‖I/√3 − (I − 11ᵀ/3)/√2‖² = 2 − 2 · tr(I − 11ᵀ/3)/√6 = 2 − 4/√6.
        assertThat(collapse.distanceOfWeightsToMeans()).isCloseTo(Math.sqrt(2 - 4 / Math.sqrt(6)), within(1e-14));
    }

    @Test
    void weightsEqualToTheCentredMeansAreDualWhateverTheirSize() {
        double third = 1 / 3.0;
        double[] w = IDENTITY.parameters();
        for (int i = 0; i < 9; i++) {
            w[9 + i] = 5 * ((i % 4 == 0 ? 1 : 0) - third);
        }
        assertThat(CollapseSigns.of(IDENTITY.withParameters(w), around(0)).distanceOfWeightsToMeans())
                .isCloseTo(0, within(1e-14));
    }

    @Test
    void theSpreadWithinClassesIsMeasuredInThatBetweenThem() {
        // Between: Σ_B has the eigenvalue 4/3 on the plane of contrasts. Within: spread² along one axis, of which the
        // plane holds 2/3.
        double spread = 0.3;
        double trace = spread * spread * 2 / 3 / (4.0 / 3);
        assertThat(CollapseSigns.of(IDENTITY, around(spread)).withinClass()).isCloseTo(trace / CLASSES, within(1e-14));
    }

    @Test
    void nearestMeansAndLargestOutputsMayDisagree() {
        double[] w = IDENTITY.parameters();
        for (int i = 9; i < 18; i++) {
            w[i] = -w[i];
        }
        assertThat(CollapseSigns.of(IDENTITY.withParameters(w), around(0)).nearestMeanAgreement())
                .isZero();
    }

    @Test
    void whatHasNoClassMeansIsNamed() {
        Data two = Data.separable(5, 3).seed(1);
        assertThatThrownBy(() -> CollapseSigns.of(Nets.relu(3, 4, 1), two)).hasMessageContaining("data with classes");
        Data gap = Data.classes(new double[][] {{1, 0, 0}, {0, 1, 0}}, 0, 2);
        assertThatThrownBy(() -> CollapseSigns.of(IDENTITY, gap)).hasMessageContaining("class 1 has no sample");
        assertThatThrownBy(() -> CollapseSigns.of(Nets.relu(3, 3), around(0))).hasMessageContaining("a hidden layer");
        assertThat(Arrays.stream(CollapseSigns.of(IDENTITY, around(0.1)).cosines())
                        .sum())
                .isLessThan(0);
    }
}
