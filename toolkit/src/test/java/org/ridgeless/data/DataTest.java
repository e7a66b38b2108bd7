package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DataTest {
    @Test
    void columnsHoldOneSampleEach() {
        Data data = Data.of(new double[][] {{1, 2, 3}, {4, 5, 6}}, new double[] {1, -1});
        assertThat(data.columns()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void separableSamplesKeepTheGap() {
        Separable data = Data.separable(200, 7).gap(0.4).seed(3);
        double[] u = data.separator();
        assertThat(Gaussians.dot(u, u, 0)).isCloseTo(1, within(1e-14));
        for (int i = 0; i < data.samples(); i++) {
            assertThat(data.label(i) * Gaussians.dot(u, data.input(i), 0)).isGreaterThan(0.4);
        }
    }

    @Test
    void aSeedNamesItsSamples() {
        assertThat(Data.randomLabels(5, 2).seed(1).flatInputs())
                .containsExactly(Data.randomLabels(5, 2).seed(1).flatInputs())
                .isNotEqualTo(Data.randomLabels(5, 2).seed(2).flatInputs());
    }

    @Test
    void teacherOfTestAndTrainingDataIsTheSame() {
        TeacherClasses train = Data.teacherClasses(3000, 6, 3).teacher(5).seed(1);
        double[] counts = new double[3];
        for (int i = 0; i < train.samples(); i++) {
            counts[(int) train.label(i)] += 1.0 / train.samples();
        }
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(0.15);
        double[] shared = train.flatTargets();
        assertThat(Data.teacherClasses(3000, 6, 3).teacher(5).seed(1).flatTargets())
                .containsExactly(shared);
        assertThat(Data.teacherClasses(3000, 6, 3).teacher(6).seed(1).flatTargets())
                .isNotEqualTo(shared);
    }

    @Test
    void mixtureMeansLieAtTheSeparation() {
        Data data = Data.gaussianMixture(30_000, 3, 3).separation(5).seed(1);
        double[] mean = new double[3];
        for (int i = 0; i < data.samples(); i += 3) {
            double[] x = data.input(i);
            for (int j = 0; j < 3; j++) {
                mean[j] += x[j] / 10_000;
            }
        }
        assertThat(Math.sqrt(Gaussians.dot(mean, mean, 0))).isCloseTo(5, within(0.04));
    }

    @Test
    void orthogonalMixtureMeansStandAtRightAngles() {
        Data data =
                Data.gaussianMixture(40_000, 5, 4).orthogonal().separation(6).seed(1);
        double[][] means = new double[4][5];
        for (int i = 0; i < data.samples(); i++) {
            double[] x = data.input(i);
            for (int j = 0; j < 5; j++) {
                means[i % 4][j] += x[j] / 10_000;
            }
        }
        for (int k = 0; k < 4; k++) {
            for (int l = 0; l < 4; l++) {
                assertThat(Gaussians.dot(means[k], means[l], 0)).isCloseTo(k == l ? 36 : 0, within(0.4));
            }
        }
        assertThatThrownBy(() -> Data.gaussianMixture(10, 3, 4).orthogonal())
                .hasMessageContaining("4 means cannot be orthogonal in 3 dimensions");
    }

    @Test
    void corruptedLabelsAreExactlyTheChosenNumber() {
        Data data = Data.gaussianMixture(100, 2, 4).seed(1);
        Data noisy = data.corrupted(0.3, 9);
        long changed = java.util.stream.IntStream.range(0, 100)
                .filter(i -> data.label(i) != noisy.label(i))
                .count();
        assertThat(changed).isEqualTo(30);
    }

    @Test
    void digitsAreThere() {
        Data digits = Data.digits();
        assertThat(digits.samples()).isEqualTo(1797);
        assertThat(digits.dimension()).isEqualTo(64);
        assertThat(Arrays.stream(digits.flatInputs()).max().orElseThrow()).isEqualTo(1);
        Data pair = digits.oneAgainstOther(3, 8);
        assertThat(pair.targets()).isEqualTo(Targets.BINARY);
        assertThat(pair.samples()).isEqualTo(183 + 174);
    }

    @Test
    void badDataAreNamedWithTheirPlace() {
        double[][] x = {{1, 2}, {3, Double.NaN}};
        assertThatThrownBy(() -> Data.of(x, new double[] {1, -1}))
                .hasMessageContaining("row 1")
                .hasMessageContaining("column 1")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Data.of(new double[][] {{1}, {2}}, new double[] {1, 0}))
                .hasMessageContaining("row 1")
                .hasMessageContaining("0.0")
                .hasMessageContaining("+1 or -1");
        assertThatThrownBy(() -> Data.of(new double[][] {{1}, {2, 3}}, new double[] {1, 1}))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> Data.of(new double[][] {{1}}, new double[] {1, 1}))
                .hasMessageContaining("2 targets");
        assertThatThrownBy(() -> Data.separable(0, 3)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Data.separable(Integer.MAX_VALUE, 3))
                .hasMessageContaining("2,147,483,647 samples with 3 inputs needs")
                .hasMessageContaining("GB");
        assertThatThrownBy(() -> Data.separable(3, 3).gap(9)).hasMessageContaining("9.0");
        assertThatThrownBy(() -> Data.digits().oneAgainstOther(3, 10)).hasMessageContaining("got 10");
    }

    @Test
    void aSplitKeepsTheProportionsOfTheClasses() {
        Data data = Data.digits();
        Split split = data.split(0.8, 3);
        assertThat(split.train().samples()).isEqualTo(1438);
        assertThat(split.test().samples()).isEqualTo(359);
        for (int k = 0; k < 10; k++) {
            double all = share(data, k);
            assertThat(share(split.train(), k)).isCloseTo(all, within(1.5 / 1438));
            assertThat(share(split.test(), k)).isCloseTo(all, within(1.5 / 359));
        }
        assertThat(data.split(0.8, 3).train().flatInputs())
                .isEqualTo(split.train().flatInputs());
        assertThat(data.split(0.8, 4).train().flatInputs())
                .isNotEqualTo(split.train().flatInputs());
        Data together = split.train().concat(split.test());
        assertThat(Arrays.stream(together.flatInputs()).sum())
                .isCloseTo(Arrays.stream(data.flatInputs()).sum(), within(1e-7));
        assertThatThrownBy(() -> data.split(1, 3)).hasMessageContaining("got 1.0");
    }

    private static double share(Data data, int k) {
        return (double) java.util.stream.IntStream.range(0, data.samples())
                        .filter(i -> data.label(i) == k)
                        .count()
                / data.samples();
    }

    @Test
    void standardizedInputsHaveMeanZeroAndVarianceOneOnAnyScale() {
        for (double scale : new double[] {1, 1e-300, 1e300}) {
            double[][] x = {{1 * scale, 7}, {3 * scale, 7}, {8 * scale, 7}};
            double[] labels = {1, -1, 1};
            // Mean 4, standard deviation √(26/3), by hand.
            double sd = Math.sqrt(26.0 / 3);
            double[][] expected = {{-3 / sd, 0}, {-1 / sd, 0}, {4 / sd, 0}};
            double[][] found = Data.of(x, labels).standardized().inputs();
            for (int i = 0; i < 3; i++) {
                assertThat(found[i]).containsExactly(expected[i], within(1e-14));
            }
        }
        Split split = Data.digits().split(0.5, 1).standardized();
        assertThat(Arrays.stream(split.train().flatInputs()).sum()).isCloseTo(0, within(1e-8));
        assertThat(split.test().dimension()).isEqualTo(64);
    }

    @Test
    void labelNoiseIsGaussianForRealTargets() {
        double[][] x = new double[4000][1];
        Data data = Data.regression(x, x);
        double[] y = data.withLabelNoise(2, 5).flatTargets();
        double variance = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
        // The variance of the mean of squares is 2σ⁴/n.
        assertThat(variance).isCloseTo(4, within(4 * 4 * Math.sqrt(2.0 / 4000)));
        assertThat(data.withLabelNoise(0, 5).flatTargets()).isEqualTo(data.flatTargets());
        assertThatThrownBy(() -> data.withLabelNoise(-1, 5)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> data.concat(Data.digits()))
                .hasMessageContaining("1 inputs")
                .hasMessageContaining("64 inputs");
    }
}
