package org.ridgeless.models;

/**
 * The edge of mean-square stability of momentum methods in one direction whose batch curvature \( a_t \) is drawn anew at each
 * step, with mean a and variance \( s^2 = r a^2 \).
 *
 * <p>Heavy ball, \( x_{t+1} = (1+\beta-\eta a_t)x_t - \beta x_{t-1} \), is stable in the mean square iff
 * \( a(2(1+\beta)/\eta - a) > s^2(1+\beta)/(1-\beta) \). At the edge the mean-square curvature
 * \( S = \mathbb E a_t^2/\mathbb E a_t = a(1+r) \) is
 * \[ S(r) = \frac{2(1+\beta)}{\eta}\,\frac{1+r}{1 + r(1+\beta)/(1-\beta)}, \]
 * from \( 2(1+\beta)/\eta \) without noise to \( 2(1-\beta)/\eta \) where noise dominates; at β = 0 it is 2/η for every r.
 *
 * <p>Batch sharpness, the mean over batches of \( g_B^\top H_B\,g_B/\|g_B\|^2 \), is another number: in one direction the
 * gradient of a batch cancels and leaves \( \mathbb E a_t = a \), which at the edge is \( S(r)/(1+r) \), see {@link
 * #batchSharpness}.
 *
 * <p>The closed form follows from \( \sum_t h_t^2 = (1+\beta)/((1-\beta)((1+\beta)^2-(1+\beta-\eta a)^2)) \) for the impulse
 * response h. The same edge is found a second way, by bisection on the spectral radius of the 3 × 3 operator that moves
 * \( (\mathbb E x_t^2, \mathbb E x_t x_{t-1}, \mathbb E x_{t-1}^2) \).
 */
public final class MeanSquareThreshold {
    private static final int BISECTIONS = 100;

    private final double rate;
    private final double momentum;
    private final boolean nesterov;

    private MeanSquareThreshold(double rate, double momentum, boolean nesterov) {
        if (!(rate > 0) || !(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "stability needs η > 0 and 0 ≤ β < 1, got η = " + rate + " and β = " + momentum);
        }
        this.rate = rate;
        this.momentum = momentum;
        this.nesterov = nesterov;
    }

    /**
     * Heavy ball with step η and momentum β.
     *
     * @param rate η &gt; 0
     * @param momentum β, 0 ≤ β &lt; 1
     * @return the edge of this method
     * @throws IllegalArgumentException if η or β are not as said
     */
    public static MeanSquareThreshold heavyBall(double rate, double momentum) {
        return new MeanSquareThreshold(rate, momentum, false);
    }

    /**
     * Nesterov's method, the gradient at the point ahead: x_{t+1} = (1 − ηa_t)((1+β)x_t − βx_{t−1}).
     *
     * @param rate η &gt; 0
     * @param momentum β, 0 ≤ β &lt; 1
     * @return the edge of this method, by {@link #bisection} alone
     * @throws IllegalArgumentException if η or β are not as said
     */
    public static MeanSquareThreshold nesterov(double rate, double momentum) {
        return new MeanSquareThreshold(rate, momentum, true);
    }

    /**
     * S(r) of heavy ball in closed form.
     *
     * @param noiseRatio r = s²/a² ≥ 0
     * @return S(r)
     * @throws IllegalStateException for Nesterov's method
     * @throws IllegalArgumentException if r is negative or not finite
     */
    public double closedForm(double noiseRatio) {
        if (nesterov) {
            throw new IllegalStateException("the closed form S(r) is that of heavy ball; ask for bisection(r)");
        }
        requireRatio(noiseRatio);
        double amplification = (1 + momentum) / (1 - momentum);
        return 2 * (1 + momentum) / rate * (1 + noiseRatio) / (1 + noiseRatio * amplification);
    }

    /**
     * E a_t at the edge, what batch sharpness measures in one direction: S(r)/(1 + r), for either method.
     *
     * @param noiseRatio r = s²/a² ≥ 0
     * @return a at the edge
     * @throws IllegalArgumentException if r is negative or not finite
     */
    public double batchSharpness(double noiseRatio) {
        return (nesterov ? bisection(noiseRatio) : closedForm(noiseRatio)) / (1 + noiseRatio);
    }

    private static void requireRatio(double noiseRatio) {
        if (!(noiseRatio >= 0) || Double.isInfinite(noiseRatio)) {
            throw new IllegalArgumentException("the noise ratio s²/a² must be a number ≥ 0, got " + noiseRatio);
        }
    }

    /**
     * The same number as {@link #closedForm} from the second-moment operator, for either method.
     *
     * @param noiseRatio r = s²/a² ≥ 0
     * @return S(r), to the last bits
     * @throws IllegalArgumentException if r is negative or not finite
     */
    public double bisection(double noiseRatio) {
        requireRatio(noiseRatio);
        double stable = 0;
        double unstable = 4 * (1 + momentum) / rate;
        for (int i = 0; i < BISECTIONS; i++) {
            double curvature = (stable + unstable) / 2;
            if (growth(curvature, noiseRatio) < 1) {
                stable = curvature;
            } else {
                unstable = curvature;
            }
        }
        return stable * (1 + noiseRatio);
    }

    /**
     * The factor by which the mean square grows each step in the long run: the spectral radius of the operator.
     *
     * @param meanCurvature a &gt; 0
     * @param noiseRatio r = s²/a² ≥ 0
     * @return the factor, stable below 1
     */
    public double growth(double meanCurvature, double noiseRatio) {
        double variance = noiseRatio * (rate * meanCurvature) * (rate * meanCurvature);
        double first;
        double second;
        double spreadFirst;
        double spreadSecond;
        if (nesterov) {
            double shrink = 1 - rate * meanCurvature;
            first = shrink * (1 + momentum);
            second = -shrink * momentum;
            spreadFirst = 1 + momentum;
            spreadSecond = -momentum;
        } else {
            first = 1 + momentum - rate * meanCurvature;
            second = -momentum;
            spreadFirst = 1;
            spreadSecond = 0;
        }
        double[][] operator = {
            {
                first * first + variance * spreadFirst * spreadFirst,
                2 * (first * second + variance * spreadFirst * spreadSecond),
                second * second + variance * spreadSecond * spreadSecond
            },
            {first, second, 0},
            {1, 0, 0}
        };
        return SpectralRadius.of(operator);
    }
}
