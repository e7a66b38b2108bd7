package org.ridgeless.models.collapse;

import java.util.Arrays;

/**
 * The global minimum of the square loss of a deep linear head on free features,
 *
 * <p>\( L = \tfrac{1}{2N}\lVert W_M\cdots W_1 H - Y\rVert^2 + \sum_j \tfrac{\lambda_j}{2}\lVert W_j\rVert^2 +
 * \tfrac{\lambda_H}{2}\lVert H\rVert^2 \), with one-hot columns \(Y\), \(n_k\) of class k and \(N = \sum_k n_k\).
 *
 * <p>At a minimum the factors are balanced and the classes decouple: the gain \(y_k\) of a class (its output for itself)
 * minimizes \( \varphi_k(y) = \tfrac{n_k}{2N}(y-1)^2 + \tfrac{M+1}{2}(n_k\Lambda)^{1/(M+1)}y^{2/(M+1)} \) with
 * \(\Lambda = \lambda_H\prod_j\lambda_j\). With the load \( \beta_k = \tfrac{N}{n_k}(n_k\Lambda)^{1/(M+1)} \) its
 * non-zero critical points solve \( (1-y)\,y^{(M-1)/(M+1)} = \beta_k \).
 *
 * <p>One layer (M = 1) is a soft threshold, \(y_k = (1-\beta_k)_+\). From two layers on, zero is a local minimum at every
 * load and the live solution disappears by a first-order transition at {@link #criticalLoad}; it stays a local minimum up
 * to {@link #spinodalLoad}.
 *
 * <p><b>Assumes</b> widths of at least the number of classes and no biases.
 *
 * <p><b>Reference</b> H. Dang, T. Tran, S. Osher, H. Tran-The, N. Ho, T. Nguyen, <i>Neural Collapse in Deep Linear
 * Networks: From Balanced to Imbalanced Data</i>, ICML 2023, Theorems 3.1 and 4.1.
 */
public final class SquareLossCollapse {
    private final int depth;
    private final double decayProduct;
    private final int[] counts;
    private final int total;

    private SquareLossCollapse(int depth, double decayProduct, int[] counts) {
        this.depth = depth;
        this.decayProduct = decayProduct;
        this.counts = counts;
        this.total = Arrays.stream(counts).sum();
    }

    /**
     * The minimum for given depth, decay and class sizes.
     *
     * @param depth M ≥ 1 weight matrices
     * @param decayProduct Λ &gt; 0, the product of the decay of the features and of all weight matrices
     * @param counts n_k ≥ 1 samples of each of at least two classes
     * @return the minimum in closed form, up to a bisection for M ≥ 2
     * @throws IllegalArgumentException if a number is not as said
     */
    public static SquareLossCollapse of(int depth, double decayProduct, int... counts) {
        Require.depth(depth);
        Require.counts(counts);
        Require.positive("product of weight decays", decayProduct);
        return new SquareLossCollapse(depth, decayProduct, counts.clone());
    }

    /**
     * The load \(\beta_c = \frac1M\left(\frac{M-1}{M}\right)^{(M-1)/(M+1)}\) above which zero is the global minimum.
     *
     * @param depth M ≥ 1
     * @return β_c, 1 for M = 1
     * @throws IllegalArgumentException if M is below 1
     */
    public static double criticalLoad(int depth) {
        Require.depth(depth);
        return liveLoad(depth, gainAtTransition(depth));
    }

    /**
     * The gain \((M-1)/M\) from which the global minimum jumps to zero at the critical load.
     *
     * @param depth M ≥ 1
     * @return the height of the jump, 0 for M = 1
     * @throws IllegalArgumentException if M is below 1
     */
    public static double gainAtTransition(int depth) {
        Require.depth(depth);
        return (depth - 1.0) / depth;
    }

    /**
     * The load \(\beta_s = \frac{M+1}{2M}\left(\frac{M-1}{2M}\right)^{(M-1)/(M+1)}\) up to which the live branch exists.
     *
     * @param depth M ≥ 1
     * @return β_s ≥ β_c, 1 for M = 1
     * @throws IllegalArgumentException if M is below 1
     */
    public static double spinodalLoad(int depth) {
        Require.depth(depth);
        return liveLoad(depth, (depth - 1.0) / (2 * depth));
    }

    /**
     * The product of decays at which a class of n out of N samples carries the given load.
     *
     * @param depth M ≥ 1
     * @param load β
     * @param count n, of the class
     * @param total N, of all classes
     * @return Λ
     */
    public static double decayProductAtLoad(int depth, double load, int count, int total) {
        return Math.pow(load * count / total, depth + 1) / count;
    }

    /**
     * The load of a class, the only number on which its gain depends.
     *
     * @param k class, from 0
     * @return β_k &gt; 0
     */
    public double load(int k) {
        return (double) total / counts[k] * pull(k);
    }

    /** The gain of each class at the global minimum. */
    public double[] gains() {
        double[] gains = new double[counts.length];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = load(k) <= criticalLoad(depth) ? liveGain(k) : 0;
        }
        return gains;
    }

    /**
     * The gain on the live branch, also where it is only a local minimum; NaN beyond the spinodal.
     *
     * @param k class, from 0
     * @return y_k in (0, 1], or NaN
     */
    public double liveGain(int k) {
        double load = load(k);
        if (load > spinodalLoad(depth)) {
            return Double.NaN;
        }
        return Bisection.decreasing(y -> liveLoad(depth, y) - load, (depth - 1.0) / (2 * depth), 1);
    }

    /** The value of the loss at the global minimum. */
    public double loss() {
        double loss = 0;
        double[] gains = gains();
        for (int k = 0; k < counts.length; k++) {
            double miss = gains[k] - 1;
            loss += counts[k] / (2.0 * total) * miss * miss
                    + (depth + 1) / 2.0 * pull(k) * Math.pow(gains[k], 2.0 / (depth + 1));
        }
        return loss;
    }

    private double pull(int k) {
        return Math.pow(counts[k] * decayProduct, 1.0 / (depth + 1));
    }

    private static double liveLoad(int depth, double gain) {
        // At depth one the exponent is zero, also for the gain zero.
        return (1 - gain) * Math.pow(gain, (depth - 1.0) / (depth + 1.0));
    }
}
