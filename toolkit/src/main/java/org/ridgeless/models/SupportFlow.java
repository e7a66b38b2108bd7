package org.ridgeless.models;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * What SGD with batches of b does on average to a two-layer linear network \( f = a\cdot Wx \) with the loss ½e², nearly isotropic
 * Gaussian inputs in d dimensions, a linear target v* and noise of the labels, whose gradients in \( v = W^\top a \) have at v* the
 * covariance \( \Gamma = \mathbb E\,e^2xx^\top \) over the samples, σ² I in a large sample. With g the gradient of a batch in v
 * each step changes \( WW^\top - aa^\top \) by exactly \( \eta^2(|g|^2\,aa^\top - W gg^\top W^\top) \), which in the time t = η × steps is
 * \[ \dot W = a\,(v^*-v)^\top - W D R D, \quad \dot a = W(v^*-v) - a\,\mathrm{tr}R, \quad
 *    R = \tfrac\eta2\,\mathbb E\,gg^\top, \quad D_j^2 = 1 - \frac{\mathrm{tr}R}{\|a\|^2+\|w_j\|^2} . \]
 * D is what the wandering of a takes back: across its mean it stands at \( \sum_j w_j\,\delta v_j/(\|a\|^2+\|w_j\|^2) \), and
 * \( |g|^2aa^\top \) has the mean of its square.
 * In the long run v has a covariance S about v* with \( S_j = q_j\,\mathbb E g_j^2 \), \( q_j = \frac\eta2(\|a\|^2 + \|w_j\|^2) \), and
 * \( \mathbb E g_j^2 = \frac sb + (1+\frac1b)S_j \), \( s = \mathbb E e^2 = \sigma^2 + \sum_j S_j \), whence
 * \[ R_{jk} = \frac{\eta\,\sqrt{m_j}\,\Gamma_{jk}\sqrt{m_k}}{2b(1-\kappa)}, \quad \kappa = \frac1b\sum_j q_jm_j, \quad
 *    m_j = \frac1{1-(1+\frac1b)q_j} , \]
 * the columns of W taken as orthogonal. For small η it is the gradient of the implicit regularizer
 * \( \frac\eta4\mathbb E\|\nabla L_B-\nabla L\|^2 \) (S. Smith, B. Dherin, D. Barrett and S. De, ICLR 2021): m and D → 1.
 */
public final class SupportFlow {
    private static final int STEPS_PER_TIME = 20;

    private final double[] target;
    private final double rate;
    private final int batch;
    private final double[][] noise;

    private SupportFlow(double[] target, double rate, int batch, double[][] noise) {
        this.target = target.clone();
        this.rate = rate;
        this.batch = batch;
        this.noise = noise;
    }

    /**
     * Gradient flow: infinitely small steps, to which batches add nothing.
     *
     * @param target v*, d ≥ 1 numbers
     * @return the flow
     */
    public static SupportFlow withoutNoise(double[] target) {
        return new SupportFlow(target, 0, 1, new double[target.length][target.length]);
    }

    /**
     * The flow of SGD.
     *
     * @param target v*, d ≥ 1 numbers
     * @param rate η, above 0
     * @param batch b, at least 1
     * @param noise Γ, d × d, the mean of e² x xᵀ over the samples at v*; σ² times the identity for infinitely many
     * @return the flow
     * @throws IllegalArgumentException if η, b or the shape of Γ are not as said, or a number is not finite
     */
    public static SupportFlow of(double[] target, double rate, int batch, double[][] noise) {
        int d = target.length;
        boolean fits = Double.isFinite(rate)
                && Vectors.areFinite(target)
                && noise.length == d
                && Arrays.stream(noise)
                        .allMatch(row -> row.length == d && Arrays.stream(row).allMatch(Double::isFinite));
        if (!(rate > 0) || batch < 1 || d == 0 || !fits) {
            throw new IllegalArgumentException(
                    "the flow needs a target of d numbers, η > 0, b ≥ 1 and a finite d × d noise, got "
                            + Arrays.toString(target) + ", " + rate + ", " + batch + " and " + noise.length
                            + " rows of noise");
        }
        return new SupportFlow(
                target, rate, batch, Arrays.stream(noise).map(double[]::clone).toArray(double[][]::new));
    }

    /**
     * κ at the weights; at 1 and above the second moments diverge.
     *
     * @param first W, a row for each hidden unit
     * @param second a
     * @return κ ≥ 0
     */
    public double excess(double[][] first, double[] second) {
        return excess(fluctuations(columns(first, second)));
    }

    /**
     * R, by which a column of W without a use shrinks in t as long as D is near 1.
     *
     * @param first W, a row for each hidden unit
     * @param second a
     * @return d × d rates, symmetric
     * @throws ArithmeticException where the second moments of SGD diverge
     */
    public double[][] rates(double[][] first, double[] second) {
        return rates(fluctuations(columns(first, second)));
    }

    /**
     * Moves the weights on in place, by the midpoint rule.
     *
     * @param first W, a row for each hidden unit
     * @param second a
     * @param time to go, at least 0, in steps of at most a twentieth
     * @throws IllegalArgumentException if the time is not a number of at least 0, or the weights do not fit the target
     * @throws ArithmeticException where the second moments of SGD diverge, or a wanders by more than its norm
     */
    public void advance(double[][] first, double[] second, double time) {
        if (!(time >= 0) || Double.isInfinite(time) || first.length != second.length) {
            throw new IllegalArgumentException(
                    "the flow goes on for a time of at least 0 with a row of W for each of a, got " + time + ", "
                            + first.length + " rows and " + second.length + " weights");
        }
        int steps = (int) Math.ceil(time * STEPS_PER_TIME);
        double h = time / steps;
        double[][] columns = columns(first, second);
        double[][] middle = new double[columns.length][second.length];
        for (int step = 0; step < steps; step++) {
            Interruption.poll();
            for (int j = 0; j < columns.length; j++) {
                System.arraycopy(columns[j], 0, middle[j], 0, second.length);
            }
            move(middle, columns, generator(columns), h / 2);
            move(columns, middle, generator(middle), h);
        }
        for (int k = 0; k < second.length; k++) {
            for (int j = 0; j < target.length; j++) {
                first[k][j] = columns[j][k];
            }
        }
        System.arraycopy(columns[target.length], 0, second, 0, second.length);
    }

    /** The columns of (W a). */
    private double[][] columns(double[][] first, double[] second) {
        double[][] columns = new double[target.length + 1][second.length];
        for (int k = 0; k < second.length; k++) {
            for (int j = 0; j < target.length; j++) {
                columns[j][k] = first[k][j];
            }
            columns[target.length][k] = second[k];
        }
        return columns;
    }

    /** The symmetric B of the flow written as (W a)' = (W a) B. */
    private double[][] generator(double[][] columns) {
        int d = target.length;
        double[] q = fluctuations(columns);
        double[][] b = rates(q);
        double trace = IntStream.range(0, d).mapToDouble(j -> b[j][j]).sum();
        double[] damping = damping(q, trace);
        double[][] generator = new double[d + 1][d + 1];
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < d; k++) {
                generator[j][k] = -damping[j] * b[j][k] * damping[k];
            }
            generator[j][d] = target[j] - Vectors.dot(columns[j], columns[d]);
            generator[d][j] = generator[j][d];
        }
        generator[d][d] = -trace;
        return generator;
    }

    /** Adds h times the velocity at one place to another. */
    private static void move(double[][] columns, double[][] at, double[][] generator, double h) {
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            for (int i = 0; i < at.length; i++) {
                double c = h * generator[i][j];
                double[] from = at[i];
                for (int k = 0; k < column.length; k++) {
                    column[k] += c * from[k];
                }
            }
        }
    }

    /** The diagonal of D; without noise nothing wanders and it is 1, for weights of zero, too. */
    private double[] damping(double[] q, double trace) {
        double[] damping = new double[q.length];
        for (int j = 0; j < q.length; j++) {
            double square = trace == 0 ? 1 : 1 - trace * rate / (2 * q[j]);
            if (!(square > 0)) {
                throw new ArithmeticException("the second layer wanders by more than its norm: tr R = " + trace
                        + " is not below the curvature " + 2 * q[j] / rate + " of input " + j);
            }
            damping[j] = Math.sqrt(square);
        }
        return damping;
    }

    private double[][] rates(double[] q) {
        double excess = excess(q);
        double[] roots = new double[q.length];
        for (int j = 0; j < q.length; j++) {
            if (!(excess < 1) || !(boost(q[j]) > 0)) {
                throw new ArithmeticException("the second moments of SGD diverge: κ = " + excess + " is not below 1");
            }
            roots[j] = Math.sqrt(boost(q[j]));
        }
        double[][] rates = new double[q.length][q.length];
        for (int j = 0; j < q.length; j++) {
            for (int k = 0; k < q.length; k++) {
                rates[j][k] = rate * roots[j] * noise[j][k] * roots[k] / (2 * batch * (1 - excess));
            }
        }
        return rates;
    }

    private double excess(double[] q) {
        double sum = 0;
        for (double value : q) {
            sum += value * boost(value) / batch;
        }
        return sum;
    }

    private double boost(double q) {
        return 1 / (1 - (1 + 1.0 / batch) * q);
    }

    /** q. */
    private double[] fluctuations(double[][] columns) {
        double squares = Vectors.squares(columns[target.length]);
        return Vectors.of(target.length, j -> rate / 2 * (squares + Vectors.squares(columns[j])));
    }
}
