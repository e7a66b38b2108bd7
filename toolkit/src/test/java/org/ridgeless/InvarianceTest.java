package org.ridgeless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.FixedSpectrum;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.spectra.SpectralLaw;

/** What must change nothing: units, the order of samples, a change of basis, the names of the labels. On cases drawn at random. */
class InvarianceTest {
    private static final int CASES = 25;

    /** Seeds of the cases, mixed because neighbours start Java's generator alike; a failure names its own. */
    static Stream<Long> cases() {
        return IntStream.range(0, CASES).mapToObj(i -> Seeds.hash(1, i));
    }

    private static final List<Loss> OF_MARGINS =
            List.of(Loss.EXPONENTIAL, Loss.LOGISTIC, Loss.HINGE, Loss.smoothedHinge(0.5));

    @ParameterizedTest
    @MethodSource("cases")
    void aLossDoesNotSeeTheOrderOfItsSamples(long seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(8);
        double[] f = gaussian(random, n, 3);
        double[] y = signs(random, n);
        int[] order = permutation(random, n);
        for (Loss loss : OF_MARGINS) {
            double[] gradient = new double[n];
            double[] permuted = new double[n];
            double value = loss.gradient(f, y, n, 1, gradient);
            double other = loss.gradient(pick(f, order), pick(y, order), n, 1, permuted);
            assertThat(other).as(loss.name()).isCloseTo(value, within(1e-14 * value));
            // exp in a vector and exp in the rest behind it differ in the last digit, so the place of a sample may show
            // there.
            double[] expected = pick(gradient, order);
            for (int i = 0; i < n; i++) {
                assertThat(permuted[i]).as(loss.name()).isCloseTo(expected[i], within(2 * Math.ulp(expected[i])));
            }
            assertThat(loss.logValue(pick(f, order), pick(y, order), n, 1))
                    .isCloseTo(loss.logValue(f, y, n, 1), within(1e-13));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMarginLossIsTheSameForBothNamesOfTheClasses(long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(8);
        double[] f = gaussian(random, n, 10);
        double[] y = signs(random, n);
        for (Loss loss : OF_MARGINS) {
            double[] gradient = new double[n];
            double[] flipped = new double[n];
            double value = loss.gradient(f, y, n, 1, gradient);
            assertThat(loss.gradient(negative(f), negative(y), n, 1, flipped)).isEqualTo(value);
            assertThat(negative(flipped)).isEqualTo(gradient);
        }
    }

    /** The softmax sees differences only; its gradient sums to the difference of 1 and the sum of the targets. */
    @ParameterizedTest
    @MethodSource("cases")
    void theCrossEntropyIsBlindToAnOffsetOfAllOutputs(long seed) {
        Random random = new Random(seed);
        int c = 2 + random.nextInt(5);
        double[] f = gaussian(random, c, 3);
        double[] y = new double[c];
        y[random.nextInt(c)] = 1;
        double offset = 50 * random.nextGaussian();
        double[] moved = Arrays.stream(f).map(v -> v + offset).toArray();
        double value = Loss.CROSS_ENTROPY.value(f, y, 1, c);
        // The offset costs the last bits of the outputs.
        double rounding = 8 * Math.ulp(Math.abs(offset) + 10);
        assertThat(Loss.CROSS_ENTROPY.value(moved, y, 1, c)).isCloseTo(value, within(rounding));
        double[] gradient = new double[c];
        Loss.CROSS_ENTROPY.gradient(moved, y, 1, c, gradient);
        assertThat(Arrays.stream(gradient).sum()).isCloseTo(0, within(1e-14));
    }

    /** ℓ(prox) + ‖prox − v‖²/(2 step) is no larger anywhere near: the point is the minimum, and moves less than v does. */
    @ParameterizedTest
    @MethodSource("cases")
    void aProximalStepContracts(long seed) {
        Random random = new Random(seed);
        double step = Math.exp(3 * random.nextGaussian());
        double[] v = gaussian(random, 2, 5);
        for (Loss loss : OF_MARGINS) {
            double[] u = new double[2];
            loss.prox(v, new double[] {1, 1}, 2, 1, step, u);
            assertThat(Math.abs(u[0] - u[1]))
                    .as("%s, step %s", loss.name(), step)
                    .isLessThanOrEqualTo(Math.abs(v[0] - v[1]) * (1 + 1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalizedMarginsDoNotSeeTheSizeOfTheWeights(long seed) {
        Random random = new Random(seed);
        Net net = Nets.relu(3, 1 + random.nextInt(9), 1 + random.nextInt(9), 1).seed(seed);
        Data data = Data.separable(12, 3).gap(0.1).seed(seed);
        double factor = Math.exp(5 * random.nextGaussian());
        double[] here = Margins.normalized(net, data).by(Norm.FROBENIUS_PRODUCT).values();
        double[] there = Margins.normalized(net.scaled(factor), data)
                .by(Norm.FROBENIUS_PRODUCT)
                .values();
        double size = Arrays.stream(here).map(Math::abs).max().orElseThrow();
        assertThat(there).containsExactly(here, within(1e-13 * size));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLargestMarginScalesWithTheDataAndTurnsWithThem(long seed) {
        Random random = new Random(seed);
        int d = 2 + random.nextInt(4);
        Data data = Data.separable(5 + random.nextInt(30), d).gap(0.2).seed(seed);
        double[] labels = data.flatTargets();
        double margin = MaxMargin.l2(data).margin();
        double[] mirror = gaussian(random, d, 1);
        double unit = Math.pow(10, 16 * random.nextDouble() - 8);
        double[][] moved = Arrays.stream(data.inputs())
                .map(x -> reflected(x, mirror))
                .map(x -> Arrays.stream(x).map(v -> v * unit).toArray())
                .toArray(double[][]::new);
        int[] order = permutation(random, labels.length);
        double[][] shuffled = IntStream.of(order).mapToObj(i -> moved[i]).toArray(double[][]::new);
        assertThat(MaxMargin.l2(Data.of(shuffled, pick(labels, order))).margin() / unit)
                .isCloseTo(margin, within(1e-8 * margin));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eigenvaluesDoNotSeeTheBasisAndScaleWithTheUnit(long seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(30);
        double[] diagonal = gaussian(random, n, 1);
        double unit = Math.pow(10, 200 * random.nextDouble() - 100);
        double[] mirror = gaussian(random, n, 1);
        double[] matrix = new double[n * n];
        for (int j = 0; j < n; j++) {
            double[] column = new double[n];
            column[j] = 1;
            column = reflected(column, mirror);
            for (int i = 0; i < n; i++) {
                column[i] *= diagonal[i];
            }
            column = reflected(column, mirror);
            for (int i = 0; i < n; i++) {
                matrix[i * n + j] = unit * column[i];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i * n + j] = matrix[j * n + i];
            }
        }
        double[] values = SymmetricEigen.values(matrix, n);
        double[] expected = diagonal.clone();
        Arrays.sort(expected);
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(Arrays.stream(values).map(v -> v / unit).sorted().toArray())
                .containsExactly(expected, within(1e-13 * n * size));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void freeSumsAndProductsDoNotSeeTheOrderOfTheirParts(long seed) {
        Random random = new Random(seed);
        SpectralLaw first = MarchenkoPastur.ofRatio(0.1 + random.nextDouble());
        SpectralLaw second = random.nextBoolean()
                ? Semicircle.ofVariance(0.2 + random.nextDouble())
                : FixedSpectrum.of(1, 1 + 3 * random.nextDouble());
        double z = 1.5 * Math.max(1, first.rightEdge() + high(second));
        assertThat(second.plus(first).stieltjes(z)).isCloseTo(first.plus(second).stieltjes(z), within(1e-11));
        SpectralLaw positive = FixedSpectrum.of(1, 1 + 3 * random.nextDouble());
        double far = 8 * first.rightEdge();
        assertThat(positive.times(first).stieltjes(far))
                .isCloseTo(first.times(positive).stieltjes(far), within(1e-11));
        // Free cumulants add: the means and the variances of a sum are those of its parts.
        assertThat(first.plus(second).mean()).isCloseTo(first.mean() + second.mean(), within(1e-8));
        assertThat(first.plus(second).variance()).isCloseTo(first.variance() + second.variance(), within(1e-7));
    }

    private static double high(SpectralLaw law) {
        return Math.max(
                law.support().isEmpty() ? Double.NEGATIVE_INFINITY : law.rightEdge(),
                law.atoms().stream().mapToDouble(atom -> atom.at()).max().orElse(Double.NEGATIVE_INFINITY));
    }

    private static double[] gaussian(Random random, int n, double deviation) {
        return IntStream.range(0, n)
                .mapToDouble(i -> deviation * random.nextGaussian())
                .toArray();
    }

    private static double[] signs(Random random, int n) {
        return IntStream.range(0, n)
                .mapToDouble(i -> random.nextBoolean() ? 1 : -1)
                .toArray();
    }

    private static int[] permutation(Random random, int n) {
        List<Integer> order = Arrays.asList(IntStream.range(0, n).boxed().toArray(Integer[]::new));
        Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }

    private static double[] pick(double[] values, int[] order) {
        return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] negative(double[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }

    /** x mirrored at the hyperplane whose normal is given: an orthogonal map. */
    private static double[] reflected(double[] x, double[] normal) {
        double dot = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            dot += x[i] * normal[i];
            square += normal[i] * normal[i];
        }
        double[] image = x.clone();
        for (int i = 0; i < x.length; i++) {
            image[i] -= 2 * dot / square * normal[i];
        }
        return image;
    }
}
