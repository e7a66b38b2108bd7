package org.ridgeless.bounds.complexity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;

/**
 * Two-layer ReLU networks that look at each of P patches of two numbers through the same filter: x ↦ Σ_p a_p φ(w · x_p) with
 * ‖a‖₂ ≤ 1 and ‖w‖₂ ≤ 1, x = (x_1, …, x_P). For P = 1 it is the ball ‖a‖₂ ≤ 1, ‖W‖_F ≤ 1 of dense two-layer networks of any
 * width on two inputs, since one unit attains the supremum there.
 *
 * <p>The supremum √(max_w Σ_p (Σ_n s_n φ(w · x_np))²)/N is exact: between two neighbouring kinks the sum is a quadratic form in w, which
 * is largest at an eigenvector or at an end.
 *
 * <p><i>Cost:</i> O(NP log NP) for the kinks, once, and O(NP²) additions for each supremum.
 */
public final class PlanarFilters implements FunctionClass {
    private static final int HARMONICS = 20;
    private static final int ANGLES = 256;
    private static final double[] COSINES = IntStream.range(0, ANGLES)
            .mapToDouble(i -> Math.cos(2 * Math.PI * i / ANGLES))
            .toArray();

    private final double[][] inputs;
    private final int patches;
    private final double[] kinks;
    private final int[] order;

    private PlanarFilters(double[][] inputs) {
        this.inputs = inputs;
        this.patches = inputs[0].length / 2;
        int count = inputs.length * patches;
        double[] angles = new double[2 * count];
        for (int k = 0; k < count; k++) {
            double direction = Math.atan2(y(k), x(k));
            angles[2 * k] = turned(direction - Math.PI / 2);
            angles[2 * k + 1] = turned(direction + Math.PI / 2);
        }
        order = ascending(angles);
        kinks = Arrays.stream(order).mapToDouble(i -> angles[i]).toArray();
    }

    /** The numbers of the angles in ascending order, by keys that hold angle and number; rounding exchanges none that 10⁻¹¹ sets apart. */
    private static int[] ascending(double[] angles) {
        int bits = 64 - Long.numberOfLeadingZeros(angles.length);
        double scale = Math.pow(2, 59 - bits);
        long[] keys = new long[angles.length];
        Arrays.setAll(keys, i -> (long) ((angles[i] + Math.PI) * scale) << bits | i);
        Arrays.sort(keys);
        return Arrays.stream(keys)
                .mapToInt(key -> (int) (key & (1L << bits) - 1))
                .toArray();
    }

    /**
     * The class on N inputs of P patches each, patch after patch.
     *
     * @param inputs N × 2P
     * @return the class, which keeps the inputs
     * @throws IllegalArgumentException if there are no inputs, or if they do not consist of pairs
     */
    public static PlanarFilters of(double[]... inputs) {
        if (inputs.length == 0 || inputs[0].length == 0 || inputs[0].length % 2 != 0) {
            throw new IllegalArgumentException("filters of two numbers need inputs of 2, 4, 6, … numbers, got "
                    + (inputs.length == 0 ? "no input" : inputs[0].length));
        }
        return new PlanarFilters(inputs);
    }

    /**
     * A draw with the mean of √N times the supremum for one patch of standard normal numbers as N → ∞: the largest modulus on the circle of the Gaussian
     * process whose covariance E φ(v·x)φ(v′·x) is the arc-cosine kernel (Y. Cho and L. Saul, NIPS 2009), 2/π² + cos(θ)/4 +
     * Σ_{k even} (2/π)² cos(kθ)/(k² − 1)². Harmonics up to 20 leave out 10⁻⁵ of the variance; of 256 angles the largest is within
     * 2 · 10⁻⁴ of the supremum. The first harmonic is half the linear functions: how far its amplitude is from its mean is taken off, which
     * leaves the mean of a draw and lessens its spread.
     *
     * @param stream of normal numbers; 23 are taken
     * @return a draw
     */
    public static double limit(UniformRandomProvider stream) {
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double constant = Math.sqrt(2) / Math.PI * normal.sample();
        double[] cosine = new double[HARMONICS + 1];
        double[] sine = new double[HARMONICS + 1];
        for (int k = 1; k <= HARMONICS; k += k == 1 ? 1 : 2) {
            double size = k == 1 ? 0.5 : 2 / Math.PI / ((double) k * k - 1);
            cosine[k] = size * normal.sample();
            sine[k] = size * normal.sample();
        }
        double largest = 0;
        for (int i = 0; i < ANGLES; i++) {
            double sum = constant;
            for (int k = 1; k <= HARMONICS; k += k == 1 ? 1 : 2) {
                int turn = k * i % ANGLES;
                sum += cosine[k] * COSINES[turn] + sine[k] * COSINES[(turn + 3 * ANGLES / 4) % ANGLES];
            }
            largest = Math.max(largest, Math.abs(sum));
        }
        return largest - (Math.hypot(cosine[1], sine[1]) - LinearBall.meanLength(2) / 2);
    }

    @Override
    public int samples() {
        return inputs.length;
    }

    @Override
    public double supremum(double... weights) {
        double[] gx = new double[patches];
        double[] gy = new double[patches];
        double start = kinks[kinks.length - 1];
        double middle = start + (kinks[0] + 2 * Math.PI - start) / 2;
        for (int k = 0; k < inputs.length * patches; k++) {
            if (Math.cos(middle) * x(k) + Math.sin(middle) * y(k) > 0) {
                gx[k % patches] += weights[k / patches] * x(k);
                gy[k % patches] += weights[k / patches] * y(k);
            }
        }
        double best = largest(gx, gy, start - 2 * Math.PI, kinks[0], 0);
        for (int i = 0; i < order.length; i++) {
            int k = order[i] / 2;
            // A patch comes into sight a quarter turn before its direction and goes out of it a quarter turn after.
            double sign = (order[i] % 2 == 0 ? 1 : -1) * weights[k / patches];
            gx[k % patches] += sign * x(k);
            gy[k % patches] += sign * y(k);
            double end = i + 1 < kinks.length ? kinks[i + 1] : kinks[0] + 2 * Math.PI;
            best = largest(gx, gy, kinks[i], end, best);
        }
        return Math.sqrt(best) / inputs.length;
    }

    /** max Σ_p (g_p · w)² over the angles of w from one to the other, or the best that is known if that is more. */
    private static double largest(double[] gx, double[] gy, double from, double to, double best) {
        double xx = Vectors.squares(gx);
        double yy = Vectors.squares(gy);
        double xy = Vectors.dot(gx, gy);
        double mean = (xx + yy) / 2;
        double radius = Math.hypot((xx - yy) / 2, xy);
        if (mean + radius <= best) {
            return best;
        }
        double top = Math.atan2(xy, (xx - yy) / 2) / 2;
        // Angles of the largest value repeat after half a turn.
        double next = top + Math.PI * Math.ceil((from - top) / Math.PI);
        if (next <= to) {
            return mean + radius;
        }
        double cosine = Math.max(Math.cos(2 * (from - top)), Math.cos(2 * (to - top)));
        return Math.max(best, mean + radius * cosine);
    }

    private double x(int k) {
        return inputs[k / patches][2 * (k % patches)];
    }

    private double y(int k) {
        return inputs[k / patches][2 * (k % patches) + 1];
    }

    private static double turned(double angle) {
        return angle <= -Math.PI ? angle + 2 * Math.PI : angle > Math.PI ? angle - 2 * Math.PI : angle;
    }
}
