package org.ridgeless.kernels;

import org.ridgeless.kernels.ActivationMoments.Pair;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.layers.Activation;

/**
 * What a layer of infinite width gives for one input: second moment and mean over the channels at each place of a grid.
 *
 * @param squares second moments Φ
 * @param means first moments, 0 for what is a linear image of weights
 */
record Field(double[] squares, double[] means) {
    /** A sample with its channels side by side at each of so many places. */
    static Field of(double[] x, int places) {
        int channels = x.length / places;
        double[] squares = new double[places];
        double[] means = new double[places];
        for (int i = 0; i < x.length; i++) {
            squares[i / channels] += x[i] * x[i] / channels;
            means[i / channels] += x[i] / channels;
        }
        return new Field(squares, means);
    }

    int places() {
        return squares.length;
    }

    double root(int place) {
        return Math.sqrt(squares[place]);
    }

    /** Under centred weights. */
    Field weighted(double variance) {
        return new Field(Vectors.scale(squares, variance), new double[places()]);
    }

    /** Under an activation, where the field is Gaussian. */
    Field activated(ActivationMoments moments, Activation activation) {
        double[] nextSquares = new double[places()];
        double[] nextMeans = new double[places()];
        for (int p = 0; p < places(); p++) {
            nextSquares[p] = moments.of(new Pair(squares[p], squares[p], 0)).value();
            nextMeans[p] = GaussianMean.of(activation, squares[p]);
        }
        return new Field(nextSquares, nextMeans);
    }

    /** What a window sees from each position, side by side; zeros beyond the border count. */
    Field windows(int[][] seen) {
        return new Field(windowMeans(squares, seen), windowMeans(means, seen));
    }

    /**
     * The mean over the places of each window, channel by channel.
     *
     * @param self this field with itself
     */
    Field pooled(Cross self, int[][] seen) {
        double[] nextSquares = new double[seen.length];
        for (int p = 0; p < nextSquares.length; p++) {
            nextSquares[p] = self.pooledCovariance(this, this, seen[p], seen[p]);
        }
        return new Field(nextSquares, windowMeans(means, seen));
    }

    private static double[] windowMeans(double[] numbers, int[][] seen) {
        double[] means = new double[seen.length];
        for (int p = 0; p < means.length; p++) {
            for (int place : seen[p]) {
                means[p] += place == Places.OUTSIDE ? 0 : numbers[place];
            }
            means[p] /= seen[p].length;
        }
        return means;
    }

    /** The mean over channels and places. */
    double centre() {
        return Vectors.mean(means);
    }

    /** 1/√(variance over channels and places + ε). */
    double scale(double epsilon) {
        return 1 / Math.sqrt(Vectors.mean(squares) - centre() * centre() + epsilon);
    }

    /** Less its centre, divided by its deviation. */
    Field normalized(double epsilon) {
        double centre = centre();
        double scale = scale(epsilon);
        double[] nextSquares = new double[places()];
        double[] nextMeans = new double[places()];
        for (int p = 0; p < places(); p++) {
            nextSquares[p] = scale * scale * (squares[p] - 2 * centre * means[p] + centre * centre);
            nextMeans[p] = scale * (means[p] - centre);
        }
        return new Field(nextSquares, nextMeans);
    }

    /** The sum with another one that is independent of it, where one of them is centred. */
    Field plus(Field other) {
        return new Field(Vectors.add(squares, other.squares), Vectors.add(means, other.means));
    }
}
