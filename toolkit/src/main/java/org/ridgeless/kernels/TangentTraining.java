package org.ridgeless.kernels;

import org.ridgeless.linalg.lapack.Products;

/**
 * The buffers and steps of training a {@link TangentNetwork}. Inputs are kept feature by feature for the way forward, a product
 * of matrices, and point by point for the way back, which skips the points at which a unit is off and whose innermost loop runs
 * over features and vectorizes.
 */
final class TangentTraining {
    /** Inputs times 1/√d, feature after feature. */
    private final double[] trained;

    /** The same, point after point. */
    private final double[] points;

    private final double[] watched;
    private final double[] labels;
    private final int units;
    private final int dimension;
    private final double[] hidden;
    private final double[] output;
    private final double[] pull;
    private final double[] margin;
    /** Of all units, at the points that were looked at last, until a step is taken. */
    private double[] preactivations = {};

    private final double scale;

    TangentTraining(double[][] rows, double[] labels, int units, double[] hidden, double[] output) {
        this.labels = labels;
        this.units = units;
        this.dimension = rows[0].length;
        this.hidden = hidden;
        this.output = output;
        this.pull = new double[labels.length];
        this.margin = new double[labels.length];
        this.scale = 1 / Math.sqrt(units);
        this.trained = byFeature(rows, labels.length);
        this.watched = byFeature(rows, rows.length);
        this.points = new double[trained.length];
        for (int j = 0; j < dimension; j++) {
            for (int i = 0; i < labels.length; i++) {
                points[i * dimension + j] = trained[j * labels.length + i];
            }
        }
    }

    private double[] byFeature(double[][] rows, int points) {
        double[] features = new double[dimension * points];
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < dimension; j++) {
                features[j * points + i] = rows[i][j] / Math.sqrt(dimension);
            }
        }
        return features;
    }

    /** The outputs at all inputs. */
    double[] outputs() {
        double[] f = new double[watched.length / dimension];
        forward(watched, f);
        return f;
    }

    private void forward(double[] features, double[] f) {
        java.util.Arrays.fill(f, 0);
        preactivations = Products.multiply(hidden, features, units, dimension, f.length);
        for (int r = 0; r < units; r++) {
            int own = r * f.length;
            double a = scale * output[r];
            for (int i = 0; i < f.length; i++) {
                f[i] += a * Math.max(0, preactivations[own + i]);
            }
        }
    }

    /**
     * One subgradient step on the mean hinge loss and the penalty.
     *
     * @param hiddenShare η times the strength of the penalty on the displacement of the hidden weights
     * @param outputShare η times the strength of the penalty on the distance of the output weights from their anchor
     */
    void step(double rate, double hiddenShare, double[] hiddenAnchor, double outputShare, double[] outputAnchor) {
        forward(trained, margin);
        for (int i = 0; i < labels.length; i++) {
            pull[i] = labels[i] * margin[i] < 1 ? rate * scale * labels[i] / labels.length : 0;
        }
        double[] pulls = new double[units];
        for (int r = 0; r < units; r++) {
            pulls[r] = pullOn(r);
        }
        double[] gradient = Products.multiply(preactivations, points, units, labels.length, dimension);
        for (int r = 0; r < units; r++) {
            double toOutput = pulls[r];
            double a = output[r];
            int own = r * dimension;
            for (int j = 0; j < dimension; j++) {
                hidden[own + j] += a * gradient[own + j] - hiddenShare * (hidden[own + j] - hiddenAnchor[own + j]);
            }
            output[r] += toOutput - outputShare * (a - outputAnchor[r]);
        }
    }

    /** What the margins pull on the output weight of a unit; puts in the place of its preactivations what they pull on those. */
    private double pullOn(int unit) {
        double toOutput = 0;
        for (int i = 0; i < labels.length; i++) {
            int at = unit * labels.length + i;
            double active = preactivations[at];
            toOutput += pull[i] * Math.max(active, 0);
            preactivations[at] = active > 0 ? pull[i] : 0;
        }
        return toOutput;
    }
}
