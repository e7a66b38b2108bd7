package org.ridgeless.spectra.learning;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.spectra.measures.TwoClasses;

/**
 * Gradient descent on \(\frac1{2n}\|y-X^{\mathsf T}w\|^2+\frac\gamma2\|w\|^2\), step by step. The covariance \(\frac1nXX^{\mathsf T}\) is formed
 * once, so that a step costs O(p²).
 */
public final class LeastSquaresDescent {
    private final int p;
    /** The covariance, column by column. */
    private final double[] columns;

    private final double[] target;
    private final double rate;
    private final double ridge;

    private LeastSquaresDescent(int p, double[] columns, double[] target, double rate, double ridge) {
        this.p = p;
        this.columns = columns;
        this.target = target;
        this.rate = rate;
        this.ridge = ridge;
    }

    /**
     * Descent on the given samples with steps of length α and weight decay γ.
     *
     * @param data n samples of dimension p
     * @param rate α
     * @param ridge γ
     * @return the descent, which holds p² numbers
     * @throws IllegalArgumentException if α is not positive and finite, or γ is negative
     */
    public static LeastSquaresDescent of(TwoClasses data, double rate, double ridge) {
        if (!(rate > 0) || Double.isInfinite(rate) || !(ridge >= 0)) {
            throw new IllegalArgumentException(
                    "descent needs a finite step α > 0 and a decay γ ≥ 0, got " + rate + " and " + ridge);
        }
        int p = data.inputs();
        int n = data.samples();
        double[] covariance = Products.transposeRight(data.x(), data.x(), p, n, p);
        double[] target = Products.multiply(data.x(), data.labels(), p, n, 1);
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] /= n;
        }
        for (int i = 0; i < p; i++) {
            target[i] /= n;
        }
        double[] columns = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                columns[j * p + i] = covariance[i * p + j];
            }
        }
        return new LeastSquaresDescent(p, columns, target, rate, ridge);
    }

    /**
     * The weights after each of the given numbers of steps, which must rise.
     *
     * @param start p weights
     * @param times numbers of steps, ascending
     * @return a row of p weights for each
     * @throws IllegalArgumentException if there are not p weights, or times do not ascend from 0 on
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public double[][] run(double[] start, int... times) {
        if (start.length != p) {
            throw new IllegalArgumentException("descent starts from " + p + " weights, got " + start.length);
        }
        double[][] recorded = new double[times.length][];
        double[] w = start.clone();
        double[] image = new double[p];
        int step = 0;
        for (int k = 0; k < times.length; k++) {
            if (times[k] < step) {
                throw new IllegalArgumentException("times must ascend from 0 on, got " + Arrays.toString(times));
            }
            for (; step < times[k]; step++) {
                Interruption.poll();
                step(w, image);
            }
            recorded[k] = w.clone();
        }
        return recorded;
    }

    /** Column by column, so that the entries of a sum are added side by side. */
    private void step(double[] w, double[] image) {
        for (int i = 0; i < p; i++) {
            image[i] = ridge * w[i] - target[i];
        }
        for (int j = 0; j < p; j++) {
            double weight = w[j];
            int column = j * p;
            for (int i = 0; i < p; i++) {
                image[i] += columns[column + i] * weight;
            }
        }
        for (int i = 0; i < p; i++) {
            w[i] -= rate * image[i];
        }
    }
}
