package org.ridgeless.margins;

import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;

/**
 * The tail Q = (1/N) Σ e^{−m_n} of the margins of a softmax classifier, and its calibration error.
 *
 * <p>Where all points are correct, Q/K ≤ ECE ≤ (K−1)Q, since 1 − p_y = s/(1+s) with s = Σ_{j≠y} e^{z_j − z_y} between e^{−m}
 * and (K−1)e^{−m} (A. Morosini, M. Gjika, T. Poggio and P. Beneventano, arXiv:2604.20614, 2026).
 */
public final class MarginTail {
    private final double[] outputs;
    private final Data data;

    private MarginTail(double[] outputs, Data data) {
        this.outputs = outputs;
        this.data = data;
    }

    /**
     * The tail of the outputs on the data, sample after sample.
     *
     * @param outputs n · K logits, sample after sample
     * @param data n samples with K classes
     * @return the tail
     * @throws IllegalArgumentException if the data have no classes with one output each
     */
    public static MarginTail of(double[] outputs, Data data) {
        if (data.targets() != Targets.CLASSES) {
            throw new IllegalArgumentException("calibration needs classes with one output each, the data ("
                    + data.name() + ") have " + data.targets() + " targets");
        }
        return new MarginTail(outputs.clone(), data);
    }

    /** Q. */
    public double value() {
        double sum = 0;
        for (double margin : Margins.of(outputs, data)) {
            sum += Math.exp(-margin);
        }
        return sum / data.samples();
    }

    /** The mean of 1 − p_y, without cancellation where p_y is close to 1. */
    public double missingConfidence() {
        double sum = 0;
        for (int n = 0; n < data.samples(); n++) {
            sum += missing(n, (int) data.label(n));
        }
        return sum / data.samples();
    }

    /**
     * The expected calibration error: Σ over equal bins of confidence of |accuracy − mean confidence| times the share of the
     * samples in the bin.
     *
     * @param bins ≥ 1, of equal width from 0 to 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is no bin
     */
    public double calibrationError(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("calibration needs at least 1 bin, got " + bins);
        }
        double[] gap = new double[bins];
        for (int n = 0; n < data.samples(); n++) {
            int predicted = predicted(n);
            double doubt = missing(n, predicted);
            int bin = Math.min(bins - 1, (int) ((1 - doubt) * bins));
            // Accuracy minus confidence: the doubt where the prediction is right, the doubt less one where it is wrong.
            gap[bin] += predicted == (int) data.label(n) ? doubt : doubt - 1;
        }
        double sum = 0;
        for (double g : gap) {
            sum += Math.abs(g);
        }
        return sum / data.samples();
    }

    private int predicted(int n) {
        int classes = data.outputs();
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (outputs[n * classes + k] > outputs[n * classes + best]) {
                best = k;
            }
        }
        return best;
    }

    /** 1 − p_k of sample n. */
    private double missing(int n, int k) {
        int classes = data.outputs();
        double others = 0;
        for (int j = 0; j < classes; j++) {
            others += j == k ? 0 : Math.exp(outputs[n * classes + j] - outputs[n * classes + k]);
        }
        return Double.isInfinite(others) ? 1 : others / (1 + others);
    }
}
