package org.ridgeless.experiments.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.curvature.radius.PartitionFunction;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.plots.Chart;

/** Two classes, where radius and Taylor coefficients have closed forms. */
final class TwoClassGhosts {
    private static final double[] GAPS = {0, 1, 2, 3, 5, 8};
    private static final double[] SLOPES = {0.5, 1, 3};
    private static final int COEFFICIENTS = 240;

    private TwoClassGhosts() {}

    /** The radius of two classes by its Taylor coefficients, and the formula without its root. */
    static List<Check> checks() {
        double worst = 0;
        double printed = 0;
        for (double gap : GAPS) {
            for (double slope : SLOPES) {
                double exact = PartitionFunction.binaryRadius(gap, slope);
                double found = binary(gap, slope).radiusFromTaylor(COEFFICIENTS);
                worst = Math.max(worst, Math.abs(found / exact - 1));
                printed = Math.max(printed, Math.abs(found / (gap * gap + Math.PI * Math.PI / slope) - 1));
            }
        }
        return List.of(
                Claim.that("radius from 240 Taylor coefficients against √(δ²+π²)/Δ, 18 pairs")
                        .predicts(0)
                        .observed(worst)
                        .within(1e-3),
                Claim.that("the same against the printed δ² + π²/Δ")
                        .predicts(0)
                        .observed(printed)
                        .within(1e-3)
                        .mustBreak(),
                Claim.that("n·|c_n + (2/n) Re t₀⁻ⁿ| for n ≥ 20, δ = 2")
                        .predicts(0)
                        .observed(coefficientError())
                        .within(1e-6));
    }

    private static double coefficientError() {
        double[] found = scaledCoefficients();
        double[] predicted = leadingTerm();
        return IntStream.range(19, found.length)
                .mapToDouble(i -> Math.abs(found[i] - predicted[i]))
                .max()
                .orElse(Double.NaN);
    }

    /** n c_n ρⁿ for δ = 2. */
    private static double[] scaledCoefficients() {
        PartitionFunction f = binary(2, 1);
        double ratio = PartitionFunction.binaryRadius(2, 1) / f.radiusBound();
        double[] c = f.taylor(COEFFICIENTS);
        return IntStream.range(0, c.length)
                .mapToDouble(i -> (i + 1) * c[i] * Math.pow(ratio, i + 1))
                .toArray();
    }

    private static double[] leadingTerm() {
        double angle = Math.atan2(Math.PI, 2);
        return IntStream.rangeClosed(1, COEFFICIENTS)
                .mapToDouble(n -> -2 * Math.cos(n * angle))
                .toArray();
    }

    static Chart figure() {
        double[] n = IntStream.rangeClosed(1, 40).asDoubleStream().toArray();
        return SoftmaxGhosts.panel("Taylor coefficients of log F, two classes, δ = 2")
                .x("n")
                .y("n cₙ ρⁿ")
                .points("from the series", n, Arrays.copyOf(scaledCoefficients(), 40))
                .theory("−2 cos nθ", n, Arrays.copyOf(leadingTerm(), 40));
    }

    private static PartitionFunction binary(double gap, double slope) {
        return PartitionFunction.of(new double[] {gap, 0}, new double[] {0, slope});
    }
}
