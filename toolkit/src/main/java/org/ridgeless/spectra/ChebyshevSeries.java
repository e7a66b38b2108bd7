package org.ridgeless.spectra;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A smooth function on an interval as a Chebyshev series \(\sum_k c_kT_k\); reference: L. N. Trefethen, <i>Approximation
 * Theory and Approximation Practice</i>, SIAM 2013, chapters 3 and 19. */
final class ChebyshevSeries {
    private final double low;
    private final double high;
    private final double[] coefficients;

    private ChebyshevSeries(double low, double high, double[] coefficients) {
        this.low = low;
        this.high = high;
        this.coefficients = coefficients;
    }

    /** The points cos(πk/n), k = 0 … n, carried to the interval, the upper end first. */
    static double[] points(double low, double high, int n) {
        double[] points = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            points[k] = low / 2 + high / 2 + (high - low) / 2 * Math.sin(Math.PI * (n - 2 * k) / (2.0 * n));
        }
        return points;
    }

    /** The interpolant of a function in n + 1 points. */
    static ChebyshevSeries of(DoubleUnaryOperator f, double low, double high, int n) {
        return ofValues(low, high, Arrays.stream(points(low, high, n)).map(f).toArray());
    }

    /** The interpolant in n points cos(π(k + ½)/n), none of them an end of the interval. */
    static ChebyshevSeries inside(DoubleUnaryOperator f, double low, double high, int n) {
        double[] values = new double[n];
        double[] cosines = new double[4 * n];
        for (int k = 0; k < n; k++) {
            values[k] = f.applyAsDouble(
                    low / 2 + high / 2 + (high - low) / 2 * Math.sin(Math.PI * (n - 1 - 2 * k) / (2.0 * n)));
        }
        for (int k = 0; k < 4 * n; k++) {
            cosines[k] = Math.cos(Math.PI * k / (2.0 * n));
        }
        double[] coefficients = new double[n];
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += values[k] * cosines[(int) ((long) j * (2 * k + 1) % (4 * n))];
            }
            coefficients[j] = sum * (j == 0 ? 1.0 : 2.0) / n;
        }
        return new ChebyshevSeries(low, high, coefficients);
    }

    /** The interpolant of values at {@link #points}. */
    static ChebyshevSeries ofValues(double low, double high, double[] values) {
        int n = values.length - 1;
        double[] cosines = new double[2 * n];
        for (int k = 0; k < cosines.length; k++) {
            cosines[k] = Math.cos(Math.PI * k / n);
        }
        double[] coefficients = new double[n + 1];
        for (int j = 0; j <= n; j++) {
            double sum = 0;
            for (int k = 0; k <= n; k++) {
                sum += (k == 0 || k == n ? 0.5 : 1) * values[k] * cosines[(int) ((long) j * k % (2 * n))];
            }
            coefficients[j] = sum * (j == 0 || j == n ? 1.0 : 2.0) / n;
        }
        return new ChebyshevSeries(low, high, coefficients);
    }

    /** The largest of the last coefficients in units of the largest of all: what the series has not resolved. */
    double tail() {
        double all = 0;
        double last = 0;
        for (int k = 0; k < coefficients.length; k++) {
            double size = Math.abs(coefficients[k]);
            all = Math.max(all, size);
            last = k >= coefficients.length - Math.max(2, coefficients.length / 10) ? Math.max(last, size) : last;
        }
        return all == 0 ? 0 : last / all;
    }

    /** The series that vanishes at the lower end and has this one as its derivative. */
    ChebyshevSeries integral() {
        int n = coefficients.length - 1;
        double[] integral = new double[n + 2];
        double half = (high - low) / 2;
        for (int k = 1; k <= n + 1; k++) {
            double before = k == 1 ? 2 * coefficients[0] : coefficients[k - 1];
            double after = k + 1 <= n ? coefficients[k + 1] : 0;
            integral[k] = half * (before - after) / (2 * k);
        }
        double atLow = 0;
        for (int k = 1; k <= n + 1; k++) {
            atLow += k % 2 == 0 ? integral[k] : -integral[k];
        }
        integral[0] = -atLow;
        return new ChebyshevSeries(low, high, integral);
    }

    /** The value at a point of the interval, by Clenshaw's recurrence. */
    double at(double x) {
        double t = ((x - low) - (high - x)) / (high - low);
        double b1 = 0;
        double b2 = 0;
        for (int k = coefficients.length - 1; k > 0; k--) {
            double b0 = 2 * t * b1 - b2 + coefficients[k];
            b2 = b1;
            b1 = b0;
        }
        return t * b1 - b2 + coefficients[0];
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }
}
