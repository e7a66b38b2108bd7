package org.ridgeless.margins;

import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/**
 * The cross-entropy of a bias-free network whose weight matrices all have Frobenius norm 1, \(\tilde f = f/\prod_k\|W_k\|_F\).
 * Its outputs are small, and so it is close to \(\log C - \frac1N\sum_n(\tilde f_{y_n} - \frac1C\sum_j\tilde f_j)\), with an
 * error of second order in \(\tilde f\): a mean of normalized margins against the mean of all classes.
 *
 * <p>Reference: Q. Liao, B. Miranda, A. Banburski, J. Hidary and T. Poggio, <i>A surprising linear relationship predicts test
 * performance in deep networks</i>, arXiv 1807.09659.
 *
 * @param value the cross-entropy of the normalized network
 * @param taylor its expansion to first order
 */
public record NormalizedLoss(double value, double taylor) {
    /**
     * The cross-entropy of the normalized network, and its expansion. Two forward passes over the data.
     *
     * @param net homogeneous in each weight matrix
     * @param data classes
     * @return both numbers
     * @throws IllegalArgumentException if the targets are no classes, or the network is no product of its normalized layers
     */
    public static NormalizedLoss of(Net net, Data data) {
        Loss.CROSS_ENTROPY.require(data.targets(), net.outputs());
        if (data.targets() != Targets.CLASSES) {
            throw new IllegalArgumentException("the normalized loss needs classes, got " + data.targets());
        }
        net.homogeneous().architecture().requireProduct("the normalized loss");
        Net unit = net.normalized();
        int n = data.samples();
        int classes = data.outputs();
        double[] f = unit.outputs(data.flatInputs(), n);
        double[] y = data.flatTargets();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < classes; c++) {
                sum += (y[i * classes + c] - 1.0 / classes) * f[i * classes + c];
            }
        }
        double value = Risk.of(unit, data, Loss.CROSS_ENTROPY).value(unit.parameters());
        return new NormalizedLoss(value, Math.log(classes) - sum / n);
    }
}
