package org.ridgeless.nets;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Memory;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;

/**
 * The empirical risk L(w) = (1/n) Σ_i ℓ(f(w; x_i), y_i) as a function of the parameter vector w of a network, with its
 * derivatives; with {@link #decay} the regularized objective L(w) + R(w), which all of them but those of single samples and
 * outputs include. It owns a workspace, so it is meant for one thread; nothing but the results is allocated.
 *
 * {@snippet file="NetworksTest.java" region="risk"}
 */
public final class Risk {
    private final Architecture architecture;
    private final Loss loss;
    private final Evaluator evaluator;
    private final int n;
    private final int c;
    private final double[] x;
    private final double[] y;
    private final double[] residual;
    private final double[] curvature;
    private final double[] ones;
    private final Regularizer regularizer;
    private final Linearization linearization;
    private Hessian hessian;

    private Risk(Architecture architecture, Data data, Loss loss, Engine engine) {
        this.regularizer = WeightDecay.none().on(architecture);
        this.architecture = architecture;
        this.loss = loss;
        this.n = data.samples();
        this.c = architecture.outputs();
        this.x = data.flatInputs();
        this.y = data.flatTargets();
        this.evaluator = engine.evaluator(architecture, n);
        this.residual = new double[n * c];
        this.curvature = new double[n * c];
        this.ones = new double[n * c];
        this.linearization = new Linearization();
    }

    private Risk(Risk risk, Regularizer regularizer) {
        this.architecture = risk.architecture;
        this.loss = risk.loss;
        this.n = risk.n;
        this.c = risk.c;
        this.x = risk.x;
        this.y = risk.y;
        this.evaluator = risk.evaluator;
        this.residual = risk.residual;
        this.curvature = risk.curvature;
        this.ones = risk.ones;
        this.linearization = risk.linearization;
        this.regularizer = regularizer;
    }

    /**
     * The regularized objective L(w) + R(w) instead; it shares the workspace of this risk.
     *
     * @param decay λ_b of each block
     * @return the objective
     * @throws IllegalArgumentException if it names a block that the network does not have
     */
    public Risk decay(WeightDecay decay) {
        return new Risk(this, decay.on(architecture));
    }

    /**
     * The risk of networks with the given net's architecture on the data.
     *
     * @param net whose architecture is taken; the parameters come with each call
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @return the risk, with a workspace for all n samples at once
     * @throws IllegalArgumentException if network, data and loss do not fit
     */
    public static Risk of(Net net, Data data, Loss loss) {
        return of(net, data, loss, net.engine());
    }

    /**
     * As {@link #of(Net, Data, Loss)}, run by the given engine instead of that of the network.
     *
     * @param net whose architecture is taken; the parameters come with each call
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @param engine what runs it
     * @return the risk, with a workspace for all n samples at once
     * @throws IllegalArgumentException if network, data and loss do not fit
     */
    public static Risk of(Net net, Data data, Loss loss, Engine engine) {
        requireFit(net, data);
        loss.require(data.targets(), net.outputs());
        return new Risk(net.architecture(), data, loss, engine);
    }

    /**
     * Refuses data whose shape is not that of the network, naming both.
     *
     * @param net whose widths are wanted
     * @param data whose widths are asked
     * @throws IllegalArgumentException if inputs or outputs differ, with both numbers
     */
    public static void requireFit(Net net, Data data) {
        if (net.inputs() != data.dimension()) {
            throw new IllegalArgumentException("the network takes " + net.inputs() + " inputs, but the data ("
                    + data.name() + ") have " + data.dimension() + "; the first width must be " + data.dimension());
        }
        if (net.outputs() != data.outputs()) {
            throw new IllegalArgumentException(
                    "the network gives " + net.outputs() + " outputs, but the targets of the data (" + data.name()
                            + ") have " + data.outputs() + "; the last width must be " + data.outputs());
        }
    }

    /** Number of parameters. */
    public int parameterCount() {
        return architecture.parameterCount();
    }

    /** Number of samples. */
    public int samples() {
        return n;
    }

    /** Number of outputs. */
    public int outputs() {
        return c;
    }

    private double[] forward(double[] w) {
        linearization.leave();
        return evaluator.forward(w, x, n);
    }

    /**
     * f(w; x_i), sample after sample.
     *
     * @param w P parameters
     * @return n · C numbers
     */
    public double[] outputs(double[] w) {
        return forward(w).clone();
    }

    /**
     * L(w).
     *
     * @param w P parameters
     * @return the mean loss and the decay, if any
     */
    public double value(double[] w) {
        return loss.value(forward(w), y, n, c) + regularizer.value(w);
    }

    /**
     * log L(w), without overflow.
     *
     * @param w P parameters
     * @return log L, down to values of L that no double holds; −∞ where L is 0
     */
    public double logValue(double[] w) {
        return logSum(loss.logValue(forward(w), y, n, c), regularizer.value(w));
    }

    /** log(e^a + r). */
    private static double logSum(double a, double r) {
        if (r == 0) {
            return a;
        }
        double high = Math.max(a, Math.log(r));
        return high + Math.log(Math.exp(a - high) + r * Math.exp(-high));
    }

    /**
     * ∇L(w).
     *
     * @param w P parameters
     * @return P numbers
     */
    public double[] gradient(double[] w) {
        double[] g = new double[parameterCount()];
        gradient(w, g);
        return g;
    }

    /**
     * Writes ∇L(w) and returns L(w).
     *
     * @param w P parameters
     * @param into P numbers, overwritten
     * @return L(w)
     */
    public double gradient(double[] w, double[] into) {
        Arrays.fill(into, 0);
        double value = loss.gradient(forward(w), y, n, c, residual);
        evaluator.reverse(w, residual, 1.0 / n, into);
        regularizer.add(w, 1, into);
        return value + regularizer.value(w);
    }

    /**
     * ∇ log L(w), finite even where L is not representable.
     *
     * @param w P parameters
     * @return P numbers
     */
    public double[] logGradient(double[] w) {
        double[] g = new double[parameterCount()];
        double logL = loss.logGradient(forward(w), y, n, c, residual);
        double r = regularizer.value(w);
        if (r == 0) {
            evaluator.reverse(w, residual, 1, g);
            return g;
        }
        double logObjective = logSum(logL, r);
        evaluator.reverse(w, residual, Math.exp(logL - logObjective), g);
        regularizer.add(w, Math.exp(-logObjective), g);
        return g;
    }

    /**
     * ∇²L(w) v (Pearlmutter, 1994). Cost: a forward and a reverse pass to linearize, then a tangent and a reverse pass for the
     * product; for several products at one point see {@link #linearize}.
     *
     * @param w P parameters
     * @param v P numbers
     * @return P numbers
     */
    public double[] hessianProduct(double[] w, double[] v) {
        double[] into = new double[parameterCount()];
        linearize(w);
        hessianProductAt(w, v, into);
        return into;
    }

    /**
     * Prepares {@link #hessianProductAt} at the point w, which is then much cheaper than {@link #hessianProduct}.
     *
     * @param w P parameters
     */
    public void linearize(double[] w) {
        double[] outputs = forward(w);
        loss.gradient(outputs, y, n, c, residual);
        evaluator.reverse(w, residual, 1, null);
        linearization.at(w, outputs);
    }

    /**
     * Adds ∇²L(w) v to {@code into}. Cheap at the point of the last {@link #linearize}, as long as neither this risk nor one that
     * shares its workspace has computed anything else since; otherwise it linearizes at w first.
     *
     * @param w P parameters
     * @param v P numbers
     * @param into P numbers, to which the product is added
     */
    public void hessianProductAt(double[] w, double[] v, double[] into) {
        if (!linearization.holds(w)) {
            linearize(w);
        }
        loss.curvature(linearization.outputs(), y, n, c, evaluator.tangent(w, v), curvature);
        evaluator.reverseTangent(w, v, curvature, 1.0 / n, into);
        regularizer.add(v, 1, into);
    }

    /**
     * The derivatives 0 to 3 of t ↦ L(w + t v) at t = 0, exactly, from the Taylor coefficients of the outputs (A. Griewank and A.
     * Walther, <i>Evaluating Derivatives</i>, 2008, chapter 13): the value, the slope ⟨∇L, v⟩, the curvature ⟨v, ∇²L v⟩ and the
     * third derivative ∇³L[v, v, v], by which the curvature changes. It costs about seven forward passes.
     *
     * @param w P parameters
     * @param v P numbers, the direction
     * @return four numbers: value, slope, curvature, third derivative
     */
    public double[] alongLine(double[] w, double[] v) {
        double[] f = forward(w);
        double value = loss.gradient(f, y, n, c, residual);
        double[][] series = evaluator.taylor(w, v);
        DenseKernels sums = DenseKernels.plain();
        double slope = sums.dot(n * c, residual, 0, series[1], 0) / n;
        loss.curvature(f, y, n, c, series[1], curvature);
        double bend =
                sums.dot(n * c, residual, 0, series[2], 0) * 2 / n + sums.dot(n * c, curvature, 0, series[1], 0) / n;
        double third = sums.dot(n * c, residual, 0, series[3], 0) * 6 / n
                + sums.dot(n * c, curvature, 0, series[2], 0) * 6 / n
                + loss.third(f, y, n, c, series[1]);
        double[] decay = new double[w.length];
        regularizer.add(v, 1, decay);
        return new double[] {
            value + regularizer.value(w),
            slope + sums.dot(w.length, decay, 0, w, 0),
            bend + sums.dot(w.length, decay, 0, v, 0),
            third
        };
    }

    /**
     * The Gauss–Newton product (1/n) Σ_i J_iᵀ (∂²ℓ/∂f²) J_i v, the part of ∇²L(w) v that keeps f linear in w.
     *
     * @param w P parameters
     * @param v P numbers
     * @return P numbers, with the decay if there is one
     */
    public double[] gaussNewtonProduct(double[] w, double[] v) {
        double[] into = new double[parameterCount()];
        double[] outputs = forward(w);
        loss.curvature(outputs, y, n, c, evaluator.tangent(w, v), curvature);
        evaluator.reverse(w, curvature, 1.0 / n, into);
        regularizer.add(v, 1, into);
        return into;
    }

    /**
     * (1/n) Σ_i g_i ⟨g_i, v⟩ for the gradients g_i of single samples, without forming them; without the decay, as these are. Where
     * samples are coupled, g_i is the derivative through the output of sample i.
     *
     * @param w P parameters
     * @param v P numbers
     * @return P numbers
     */
    public double[] empiricalFisherProduct(double[] w, double[] v) {
        double[] into = new double[parameterCount()];
        loss.gradient(forward(w), y, n, c, residual);
        double[] tangent = evaluator.tangent(w, v);
        DenseKernels sums = DenseKernels.plain();
        for (int i = 0; i < n; i++) {
            double slope = sums.dot(c, residual, i * c, tangent, i * c);
            for (int j = i * c; j < (i + 1) * c; j++) {
                curvature[j] = slope * residual[j];
            }
        }
        evaluator.reverse(w, curvature, 1.0 / n, into);
        return into;
    }

    /**
     * The gradients ∇ℓ(f(w; x_i), y_i), one row for each sample.
     *
     * @param w P parameters
     * @return n × P numbers
     * @throws IllegalArgumentException if twice as many do not fit into memory
     */
    public double[][] sampleGradients(double[] w) {
        double[] rows = new double[entriesHeld(n, parameterCount(), 2, "sample gradients")];
        loss.gradient(forward(w), y, n, c, residual);
        evaluator.sampleGradients(w, residual, rows);
        return unflatten(rows);
    }

    /**
     * The Jacobian of the outputs, one row for each sample and output: row i C + j is ∂f_j(w; x_i)/∂w.
     *
     * @param w P parameters
     * @return nC × P numbers
     * @throws IllegalArgumentException if they do not fit into memory
     */
    public double[][] jacobian(double[] w) {
        double[] rows = new double[entriesHeld(n, parameterCount(), c + 1, "Jacobian")];
        double[][] jacobian = new double[n * c][];
        forward(w);
        for (int j = 0; j < c; j++) {
            Interruption.poll();
            evaluator.sampleGradients(w, unitOutputs(j), rows);
            double[][] part = unflatten(rows);
            for (int i = 0; i < n; i++) {
                jacobian[i * c + j] = part[i];
            }
        }
        return jacobian;
    }

    /**
     * J v, the directional derivative of all outputs, sample after sample.
     *
     * @param w P parameters
     * @param v P numbers
     * @return n · C numbers
     */
    public double[] jacobianProduct(double[] w, double[] v) {
        forward(w);
        return evaluator.tangent(w, v).clone();
    }

    /**
     * Jᵀ s for one number s for each sample and output.
     *
     * @param w P parameters
     * @param s n · C numbers, sample after sample
     * @return P numbers
     */
    public double[] jacobianTransposedProduct(double[] w, double[] s) {
        double[] into = new double[parameterCount()];
        forward(w);
        evaluator.reverse(w, s, 1, into);
        return into;
    }

    /**
     * The empirical neural tangent kernel of a network with one output, K_ij = ⟨∇f(w; x_i), ∇f(w; x_j)⟩, computed layer by
     * layer from products of n × n matrices without forming a gradient.
     *
     * @param w P parameters
     * @return n × n numbers, not divided by n
     * @throws IllegalStateException if the network has several outputs
     * @throws IllegalArgumentException if four times n² numbers do not fit into memory
     */
    public double[][] kernel(double[] w) {
        double[] flat = new double[entriesHeld(n, n, 4, "tangent kernel")];
        kernel(w, flat);
        double[][] rows = new double[n][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * n, (i + 1) * n));
        return rows;
    }

    /**
     * The tangent kernel averaged over the outputs, (1/C) Σ_j ⟨∇f_j(w; x_i), ∇f_j(w; x_k)⟩: at infinite width that of each of them.
     *
     * @param w P parameters
     * @return n × n numbers, not divided by n
     * @throws IllegalArgumentException if four times n² numbers do not fit into memory
     */
    public double[][] meanKernel(double[] w) {
        double[] flat = new double[entriesHeld(n, n, 4, "tangent kernel")];
        forward(w);
        for (int j = 0; j < c; j++) {
            Interruption.poll();
            evaluator.addGram(w, unitOutputs(j), flat);
        }
        double[][] rows = new double[n][n];
        for (int i = 0; i < flat.length; i++) {
            rows[i / n][i % n] = flat[i] / c;
        }
        return rows;
    }

    /**
     * As {@link #kernel(double[])}, row after row into an array of n² numbers.
     *
     * @param w P parameters
     * @param into n² numbers, overwritten
     * @throws IllegalStateException if the network has several outputs
     */
    public void kernel(double[] w, double[] into) {
        if (c != 1) {
            throw new IllegalStateException("the tangent kernel as one n × n matrix needs one output, got " + c
                    + "; meanKernel(w) averages over them, jacobian(w) gives the rows of all");
        }
        Arrays.fill(into, 0);
        Arrays.fill(ones, 1);
        forward(w);
        evaluator.addGram(w, ones, into);
    }

    /**
     * ∇²L(w), P × P; for networks that are small enough to hold it.
     *
     * @param w P parameters
     * @return P × P numbers, with the decay if there is one
     * @throws IllegalArgumentException if twice P² numbers do not fit into memory
     */
    public double[][] hessian(double[] w) {
        int p = parameterCount();
        double[] flat = new double[entriesHeld(p, p, 2, "Hessian")];
        hessian(w, flat);
        double[][] rows = new double[p][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * p, (i + 1) * p));
        return rows;
    }

    /**
     * As {@link #hessian(double[])}, row after row into an array of P² numbers.
     *
     * @param w P parameters
     * @param into P² numbers, overwritten
     */
    public void hessian(double[] w, double[] into) {
        if (hessian == null) {
            hessian = Hessian.of(architecture, n, c);
        }
        linearization.leave();
        hessian.compute(evaluator, loss, w, x, y, into);
        regularizer.addToDiagonal(parameterCount(), into);
    }

    /** The entries of a matrix that is held so many times until its rows are returned. */
    private static int entriesHeld(int rows, int columns, int times, String what) {
        int entries = Matrix.entries(rows, columns);
        Memory.require(
                "the " + what + " with its workspace, " + times + " times " + rows + " × " + columns + " numbers,",
                (double) times * entries);
        return entries;
    }

    private double[] unitOutputs(int j) {
        double[] seed = new double[n * c];
        for (int i = 0; i < n; i++) {
            seed[i * c + j] = 1;
        }
        return seed;
    }

    private double[][] unflatten(double[] rows) {
        int p = parameterCount();
        double[][] matrix = new double[rows.length / p][];
        Arrays.setAll(matrix, i -> Arrays.copyOfRange(rows, i * p, (i + 1) * p));
        return matrix;
    }
}
