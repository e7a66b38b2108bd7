package org.ridgeless.models;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * What SGD with batches of b does on average to a two-layer linear network \( f = a\cdot Wx \) with the loss ½e², isotropic
 * Gaussian inputs in d dimensions, a linear target v* and label noise of variance σ². With g the gradient of a batch in
 * \( v = W^\top a \) each step changes \( WW^\top - aa^\top \) by exactly \( \eta^2(|g|^2\,aa^\top - W gg^\top W^\top) \), which in the
 * time t = η × steps is
 * \[ \dot W = a\,(v^*-v)^\top - W\,\mathrm{diag}(r), \quad \dot a = W(v^*-v) - a\textstyle\sum_j r_j, \quad
 *    r_j = \tfrac\eta2\,\mathbb E\,g_j^2 . \]
 * In the long run v has a covariance S about v* with \( S_j = q_j\,\mathbb E g_j^2 \), \( q_j = \frac\eta2(\|a\|^2 + \|w_j\|^2) \), and
 * \( \mathbb E g_j^2 = \frac sb + (1+\frac1b)S_j \), \( s = \mathbb E e^2 = \sigma^2 + \sum_j S_j \), whence
 * \[ r_j = \frac{\eta\,s\,m_j}{2b}, \quad s = \frac{\sigma^2}{1-\kappa}, \quad \kappa = \frac1b\sum_j q_jm_j, \quad
 *    m_j = \frac1{1-(1+\frac1b)q_j} , \]
 * the columns of W taken as orthogonal. For small η it is the gradient of the implicit regularizer
 * \( \frac\eta4\mathbb E\|\nabla L_B-\nabla L\|^2 \) (S. Smith, B. Dherin, D. Barrett and S. De, ICLR 2021): m → 1.
 */
public final class SupportFlow {
    private static final int STEPS_PER_TIME = 20;

    private final double[] target;
    private final double rate;
    private final int batch;
    private final double variance;

    private SupportFlow(double[] target, double rate, int batch, double variance) {
        this.target = target.clone();
        this.rate = rate;
        this.batch = batch;
        this.variance = variance;
    }

    /**
     * @param target v*, d numbers
     * @param rate η
     * @param batch b
     * @param variance σ² of the labels; 0 is gradient flow
     */
    public static SupportFlow of(double[] target, double rate, int batch, double variance) {
        if (!(rate > 0) || batch < 1 || !(variance >= 0) || target.length == 0) {
            throw new IllegalArgumentException("the flow needs a target, η > 0, b ≥ 1 and σ² ≥ 0, got " + target.length
                    + " dimensions, " + rate + ", " + batch + " and " + variance);
        }
        return new SupportFlow(target, rate, batch, variance);
    }

    /** κ at the weights; at 1 and above the second moments diverge. */
    public double excess(double[][] first, double[] second) {
        double[] q = fluctuations(first, second);
        double sum = 0;
        for (double value : q) {
            sum += value * boost(value) / batch;
        }
        return sum;
    }

    /** The rates r_j in t at which columns without a use shrink. */
    public double[] rates(double[][] first, double[] second) {
        if (variance == 0) {
            return new double[target.length];
        }
        double excess = excess(first, second);
        double[] rates = fluctuations(first, second);
        for (int j = 0; j < rates.length; j++) {
            double boost = boost(rates[j]);
            if (!(excess < 1) || !(boost > 0)) {
                throw new ArithmeticException("the second moments of SGD diverge: κ = " + excess + " is not below 1");
            }
            rates[j] = rate * variance * boost / (2 * batch * (1 - excess));
        }
        return rates;
    }

    private double boost(double q) {
        return 1 / (1 - (1 + 1.0 / batch) * q);
    }

    private double[] fluctuations(double[][] first, double[] second) {
        double[] q = new double[target.length];
        double squares = Vectors.squares(second);
        for (int j = 0; j < q.length; j++) {
            q[j] = squares;
            for (double[] row : first) {
                q[j] += row[j] * row[j];
            }
            q[j] *= rate / 2;
        }
        return q;
    }

    /**
     * Moves the weights on in place, by the midpoint rule.
     *
     * @param first W, a row for each hidden unit
     * @param second a
     * @param time to go, at least 0, in steps of at most a twentieth
     * @throws IllegalArgumentException if the time is not a number of at least 0, or the weights do not fit the target
     */
    public void advance(double[][] first, double[] second, double time) {
        if (!(time >= 0) || Double.isInfinite(time) || first.length != second.length) {
            throw new IllegalArgumentException("the flow goes on for a time of at least 0 with a row of W for each of a, got "
                    + time + ", " + first.length + " rows and " + second.length + " weights");
        }
        int steps = (int) Math.ceil(time * STEPS_PER_TIME);
        double h = time / steps;
        double[][] middle = new double[first.length][];
        double[] middleSecond = new double[second.length];
        for (int step = 0; step < steps; step++) {
            Interruption.poll();
            for (int k = 0; k < first.length; k++) {
                middle[k] = first[k].clone();
            }
            System.arraycopy(second, 0, middleSecond, 0, second.length);
            move(first, second, middle, middleSecond, h / 2);
            move(middle.clone(), middleSecond.clone(), first, second, h);
        }
    }

    /** Adds h times the velocity at one place to another. */
    private void move(double[][] at, double[] atSecond, double[][] w, double[] a, double h) {
        double[] miss = target.clone();
        for (int k = 0; k < at.length; k++) {
            for (int j = 0; j < miss.length; j++) {
                miss[j] -= atSecond[k] * at[k][j];
            }
        }
        double[] r = rates(at, atSecond);
        double sum = Vectors.sum(r);
        double[] pull = new double[at.length];
        Arrays.setAll(pull, k -> Vectors.dot(at[k], miss) - sum * atSecond[k]);
        for (int k = 0; k < at.length; k++) {
            for (int j = 0; j < miss.length; j++) {
                w[k][j] += h * (atSecond[k] * miss[j] - r[j] * at[k][j]);
            }
            a[k] += h * pull[k];
        }
    }
}
