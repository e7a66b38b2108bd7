package org.ridgeless.models.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Minima by findroot of mpmath 1.3.0 with 30 digits, from the losses as they are printed in the papers. */
class CollapseReferenceTest {
    @Test
    void gainsAreTheRootsOfTheirEquation() {
        requireMinimum(
                SquareLossCollapse.of(1, 1e-3, 7, 3), 0.12843825840392417, 0.88047713906656064, 0.81742581416494463);
        requireMinimum(
                SquareLossCollapse.of(2, 1e-7, 8, 4, 2),
                0.033455871291566967,
                0.98366500633293322,
                0.97398418676539178,
                0.95848100152109096);
        requireMinimum(
                SquareLossCollapse.of(4, 1e-12, 6, 6, 3),
                0.040738045563152212,
                0.98563383345001891,
                0.98563383345001891,
                0.97482094984808401);
        assertThat(SquareLossCollapse.of(4, 1e-12, 6, 6, 3).load(2)).isCloseTo(0.024796720982064157, within(1e-16));
    }

    private static void requireMinimum(SquareLossCollapse minimum, double loss, double... gains) {
        assertThat(minimum.gains()).containsExactly(gains, within(1e-14));
        assertThat(minimum.loss()).isCloseTo(loss, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1e-4, 3, 10, 3.3885435452188402, 0.27964440534329433",
        "2, 1e-8, 4, 5, 6.2062334424111714, 0.062019321615875306",
        "3, 1e-12, 6, 7, 7.4204044650083434, 0.047298687260887928"
    })
    void theSimplexFrameHasItsScale(int depth, double product, int classes, int samples, double scale, double loss) {
        CrossEntropyCollapse frame = CrossEntropyCollapse.of(depth, product, classes, samples);
        assertThat(frame.scale()).isCloseTo(scale, within(1e-13));
        assertThat(frame.loss()).isCloseTo(loss, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1e-8, 4, 5, 5.7196782802507154, 0.062661488292120052",
        "3, 1e-12, 6, 7, 7.3580558592214399, 0.039985738905196852"
    })
    void theCrossPolytopeHasItsScale(int depth, double product, int classes, int samples, double scale, double loss) {
        CrossPolytopeCollapse frame = CrossPolytopeCollapse.of(depth, product, classes, samples);
        assertThat(frame.scale()).isCloseTo(scale, within(1e-13));
        assertThat(frame.loss()).isCloseTo(loss, within(1e-15));
    }

    /** Two antipodal logits ±t are a simplex of two with s = 2t. */
    @ParameterizedTest
    @CsvSource({"1, 1e-3, 8", "2, 1e-6, 4", "5, 1e-15, 30"})
    void twoClassesHaveOneFrameUnderTwoNames(int depth, double product, int samples) {
        CrossEntropyCollapse simplex = CrossEntropyCollapse.of(depth, product, 2, samples);
        CrossPolytopeCollapse polytope = CrossPolytopeCollapse.of(depth, product, 2, samples);
        for (double t : new double[] {0.3, 1, 4}) {
            assertThat(polytope.loss(t)).isCloseTo(simplex.loss(2 * t), within(1e-14));
        }
        assertThat(2 * polytope.scale()).isCloseTo(simplex.scale(), within(1e-12));
        assertThat(polytope.loss()).isCloseTo(simplex.loss(), within(1e-14));
    }

    /** The gain of a class depends on its load alone, whatever the order of classes and the depth behind the load. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void gainsFollowTheirClasses(int depth) {
        double product =
                SquareLossCollapse.decayProductAtLoad(depth, 0.8 * SquareLossCollapse.criticalLoad(depth), 4, 14);
        double[] gains = SquareLossCollapse.of(depth, product, 8, 4, 2).gains();
        double[] turned = SquareLossCollapse.of(depth, product, 2, 8, 4).gains();
        assertThat(turned).containsExactly(gains[2], gains[0], gains[1]);
        SquareLossCollapse one = SquareLossCollapse.of(depth, product, 8, 4, 2);
        assertThat(one.load(1)).isCloseTo(0.8 * SquareLossCollapse.criticalLoad(depth), within(1e-14));
        assertThat(one.loss())
                .isCloseTo(SquareLossCollapse.of(depth, product, 2, 8, 4).loss(), within(1e-15));
        // Majorities have more gain: n Λ^(1/(M+1)) / n falls with n.
        assertThat(gains[0]).isGreaterThan(gains[1]);
        assertThat(gains[1]).isGreaterThan(gains[2]);
    }

    /** At the critical load both states have one loss, beyond the spinodal the live one is gone. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void theGainJumpsAtTheCriticalLoad(int depth) {
        double critical = SquareLossCollapse.criticalLoad(depth);
        SquareLossCollapse below = atLoad(depth, critical * (1 - 1e-12));
        SquareLossCollapse above = atLoad(depth, critical * (1 + 1e-12));
        assertThat(below.gains()[0]).isCloseTo(SquareLossCollapse.gainAtTransition(depth), within(1e-9));
        assertThat(above.gains()[0]).isZero();
        assertThat(above.loss()).isCloseTo(0.5, within(1e-14));
        assertThat(below.loss()).isCloseTo(0.5, within(1e-10));
        double spinodal = SquareLossCollapse.spinodalLoad(depth);
        assertThat(atLoad(depth, spinodal * 0.999).liveGain(0)).isGreaterThan((depth - 1.0) / (2 * depth));
        assertThat(atLoad(depth, spinodal * 1.001).liveGain(0)).isNaN();
    }

    private static SquareLossCollapse atLoad(int depth, double load) {
        return SquareLossCollapse.of(depth, SquareLossCollapse.decayProductAtLoad(depth, load, 5, 10), 5, 5);
    }

    /** One layer, λ_W = nλ_H: the centred identity in every factor is balanced and has the loss in closed form. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5})
    void theFrameOnFreeFeaturesHasTheLossOfTheFormula(double size) {
        FreeFeatures model =
                FreeFeatures.classes(4, 4, 4).width(3).decay(4e-3, 1e-3).crossEntropy();
        double[][] simplex = {
            {2 / 3.0, -1 / 3.0, -1 / 3.0}, {-1 / 3.0, 2 / 3.0, -1 / 3.0}, {-1 / 3.0, -1 / 3.0, 2 / 3.0}
        };
        CollapseState state = model.startOn(size, simplex);
        CrossEntropyCollapse frame = CrossEntropyCollapse.of(1, model.decayProduct(), 3, 4);
        assertThat(state.loss()).isCloseTo(frame.loss(size * size), within(1e-14));
        assertThat(state.variability()).isCloseTo(0, within(1e-30));
        assertThat(state.gains()).containsOnly(new double[] {size * size * 2 / 3}, within(1e-15));
        assertThat(state.offDiagonal()).isCloseTo(size * size / 3, within(1e-15));
    }

    @Test
    void theFrameAtItsScaleHasNoSlope() {
        FreeFeatures model =
                FreeFeatures.classes(4, 4, 4).width(3).decay(4e-3, 1e-3).crossEntropy();
        double[][] simplex = {
            {2 / 3.0, -1 / 3.0, -1 / 3.0}, {-1 / 3.0, 2 / 3.0, -1 / 3.0}, {-1 / 3.0, -1 / 3.0, 2 / 3.0}
        };
        double scale = CrossEntropyCollapse.of(1, model.decayProduct(), 3, 4).scale();
        assertThat(model.startOn(Math.sqrt(scale), simplex).gradient()).containsOnly(new double[] {0}, within(1e-15));
    }

    @Test
    void theWeakestDecaysHaveAScaleAndOthersAreRefused() {
        // The smallest of all products: e^{−t} = pull · K/2 to leading order, with the pull √(4.9e-324).
        CrossPolytopeCollapse weakest = CrossPolytopeCollapse.of(1, Double.MIN_VALUE, 4, 1);
        assertThat(weakest.scale()).isCloseTo(-Math.log(2 * Math.sqrt(Double.MIN_VALUE)), within(1e-10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossPolytopeCollapse.of(1, 1e-3, 5, 1))
                .withMessageContaining("got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropyCollapse.of(1, Double.NaN, 3, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> CrossEntropyCollapse.of(1, 1, 1, 5));
    }

    /** So much decay that no frame pays: the scale is 0 and the loss that of guessing, log K. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void strongDecayLeavesNoSignal(int depth) {
        assertThat(CrossEntropyCollapse.of(depth, 10, 4, 3).scale()).isZero();
        assertThat(CrossEntropyCollapse.of(depth, 10, 4, 3).loss()).isCloseTo(Math.log(4), within(1e-15));
        assertThat(CrossPolytopeCollapse.of(depth, 10, 4, 3).loss()).isCloseTo(Math.log(4), within(1e-8));
    }
}
