package org.ridgeless.verdict;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Kolmogorov–Smirnov distances. */
final class Distances {
    private static final String KIND = "Kolmogorov–Smirnov distance";

    private Distances() {}

    static Estimate toLaw(double[] draws, DoubleUnaryOperator cdf) {
        String problem = Problems.ofDraws(draws, 2);
        double distance = problem.isEmpty() ? distance(draws, cdf) : Double.NaN;
        int n = draws.length;
        return new Estimate(KIND, distance, n, true, level -> around(distance, radius(n, level)), problem);
    }

    static Estimate between(double[] first, double[] second) {
        String problem = Problems.ofDraws(first, 2);
        problem = problem.isEmpty() ? Problems.ofDraws(second, 2) : problem;
        double distance = problem.isEmpty() ? distance(first, second) : Double.NaN;
        return new Estimate(
                KIND,
                distance,
                Math.min(first.length, second.length),
                true,
                level -> {
                    double each = (1 + level) / 2;
                    return around(distance, radius(first.length, each) + radius(second.length, each));
                },
                problem);
    }

    /** The empirical law of n draws lies within this distance of the true law, with probability of at least the level. */
    private static double radius(int n, double level) {
        return Math.sqrt(Math.log(2 / (1 - level)) / (2.0 * n));
    }

    private static Interval around(double distance, double radius) {
        return new Interval(Math.max(0, distance - radius), Math.min(1, distance + radius));
    }

    private static double distance(double[] draws, DoubleUnaryOperator cdf) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double worst = 0;
        for (int i = 0; i < sorted.length; i++) {
            double probability = cdf.applyAsDouble(sorted[i]);
            if (!(probability >= 0 && probability <= 1)) {
                return Double.NaN;
            }
            double above = (i + 1.0) / sorted.length - probability;
            double below = probability - (double) i / sorted.length;
            worst = Math.max(worst, Math.max(above, below));
        }
        return worst;
    }

    private static double distance(double[] first, double[] second) {
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double worst = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double place = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= place) {
                i++;
            }
            while (j < b.length && b[j] <= place) {
                j++;
            }
            worst = Math.max(worst, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return worst;
    }
}
