package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;

/** Values, symmetries, degrees and extremes of the activations and of their three derivatives. */
class ActivationLawsTest {
    private static final Map<String, Activation> BY_NAME = Map.of(
            "tanh", Activations.TANH,
            "erf", Activations.ERF,
            "GELU", Activations.GELU,
            "softplus", Activations.SOFTPLUS,
            "sine", Activations.SINE);

    static List<Activation> all() {
        return List.of(
                Activations.LINEAR,
                Activations.RELU,
                Activations.leakyRelu(0.2),
                Activations.leakyRelu(-1),
                Activations.powerRelu(2),
                Activations.powerRelu(3),
                Activations.powerRelu(7),
                Activations.TANH,
                Activations.ERF,
                Activations.GELU,
                Activations.SOFTPLUS,
                Activations.SINE,
                Activations.polynomial(0.5),
                Activations.polynomial(0, 2, 0, -0.25));
    }

    private static double[] derivatives(Activation f, double z) {
        return new double[] {f.value(z), f.derivative(z), f.secondDerivative(z), f.thirdDerivative(z)};
    }

    /** {@code mpmath.diff(f, z, k)} for k = 0 to 3 with 40 digits, printed to 17. */
    @ParameterizedTest
    @CsvSource({
        "tanh, -3.0, -0.99505475368673045, 0.0098660371654401913, 0.019634494363042436, 0.038880116525661682",
        "tanh, -0.75, -0.63514895238728732, 0.59658580828133143, 0.75784170227802139, 0.25085547326918849",
        "tanh, 0.2, 0.197375320224904, 0.9610429829661166, -0.37937233302566845, -1.6974497587860025",
        "tanh, 2.5, 0.98661429815143029, 0.02659222668316062, -0.052472542130580504, 0.10212602761283088",
        "erf, -3.0, -0.99997790950300141, 0.00013925305194674785, 0.00083551831168048712, 0.004734603766189427",
        "erf, -0.75, -0.71115563365351513, 0.64293106919520733, 0.96439660379281099, 0.16073276729880183",
        "erf, 0.2, 0.22270258921047845, 1.0841347871048631, -0.43365391484194525, -1.9948080082729481",
        "erf, 2.5, 0.99959304798255504, 0.0021782842303527097, -0.010891421151763549, 0.050100537298112324",
        "GELU, -3.0, -0.0040496940948902836, -0.011945647204183927, -0.03102293888356605, -0.066477726179070108",
        "GELU, -0.75, -0.16997051428265115, 0.00077427826076489563, 0.43288505872253133, 0.77636994227410511",
        "GELU, 0.2, 0.1158519418878206, 0.6574682482341942, 0.76644368019189352, -0.30970581362856106",
        "GELU, 2.5, 2.4844758366855597, 1.0376110859081452, -0.074495277097666284, 0.098596690276323023",
        "softplus, -3.0, 0.048587351573742059, 0.047425873177566781, 0.045176659730912133, 0.040891574660943479",
        "softplus, -0.75, 0.38687100611489994, 0.32082130082460703, 0.21789499376181403, 0.078084283078144409",
        "softplus, 0.2, 0.79813886938159184, 0.54983399731247791, 0.24751657271185994, -0.024669480438633143",
        "softplus, 2.5, 2.5788897342925496, 0.92414181997875645, 0.070103716545108157, -0.059467835845434068",
        "sine, -3.0, -0.14112000805986722, -0.98999249660044546, 0.14112000805986722, 0.98999249660044546",
        "sine, -0.75, -0.68163876002333417, 0.73168886887382089, 0.68163876002333417, -0.73168886887382089",
        "sine, 0.2, 0.19866933079506122, 0.98006657784124163, -0.19866933079506122, -0.98006657784124163",
        "sine, 2.5, 0.59847214410395649, -0.80114361554693371, -0.59847214410395649, 0.80114361554693371"
    })
    void valuesAndDerivativesAreThoseOfMpmath(
            String name, double z, double value, double first, double second, double third) {
        assertThat(derivatives(BY_NAME.get(name), z))
                .containsExactly(new double[] {value, first, second, third}, within(4e-16));
    }

    @Test
    void symmetriesHoldToTheLastBit() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double z = 4 * random.nextGaussian();
            for (Activation odd : List.of(Activations.TANH, Activations.ERF, Activations.SINE)) {
                double[] right = derivatives(odd, z);
                double[] left = derivatives(odd, -z);
                assertThat(left).containsExactly(-right[0], right[1], -right[2], right[3]);
            }
            double[] right = derivatives(Activations.GELU, z);
            double[] left = derivatives(Activations.GELU, -z);
            // z Φ(z) is half of z and an even function.
            assertThat(right[0] - left[0]).isCloseTo(z, within(2 * 0x1p-52 * Math.abs(z)));
            assertThat(right[1] + left[1]).isCloseTo(1, within(5e-16));
            assertThat(right[2]).isEqualTo(left[2]);
            assertThat(right[3]).isEqualTo(-left[3]);
            double[] above = derivatives(Activations.SOFTPLUS, z);
            double[] below = derivatives(Activations.SOFTPLUS, -z);
            assertThat(above[0] - below[0]).isCloseTo(z, within(4e-16 * (1 + Math.abs(z))));
            assertThat(above[1] + below[1]).isCloseTo(1, within(2e-16));
        }
    }

    /** The logistic density is even, into tails that 1 − σ(z) no longer sees; e^−z there, by mpmath at 50 and 30. */
    @Test
    void theTailsOfSoftplusAreEqual() {
        assertThat(Activations.SOFTPLUS.secondDerivative(50)).isCloseTo(1.9287498479639178e-22, within(1e-36));
        assertThat(Activations.SOFTPLUS.secondDerivative(30)).isCloseTo(9.3576229688384233e-14, within(1e-28));
        assertThat(Activations.SOFTPLUS.thirdDerivative(30)).isCloseTo(-9.357622968836672e-14, within(1e-28));
        for (double z = 0; z < 700; z += 0.7) {
            double second = Activations.SOFTPLUS.secondDerivative(z);
            double third = Activations.SOFTPLUS.thirdDerivative(z);
            assertThat(Activations.SOFTPLUS.secondDerivative(-z)).isEqualTo(second);
            assertThat(Activations.SOFTPLUS.thirdDerivative(-z)).isEqualTo(-third);
            assertThat(second).isPositive();
        }
    }

    /** σ(cz) = c^degree σ(z), and each derivative has one degree less than the one before it. */
    @ParameterizedTest
    @MethodSource("all")
    void activationsWithADegreeAreHomogeneous(Activation activation) {
        double degree = activation.degree();
        for (double z : new double[] {-2.5, -1, 0.5, 3}) {
            double[] once = derivatives(activation, z);
            double[] scaled = derivatives(activation, 1.5 * z);
            boolean homogeneous = true;
            for (int k = 0; k < 4; k++) {
                double expected = Math.pow(1.5, degree - k) * once[k];
                homogeneous &= Math.abs(scaled[k] - expected) <= 1e-13 * Math.abs(expected);
            }
            assertThat(homogeneous).as("%s at %s", activation.name(), z).isEqualTo(!Double.isNaN(degree));
        }
        assertThat(activation.factorizes()).isEqualTo(degree == 1);
        assertThat(!activation.piecewiseLinear() || activation.degree() == 1).isTrue();
    }

    /** The derivative of max(z, 0)ᵖ is p max(z, 0)ᵖ⁻¹, for powers whose products no int holds as well. */
    @ParameterizedTest
    @CsvSource({"2", "3", "4", "5", "40", "2000", "100000"})
    void powersLoseOneWithEachDerivative(int power) {
        Activation f = Activations.powerRelu(power);
        Activation lower = Activations.powerRelu(power - 1);
        for (double z : new double[] {-1, 0, 0.25, 0.999, 1, 1.0001}) {
            assertThat(f.derivative(z)).isEqualTo(power * lower.value(z));
            assertThat(f.secondDerivative(z))
                    .isCloseTo(power * lower.derivative(z), within(1e-12 * (1 + f.secondDerivative(z))));
            assertThat(f.thirdDerivative(z))
                    .isCloseTo(power * lower.secondDerivative(z), within(1e-12 * (1 + f.thirdDerivative(z))));
        }
        assertThat(Activations.powerRelu(1)).isSameAs(Activations.RELU);
    }

    /** Where values stay finite so do the derivatives, at every finite argument. */
    @Test
    void noDerivativeIsLostAtLargeArguments() {
        for (Activation bounded : BY_NAME.values()) {
            for (double z : new double[] {40, 800, 1e10, 1e100, 1e160, 1e300, Double.MAX_VALUE}) {
                for (double signed : new double[] {z, -z}) {
                    for (double value : derivatives(bounded, signed)) {
                        assertThat(value).as("%s at %s", bounded.name(), signed).isFinite();
                    }
                }
            }
        }
        for (Activation straight : List.of(Activations.RELU, Activations.LINEAR, Activations.leakyRelu(0.5))) {
            assertThat(derivatives(straight, Double.MAX_VALUE)).containsExactly(Double.MAX_VALUE, 1, 0, 0);
        }
    }

    /** What is no number stays none: a lost network is seen, and not taken for one whose units are off. */
    @ParameterizedTest
    @MethodSource("all")
    void whatIsNoNumberStaysNone(Activation activation) {
        assertThat(activation.value(Double.NaN)).isNaN();
        double[] y = new double[3];
        activation.apply(3, new double[] {1, Double.NaN, -1}, y);
        assertThat(y[0]).isEqualTo(activation.value(1));
        assertThat(y[1]).isNaN();
        assertThat(y[2]).isEqualTo(activation.value(-1));
    }

    /** The passes over arrays are those of single numbers. */
    @ParameterizedTest
    @MethodSource("all")
    void arraysAreTakenNumberByNumber(Activation activation) {
        int n = 37;
        Random random = new Random(2);
        double[] z = random.doubles(n, -4, 4).toArray();
        double[] a = random.doubles(n, -1, 1).toArray();
        double[] b = random.doubles(n, -1, 1).toArray();
        double[] y = new double[n];
        double[] slopes = new double[n];
        double[] bends = new double[n];
        activation.apply(n, z, y);
        activation.multiplyDerivative(n, z, y, a, slopes);
        activation.addBend(n, z, y, a, b, bends);
        for (int i = 0; i < n; i++) {
            assertThat(y[i]).isEqualTo(activation.value(z[i]));
            assertThat(slopes[i]).isCloseTo(activation.derivative(z[i]) * a[i], within(1e-15));
            assertThat(bends[i])
                    .isCloseTo(
                            a[i] * activation.secondDerivative(z[i]) * b[i], within(1e-15 * (1 + Math.abs(bends[i]))));
        }
    }

    @Test
    void whatIsNoActivationIsRefused() {
        refuses(() -> Activations.powerRelu(0), "at least 1, got 0");
        refuses(() -> Activations.polynomial(), "at least one coefficient");
        refuses(() -> Activations.of(" ", z -> z), "needs a name");
        refuses(() -> Activations.of("log", z -> z.log()), "the activation log is NaN at");
        assertThat(Activations.of("square", z -> z.times(z))).hasToString("square");
        assertThat(Activations.of("square", z -> z.times(z)).degree()).isNaN();
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
