package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

/** Moments of generated data against their closed forms, each within 4.5 standard errors of its own. */
class GeneratorsTest {
    private static final double ERRORS = 4.5;

    /** Standard normal numbers: mean 0 ± √(1/N), square 1 ± √(2/N), fourth power 3 ± √(96/N). */
    private static void assertStandardNormal(double... z) {
        int n = z.length;
        assertThat(Arrays.stream(z).sum() / n).isCloseTo(0, within(ERRORS / Math.sqrt(n)));
        assertThat(Arrays.stream(z).map(v -> v * v).sum() / n).isCloseTo(1, within(ERRORS * Math.sqrt(2.0 / n)));
        assertThat(Arrays.stream(z).map(v -> v * v * v * v).sum() / n)
                .isCloseTo(3, within(ERRORS * Math.sqrt(96.0 / n)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inputsAreStandardNormal(long seed) {
        assertStandardNormal(Data.randomLabels(5000, 4).seed(seed).flatInputs());
        assertStandardNormal(Data.teacherClasses(5000, 4, 3).seed(seed).flatInputs());
        assertStandardNormal(
                Data.gaussianMixture(5000, 4, 3).separation(0).seed(seed).flatInputs());
    }

    /** Across the separator the truncated normal has E z² = 1 + g φ(g) / (1 − Φ(g)); along it nothing has changed. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 2})
    void separableInputsAreNormalOutsideOfTheGap(double gap) {
        int n = 20_000;
        Separable data = Data.separable(n, 3).gap(gap).seed(8);
        double[] u = data.separator();
        double[] aside = {-u[1], u[0], 0};
        double length = Vectors.norm(aside);
        double squares = 0;
        double[] along = new double[n];
        for (int i = 0; i < n; i++) {
            double[] x = data.input(i);
            squares += Vectors.dot(u, x) * Vectors.dot(u, x) / n;
            along[i] = Vectors.dot(aside, x) / length;
        }
        assertStandardNormal(along);
        double density = Math.exp(-gap * gap / 2) / Math.sqrt(2 * Math.PI);
        double tail = (1 - Erf.value(gap / Math.sqrt(2))) / 2;
        double second = 1 + gap * density / tail;
        // E z⁴ = 3 + (g³ + 3 g) φ(g) / (1 − Φ(g)), by parts.
        double fourth = 3 + (gap * gap * gap + 3 * gap) * density / tail;
        assertThat(squares).isCloseTo(second, within(ERRORS * Math.sqrt((fourth - second * second) / n)));
    }

    /** The separator is uniform on the circle: cos 2θ and sin 2θ have mean 0 and variance ½. */
    @Test
    void separatorsPointEverywhere() {
        int draws = 1000;
        double cosine = 0;
        double sine = 0;
        for (int seed = 0; seed < draws; seed++) {
            double[] u = Data.separable(1, 2).seed(seed).separator();
            cosine += (u[0] * u[0] - u[1] * u[1]) / draws;
            sine += 2 * u[0] * u[1] / draws;
        }
        double error = ERRORS * Math.sqrt(0.5 / draws);
        assertThat(cosine).isCloseTo(0, within(error));
        assertThat(sine).isCloseTo(0, within(error));
    }

    /** Seen from far enough the noise is nothing: the means are orthogonal to rounding, however close the draws were. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void orthogonalMeansAreOrthogonalToRounding(int classes) {
        for (int seed = 0; seed < 100; seed++) {
            Data data = Data.gaussianMixture(classes, classes, classes)
                    .orthogonal()
                    .separation(1e14)
                    .seed(seed);
            for (int k = 0; k < classes; k++) {
                for (int l = 0; l <= k; l++) {
                    double inner = Vectors.dot(data.input(k), data.input(l)) / 1e28;
                    assertThat(inner).isCloseTo(k == l ? 1 : 0, within(1e-12));
                }
            }
        }
    }

    @Test
    void classesOfAMixtureFollowOneAnother() {
        Data three = Data.gaussianMixture(8, 2, 3);
        assertThat(Vectors.of(8, three::label)).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
        Data two = Data.gaussianMixture(5, 2, 2);
        assertThat(two.flatTargets()).containsExactly(1, -1, 1, -1, 1);
        assertThat(two.classCount()).isEqualTo(2);
        assertThat(three.name()).isEqualTo("Gaussian mixture");
    }

    /** Angles are uniform: the mean of an upper half circle is (0, 2/π), of a lower one (1, ½ − 2/π); variances ½ and ½ − 4/π². */
    @Test
    void moonsHaveTheirCentresAndTheirNoise() {
        int half = 10_000;
        double noise = 0.3;
        Data data = Data.twoMoons(2 * half).noise(noise).seed(2);
        double[] mean = new double[4];
        for (int i = 0; i < 2 * half; i++) {
            mean[2 * (i % 2)] += data.input(i)[0] / half;
            mean[2 * (i % 2) + 1] += data.input(i)[1] / half;
        }
        double across = ERRORS * Math.sqrt((0.5 + noise * noise) / half);
        double up = ERRORS * Math.sqrt((0.5 - 4 / (Math.PI * Math.PI) + noise * noise) / half);
        assertThat(mean[0]).isCloseTo(0, within(across));
        assertThat(mean[1]).isCloseTo(2 / Math.PI, within(up));
        assertThat(mean[2]).isCloseTo(1, within(across));
        assertThat(mean[3]).isCloseTo(0.5 - 2 / Math.PI, within(up));
        assertThat(data.name()).isEqualTo("two moons");
    }

    /** A teacher of two classes decides by the sign of one score, so that both rules agree on samples whatever their number. */
    @Test
    void aTeacherDecidesSampleBySample() {
        TeacherClasses teacher =
                Data.teacherClasses(400, 3, 2).units(5).teacher(4).seed(1);
        assertThat(teacher.targets()).isEqualTo(Targets.BINARY);
        assertThat(teacher.name()).isEqualTo("teacher with 2 classes");
        Data fewer = Data.teacherClasses(150, 3, 2).units(5).teacher(4).seed(1);
        assertThat(fewer.flatInputs()).containsExactly(Arrays.copyOf(teacher.flatInputs(), 450));
        assertThat(fewer.flatTargets()).containsExactly(Arrays.copyOf(teacher.flatTargets(), 150));
        Data other = Data.teacherClasses(400, 3, 2).units(6).teacher(4).seed(1);
        assertThat(other.flatInputs()).containsExactly(teacher.flatInputs());
        assertThat(other.flatTargets()).isNotEqualTo(teacher.flatTargets());
    }

    /** Of many samples the first are those of few: data that grow keep what they have. */
    @Test
    void moreSamplesBeginWithTheFewer() {
        assertThat(Arrays.copyOf(Data.randomLabels(50, 3).seed(4).flatInputs(), 30))
                .containsExactly(Data.randomLabels(10, 3).seed(4).flatInputs());
        assertThat(Arrays.copyOf(Data.twoMoons(50).seed(4).flatInputs(), 20))
                .containsExactly(Data.twoMoons(10).seed(4).flatInputs());
        assertThat(Arrays.copyOf(Data.separable(50, 3).seed(4).flatTargets(), 10))
                .containsExactly(Data.separable(10, 3).seed(4).flatTargets());
    }

    /** Two threads that ask at once get the same samples. */
    @Test
    void aDrawIsTheSameInEveryThread() {
        for (int seed = 0; seed < 20; seed++) {
            Data data = Data.gaussianMixture(100, 5, 3).seed(seed);
            double[][] seen = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> data.flatInputs())
                    .toArray(double[][]::new);
            for (double[] inputs : seen) {
                assertThat(inputs).isEqualTo(seen[0]);
            }
        }
    }

    /** Labels are wrong in the chosen fraction of samples, each as likely as any other, and each wrong class as any other. */
    @Test
    void corruptionIsUniformOverSamplesAndWrongClasses() {
        int draws = 600;
        Data data = Data.classes(new double[5][1], 0, 1, 2, 3, 0);
        int[][] became = new int[5][4];
        for (int seed = 0; seed < draws; seed++) {
            Data noisy = data.withLabelNoise(0.6, seed);
            for (int i = 0; i < 5; i++) {
                became[i][(int) noisy.label(i)]++;
            }
        }
        for (int i = 0; i < 5; i++) {
            for (int k = 0; k < 4; k++) {
                double expected = k == data.label(i) ? 0.4 : 0.2;
                double error = ERRORS * Math.sqrt(expected * (1 - expected) * draws);
                assertThat((double) became[i][k]).isCloseTo(expected * draws, within(error));
            }
        }
    }

    @Test
    void generatorsNameWhatTheyDoNotTake() {
        refuses(() -> Data.separable(3, 0), "dimension, got 0");
        refuses(() -> Data.twoMoons(-1), "got -1");
        refuses(() -> Data.randomLabels(0, 1), "got 0");
        refuses(() -> Data.gaussianMixture(4, 2, 1), "two classes, got 1");
        refuses(() -> Data.teacherClasses(4, 2, 1), "two classes, got 1");
        refuses(() -> Data.gaussianMixture(4, 2, 2).separation(Double.POSITIVE_INFINITY), "got Infinity");
        refuses(() -> Data.gaussianMixture(4, 2, 2).separation(-1), "got -1.0");
        refuses(() -> Data.twoMoons(4).noise(Double.POSITIVE_INFINITY), "got Infinity");
        refuses(() -> Data.separable(4, 2).gap(-0.1), "got -0.1");
        Data real = Data.regression(new double[][] {{1}}, new double[][] {{1}});
        refuses(() -> real.withLabelNoise(Double.POSITIVE_INFINITY, 1), "got Infinity");
        refuses(() -> Data.randomLabels(3, 1).withLabelNoise(1.5, 1), "got 1.5");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
