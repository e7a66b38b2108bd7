package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .hasMessageContaining("Row 1");
        assertThatThrownBy(() -> Data.of(new double[][] {{1}}, new double[] {1, 1}))
                .hasMessageContaining("2 targets");
        assertThatThrownBy(() -> Data.separable(0, 3)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> Data.separable(3, 3).gap(9)).hasMessageContaining("9.0");
        assertThatThrownBy(() -> Data.digits().oneAgainstOther(3, 10)).hasMessageContaining("not 10");
    }

    @Test
    void csvFilesAreReadAndTheirErrorsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("points.csv");
        Files.writeString(file, "a,label,b\n1,-1,2\n3,1,4.5\n");
        Data data = Data.csv(file, "label");
        assertThat(data.inputs()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4.5}});
        assertThat(data.label(0)).isEqualTo(-1);
        assertThatThrownBy(() -> Data.csv(file, "y")).hasMessageContaining("[a, label, b]");
        Files.writeString(file, "a,label\n1,x\n");
        assertThatThrownBy(() -> Data.csv(file, "label"))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("\"x\"");
    }
}
