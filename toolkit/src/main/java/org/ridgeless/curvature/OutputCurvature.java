package org.ridgeless.curvature;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/**
 * The first and second derivatives of the outputs \(f_n=f(w;x_n)\) of a network with one output in its weights, put together
 * with coefficients for each sample: \(\sum_nb_n\nabla f_n\) and \(\sum_n(a_n\nabla f_n\nabla f_n^\top+b_n\nabla^2f_n)\). With
 * \(a_n=\ell''\) and \(b_n=\ell'\) these are gradient and Hessian of the sum of losses, whatever the loss.
 *
 * <p><b>Cost</b> one Jacobian for the first part, one dense Hessian for the second; O(nP + P²) numbers.
 */
public final class OutputCurvature {
    /** Σ b f, whose Hessian in w is that of the outputs: the targets are the coefficients. */
    private static final Loss LINEAR =
            Loss.elementwise("coefficient times output", (f, b) -> b * f, (f, b) -> b, (f, b) -> 0);

    private final Net net;
    private final double[][] inputs;
    private final double[] w;
    private final double[][] gradients;
    private final double[] outputs;

    private OutputCurvature(Net net, double[][] inputs, double[] w) {
        this.net = net;
        this.inputs = inputs;
        this.w = w;
        Risk risk = risk(new double[inputs.length]);
        this.gradients = risk.jacobian(w);
        this.outputs = risk.outputs(w);
    }

    /**
     * At the network's parameters, on the inputs of the data.
     *
     * @param net with P parameters and one output
     * @param data n samples; their targets are of no account
     * @return the derivatives, which hold n P numbers
     * @throws IllegalArgumentException if the network has several outputs
     */
    public static OutputCurvature of(Net net, Data data) {
        if (net.outputs() != 1) {
            throw new IllegalArgumentException("the curvature of outputs is for one output, got " + net.outputs());
        }
        return new OutputCurvature(net, data.inputs(), net.parameters());
    }

    /** f_n; a copy. */
    public double[] outputs() {
        return outputs.clone();
    }

    /**
     * \(\sum_nb_n\nabla f_n\).
     *
     * @param b n numbers
     * @return P numbers
     * @throws IllegalArgumentException if there are not n coefficients
     */
    public double[] gradient(double... b) {
        double[] sum = new double[w.length];
        for (int n = 0; n < inputs.length; n++) {
            Vectors.addScaled(sum, coefficients(b)[n], gradients[n]);
        }
        return sum;
    }

    /**
     * \(\sum_n(a_n\nabla f_n\nabla f_n^\top+b_n\nabla^2f_n)\).
     *
     * @param a n numbers, of the products of gradients
     * @param b n numbers, of the second derivatives
     * @return P × P
     * @throws IllegalArgumentException if there are not n coefficients of each
     */
    public Matrix hessian(double[] a, double[] b) {
        int p = w.length;
        double[] scaled = new double[inputs.length * p];
        double[] plain = new double[inputs.length * p];
        for (int n = 0; n < inputs.length; n++) {
            System.arraycopy(gradients[n], 0, plain, n * p, p);
            System.arraycopy(Vectors.scale(gradients[n], coefficients(a)[n]), 0, scaled, n * p, p);
        }
        double[] sum = Products.transposeLeft(plain, scaled, p, inputs.length, p);
        double[] bent = new double[p * p];
        risk(coefficients(b)).hessian(w, bent);
        return Matrix.wrap(Vectors.addScaled(sum, inputs.length, bent), p, p);
    }

    private Risk risk(double... b) {
        double[][] targets = Arrays.stream(b).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
        return Risk.of(net, Data.regression(inputs, targets), LINEAR);
    }

    private double[] coefficients(double... c) {
        if (c.length != inputs.length) {
            throw new IllegalArgumentException(
                    "each of the " + inputs.length + " samples has one coefficient, got " + c.length);
        }
        return c;
    }
}
