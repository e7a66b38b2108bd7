package org.ridgeless.kernels.tangent;

/**
 * The buffers and steps of training a {@link TangentNetwork}. Inputs are kept feature by feature, so that the innermost
 * loops run over points and vectorize; a step allocates nothing.
 */
final class TangentTraining {
    /** Inputs times 1/√d, feature after feature. */
    private final double[] trained;

    private final double[] watched;
    private final double[] labels;
    private final int units;
    private final int dimension;
    private final double[] hidden;
    private final double[] output;
    private final double[] pull;
    private final double[] margin;
    private final double[] scratch;
    private final double scale;

    TangentTraining(double[][] rows, double[] labels, int units, double[] hidden, double[] output) {
        this.labels = labels;
        this.units = units;
        this.dimension = rows[0].length;
        this.hidden = hidden;
        this.output = output;
        this.pull = new double[labels.length];
        this.margin = new double[labels.length];
        this.scratch = new double[rows.length];
        this.scale = 1 / Math.sqrt(units);
        this.trained = byFeature(rows, labels.length);
        this.watched = byFeature(rows, rows.length);
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
        for (int r = 0; r < units; r++) {
            preactivations(r, features, f.length);
            double a = scale * output[r];
            for (int i = 0; i < f.length; i++) {
                f[i] += a * Math.max(0, scratch[i]);
            }
        }
    }

    private void preactivations(int unit, double[] features, int points) {
        java.util.Arrays.fill(scratch, 0, points, 0);
        for (int j = 0; j < dimension; j++) {
            double w = hidden[unit * dimension + j];
            int row = j * points;
            for (int i = 0; i < points; i++) {
                scratch[i] += w * features[row + i];
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
        int points = labels.length;
        forward(trained, margin);
        for (int i = 0; i < points; i++) {
            pull[i] = labels[i] * margin[i] < 1 ? rate * scale * labels[i] / points : 0;
        }
        for (int r = 0; r < units; r++) {
            preactivations(r, trained, points);
            double toOutput = 0;
            for (int i = 0; i < points; i++) {
                toOutput += pull[i] * Math.max(0, scratch[i]);
                scratch[i] = scratch[i] > 0 ? pull[i] : 0;
            }
            for (int j = 0; j < dimension; j++) {
                double toHidden = 0;
                for (int i = 0; i < points; i++) {
                    toHidden += scratch[i] * trained[j * points + i];
                }
                int k = r * dimension + j;
                hidden[k] += output[r] * toHidden - hiddenShare * (hidden[k] - hiddenAnchor[k]);
            }
            output[r] += toOutput - outputShare * (output[r] - outputAnchor[r]);
        }
    }
}
