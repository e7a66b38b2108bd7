package org.ridgeless.landscape.approximation;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;

/**
 * The polynomial of degree n, n even, that is uniformly closest to |x| on [−1, 1], and with it the one closest to ReLU: max(x, 0) = (x +
 * |x|)/2. It is p(x²) with p of degree k = n/2, found by the exchange of E. Remez for x on [0, 1], where the error x − p(x²) takes its
 * largest size with alternating signs at k + 2 points.
 *
 * <p>n E_n tends to Bernstein's constant 0.2801694990…, and not to 1/(2√π) = 0.2821 as S. Bernstein conjectured (R. Varga and A.
 * Carpenter, Constr. Approx. 1 (1985) 333–348).
 */
public final class BestPolynomial {
    /** lim n E_n(|x|), to ten digits (Varga and Carpenter 1985). */
    public static final double BERNSTEIN = 0.2801694990;

    private static final int LARGEST_DEGREE = 64;
    private static final int ROUNDS = 60;
    private static final double TIGHT = 1e-10;

    private final int degree;
    private final double[] chebyshev;
    private final double error;

    private BestPolynomial(int degree, double[] chebyshev, double error) {
        this.degree = degree;
        this.chebyshev = chebyshev;
        this.error = error;
    }

    /**
     * The best approximation of |x|.
     *
     * @param degree n, even, from 2 to 64
     * @return the polynomial with its error
     * @throws ArithmeticException if the exchange does not come to errors that agree to 10⁻¹⁰ of themselves
     * @throws IllegalArgumentException if n is odd or outside of 2..64
     */
    public static BestPolynomial ofModulus(int degree) {
        if (degree < 2 || degree > LARGEST_DEGREE || degree % 2 != 0) {
            throw new IllegalArgumentException(
                    "the degree must be even and from 2 to " + LARGEST_DEGREE + ", got " + degree);
        }
        int k = degree / 2;
        double[] reference = new double[k + 2];
        // Where the Chebyshev polynomial of 2x² − 1 of that degree has its extrema.
        Arrays.setAll(reference, i -> Math.sin(Math.PI * i / (2 * (k + 1))));
        double spread = Double.NaN;
        for (int round = 0; round < ROUNDS; round++) {
            double[] solved = level(reference, k);
            BestPolynomial found = new BestPolynomial(degree, Arrays.copyOf(solved, k + 1), Math.abs(solved[k + 1]));
            reference = found.extrema(reference);
            double largest = found.largest(reference);
            spread = largest / found.error - 1;
            if (spread < TIGHT) {
                return new BestPolynomial(degree, found.chebyshev, largest);
            }
        }
        throw new ArithmeticException("the best polynomial of degree " + degree + " was not found: after " + ROUNDS
                + " exchanges its errors differ by a part of " + spread);
    }

    /** The degree n. */
    public int degree() {
        return degree;
    }

    /** E_n, the largest distance from |x| on [−1, 1]. */
    public double error() {
        return error;
    }

    /**
     * The polynomial at x in [−1, 1]; outside, it grows like xⁿ.
     *
     * @param x any number
     * @return p(x²)
     */
    public double modulus(double x) {
        return clenshaw(2 * x * x - 1);
    }

    /**
     * The polynomial that is closest to ReLU on [−R, R], within R E_n/2 of it.
     *
     * @param x in [−R, R]
     * @param radius R &gt; 0
     * @return the value
     */
    public double relu(double x, double radius) {
        return (x + radius * modulus(x / radius)) / 2;
    }

    /**
     * Coefficients of 1, x, x², … of that polynomial; of good accuracy for small degrees only.
     *
     * @param radius R &gt; 0
     * @return n + 1 coefficients, ascending
     */
    public double[] reluCoefficients(double radius) {
        double[] before = {1};
        double[] now = {-1, 2};
        double[] t = add(scaled(before, chebyshev[0]), scaled(now, chebyshev[1]));
        for (int j = 2; j < chebyshev.length; j++) {
            double[] next = new double[j + 1];
            for (int i = 0; i < now.length; i++) {
                next[i] -= 2 * now[i];
                next[i + 1] += 4 * now[i];
            }
            for (int i = 0; i < before.length; i++) {
                next[i] -= before[i];
            }
            before = now;
            now = next;
            t = add(t, scaled(now, chebyshev[j]));
        }
        double[] coefficients = new double[degree + 1];
        for (int i = 0; i < t.length; i++) {
            coefficients[2 * i] = radius * t[i] / Math.pow(radius, 2 * i) / 2;
        }
        coefficients[1] += 0.5;
        return coefficients;
    }

    /** Coefficients of p in Chebyshev polynomials of 2x² − 1, then E, with x − p(x²) = ±E at the reference. */
    private static double[] level(double[] reference, int k) {
        double[][] rows = new double[k + 2][k + 2];
        for (int i = 0; i < k + 2; i++) {
            double angle = Math.acos(Math.max(-1, Math.min(1, 2 * reference[i] * reference[i] - 1)));
            for (int j = 0; j <= k; j++) {
                rows[i][j] = Math.cos(j * angle);
            }
            rows[i][k + 1] = i % 2 == 0 ? 1 : -1;
        }
        return Matrix.of(rows).solve(reference);
    }

    /** The ends, and the largest error between each point of the reference and the one after the next, by golden sections. */
    private double[] extrema(double[] reference) {
        double[] next = reference.clone();
        next[0] = 0;
        next[next.length - 1] = 1;
        for (int i = 1; i < next.length - 1; i++) {
            double sign = Math.signum(difference(reference[i]));
            next[i] = peak(reference[i - 1], reference[i + 1], reference[i], sign);
        }
        return next;
    }

    private double peak(double from, double to, double middle, double sign) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        // Around the old point: both neighbours have errors of the other sign.
        double low = from;
        double high = to;
        double a = high - ratio * (high - low);
        double b = low + ratio * (high - low);
        for (int i = 0; i < 80; i++) {
            if (sign * difference(a) > sign * difference(b)) {
                high = b;
                b = a;
                a = high - ratio * (high - low);
            } else {
                low = a;
                a = b;
                b = low + ratio * (high - low);
            }
        }
        double found = (low + high) / 2;
        return sign * difference(found) >= sign * difference(middle) ? found : middle;
    }

    private double largest(double[] reference) {
        return Arrays.stream(reference).map(x -> Math.abs(difference(x))).max().orElseThrow();
    }

    private double difference(double x) {
        return x - modulus(x);
    }

    private double clenshaw(double t) {
        double one = 0;
        double two = 0;
        for (int j = chebyshev.length - 1; j > 0; j--) {
            double next = chebyshev[j] + 2 * t * one - two;
            two = one;
            one = next;
        }
        return chebyshev[0] + t * one - two;
    }

    private static double[] scaled(double[] a, double c) {
        return Arrays.stream(a).map(x -> c * x).toArray();
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
