package org.ridgeless.verdict;

import java.util.Arrays;
import org.ridgeless.tables.Statistics;

/**
 * The least-squares line through points, as far as its slope.
 *
 * @param count number of points
 * @param slope of the line; not a number if all places are equal
 * @param error standard error of the slope
 * @param problem why it cannot be judged; empty if it can
 */
record Regression(int count, double slope, double error, String problem) {
    private static final int LEAST = 3;

    static Regression of(double[] places, double[] values) {
        if (places.length != values.length) {
            throw new IllegalArgumentException("a slope needs pairs, got " + places.length + " and " + values.length);
        }
        int n = places.length;
        // Squares leave the range of numbers before the numbers do; powers of 2 round nothing.
        int unitX = exponent(places);
        int unitY = exponent(values);
        double[] x = scaled(places, -unitX);
        double[] y = scaled(values, -unitY);
        String problem = Problems.ofPairs(x, y, LEAST);
        double meanX = Statistics.mean(x);
        double meanY = Statistics.mean(y);
        double cross = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            cross += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        // Equal places whose mean is rounded would leave a line through nothing but rounding.
        boolean upright = Arrays.stream(x).allMatch(place -> place == x[0]);
        double slope = upright ? Double.NaN : cross / squares;
        double rest = 0;
        for (int i = 0; i < n; i++) {
            double residual = y[i] - meanY - slope * (x[i] - meanX);
            rest += residual * residual;
        }
        if (problem.isEmpty() && rest == 0) {
            problem = "all " + n + " points lie on a line, which leaves a slope without an interval";
        }
        double error = Math.sqrt(rest / (n - 2.0) / squares);
        return new Regression(n, Math.scalb(slope, unitY - unitX), Math.scalb(error, unitY - unitX), problem);
    }

    Estimate estimate() {
        return new Estimate(
                "slope", slope, count, true, level -> Intervals.student(slope, error, count - 2.0, level), problem);
    }

    private static int exponent(double[] values) {
        return Math.getExponent(Arrays.stream(values).map(Math::abs).max().orElse(1));
    }

    private static double[] scaled(double[] values, int power) {
        return Arrays.stream(values).map(v -> Math.scalb(v, power)).toArray();
    }
}
