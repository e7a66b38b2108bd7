package org.ridgeless.dynamics.constrained;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Block;

/**
 * The flow of the square loss in ρ and unit directions V_k for a homogeneous binary classifier f = ρ f(V; x) with weight decay
 * on ρ, \( L = \frac1N\sum_n (1-\rho\bar f_n)^2 + \lambda\rho^2 \) with \( \bar f_n = y_n f(V; x_n) \):
 * \( \dot\rho = 2(\mu - \rho(M+\lambda)) \) with \( \mu = \frac1N\sum\bar f_n \), \( M = \frac1N\sum\bar f_n^2 \), and \( \dot V_k =
 * -\partial L/\partial V_k \) on the unit spheres (T. Poggio and Q. Liao, <i>Explicit regularization and implicit bias in deep network
 * classifiers trained with the square loss</i>, arXiv:2101.00072, Section 3). At rest \( \rho = \mu/(M+\lambda) \).
 *
 * <p>Steps are Euler's in the directions and exact in ρ. They stay below the step that would be unstable for the linearized
 * network, 1/(ρ²κ) with κ the largest eigenvalue of its tangent kernel times 2/N, and turn no matrix by more than 0.1.
 */
public final class SquareLossFlow {
    private static final double LARGEST_TURN = 0.1;
    private static final int STEPS_BETWEEN_KERNELS = 200;
    private static final int POWER_STEPS = 30;

    private final Evaluator evaluator;
    private final Net net;
    private final Block[] blocks;
    private final double[] x;
    private final double[] y;
    private final int n;
    private final double lambda;

    private final double[] residual;
    private final double[] gradient;

    private SquareLossFlow(Net net, Data data, double lambda) {
        this.net = net;
        this.lambda = lambda;
        this.n = data.samples();
        this.x = data.flatInputs();
        this.y = data.flatTargets();
        List<Block> weights = net.architecture().weights();
        this.blocks = weights.toArray(Block[]::new);
        this.evaluator = Engine.FUSED.evaluator(net.architecture(), n);
        this.residual = new double[n];
        this.gradient = new double[net.parameterCount()];
    }

    /**
     * The flow from the directions of a network.
     *
     * @param net homogeneous, with one output
     * @param data with labels ±1
     * @param lambda λ ≥ 0
     * @return the flow
     * @throws IllegalArgumentException if there are several outputs or other targets, λ is negative or not finite, or the
     *     network is not a product in its layers
     * @throws IllegalStateException if the network is not homogeneous
     */
    public static SquareLossFlow of(Net net, Data data, double lambda) {
        if (data.targets() != Targets.BINARY || net.outputs() != 1) {
            throw new IllegalArgumentException("the flow is for one output and labels ±1, got " + net.outputs()
                    + " outputs and " + data.targets());
        }
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("the decay must be a number ≥ 0, got " + lambda);
        }
        Net homogeneous = net.homogeneous();
        homogeneous.architecture().requireProduct("the square-loss flow on unit norms");
        return new SquareLossFlow(homogeneous, data, lambda);
    }

    /**
     * Where the flow came to.
     *
     * @param net the directions, as a network with matrices of norm 1
     * @param rho ρ
     * @param mean μ
     * @param square M
     * @param spread standard deviation of f̄ over its mean
     * @param smallest the smallest f̄, the normalized margin
     * @param time how long it flowed
     * @param atRest whether velocities fell below the tolerance
     */
    public record End(
            Net net,
            double rho,
            double mean,
            double square,
            double spread,
            double smallest,
            double time,
            boolean atRest) {}

    /**
     * Flows until the relative velocities of ρ and V, in units of the decay of the loss, are below the tolerance, or for so many
     * steps.
     *
     * @param rho ρ at the start, &gt; 0
     * @param tolerance of the relative velocities, &gt; 0
     * @param steps at most
     * @return where it came to; {@link End#atRest} tells whether it settled
     * @throws IllegalArgumentException if ρ or the tolerance is not positive
     */
    public End run(double rho, double tolerance, int steps) {
        if (!(rho > 0) || !(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "ρ and the tolerance must be positive, got " + rho + " and " + tolerance);
        }
        double[] v = net.parameters();
        normalize(v);
        double time = 0;
        double r = rho;
        double kappa = 0;
        boolean atRest = false;
        double[] moments = moments(v);
        for (int t = 0; t < steps && !atRest && !Thread.currentThread().isInterrupted(); t++) {
            kappa = t % STEPS_BETWEEN_KERNELS == 0 ? largestOfKernel(v) : kappa;
            double speed = tangentGradient(v, r);
            double rate = 2 * (moments[1] + lambda);
            double rest = moments[0] / (moments[1] + lambda);
            atRest = Math.abs(r / rest - 1) < tolerance && speed < tolerance * rate;
            double step = Math.min(LARGEST_TURN / Math.max(speed, 1e-300), 1 / (r * r * kappa));
            r = rest + (r - rest) * Math.exp(-rate * step);
            for (int i = 0; i < v.length; i++) {
                v[i] -= step * gradient[i];
            }
            normalize(v);
            moments = moments(v);
            time += step;
        }
        double deviation = Math.sqrt(Math.max(0, moments[1] - moments[0] * moments[0]));
        return new End(
                net.withParameters(v), r, moments[0], moments[1], deviation / moments[0], moments[2], time, atRest);
    }

    private void normalize(double[] v) {
        for (Block block : blocks) {
            double squares = 0;
            for (int i = block.offset(); i < block.end(); i++) {
                squares += v[i] * v[i];
            }
            double norm = Math.sqrt(squares);
            for (int i = block.offset(); i < block.end(); i++) {
                v[i] /= norm;
            }
        }
    }

    /** μ, M and the smallest f̄. */
    private double[] moments(double[] v) {
        double[] f = evaluator.forward(v, x, n);
        double mean = 0;
        double square = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double margin = y[i] * f[i];
            mean += margin / n;
            square += margin * margin / n;
            smallest = Math.min(smallest, margin);
        }
        return new double[] {mean, square, smallest};
    }

    /** The largest eigenvalue of the tangent kernel at V, times 2/N, by power iteration. */
    private double largestOfKernel(double[] v) {
        double[] gram = new double[Matrix.entries(n, n)];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        evaluator.forward(v, x, n);
        Arrays.fill(gradient, 0);
        evaluator.addGram(v, ones, gram);
        double[] u = ones.clone();
        double[] next = new double[n];
        double largest = 0;
        for (int k = 0; k < POWER_STEPS; k++) {
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += gram[i * n + j] * u[j];
                }
                next[i] = sum;
                squares += sum * sum;
            }
            largest = Math.sqrt(squares);
            for (int i = 0; i < n; i++) {
                u[i] = next[i] / largest;
            }
        }
        return 2 * largest / n;
    }

    /** Leaves the gradient on the spheres in {@link #gradient}; its largest norm over the matrices. */
    private double tangentGradient(double[] v, double r) {
        double[] f = evaluator.forward(v, x, n);
        for (int i = 0; i < n; i++) {
            residual[i] = 2 * r * (r * f[i] - y[i]);
        }
        Arrays.fill(gradient, 0);
        evaluator.reverse(v, residual, 1.0 / n, gradient);
        double largest = 0;
        for (Block block : blocks) {
            double radial = 0;
            for (int i = block.offset(); i < block.end(); i++) {
                radial += v[i] * gradient[i];
            }
            double squares = 0;
            for (int i = block.offset(); i < block.end(); i++) {
                gradient[i] -= radial * v[i];
                squares += gradient[i] * gradient[i];
            }
            largest = Math.max(largest, Math.sqrt(squares));
        }
        return largest;
    }
}
