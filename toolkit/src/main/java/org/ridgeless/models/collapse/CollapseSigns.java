package org.ridgeless.models.collapse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/**
 * The four signs of neural collapse, measured on the features h (inputs of the last layer) of a sample with C classes of means
 * m_c, whose mean is g (V. Papyan, X. Y. Han and D. Donoho, <i>Prevalence of neural collapse during the terminal phase of deep
 * learning training</i>, PNAS 117 (2020) 24652–24663).
 *
 * <p>Takes one forward pass and O(n p C) further operations for n samples with p features.
 *
 * {@snippet file="ModelsTest.java" region="collapse-signs"}
 */
public final class CollapseSigns {
    private final int classes;
    private final int width;
    private final int[] labels;
    private final double[] features;
    private final double[] outputs;
    private final double[][] weights;
    private final double[][] centred;
    private final double[][] means;

    private CollapseSigns(int[] labels, double[] features, double[] outputs, double[][] weights) {
        this.classes = weights.length;
        this.width = weights[0].length;
        this.labels = labels;
        this.features = features;
        this.outputs = outputs;
        this.weights = weights;
        this.means = classMeans();
        double[] global = new double[width];
        for (double[] mean : means) {
            for (int j = 0; j < width; j++) {
                global[j] += mean[j] / classes;
            }
        }
        this.centred = new double[classes][width];
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < width; j++) {
                centred[k][j] = means[k][j] - global[j];
            }
        }
    }

    /**
     * Measures a network on data with at least two classes, each of which occurs.
     *
     * @param net its last layer is dense; the layer before it gives the features
     * @param data C classes
     * @return the signs, from the features and outputs of all samples, n × width and n × C numbers in memory
     * @throws IllegalArgumentException if the data have no classes or one of them has no sample, or if the last layer is
     *     the only one or not dense with at least C − 1 inputs
     */
    public static CollapseSigns of(Net net, Data data) {
        if (data.targets() != Targets.CLASSES) {
            throw new IllegalArgumentException(
                    "neural collapse is about data with classes, got " + data.name() + " with " + data.targets());
        }
        List<Layer> layers = net.architecture().layers();
        Layer last = layers.get(layers.size() - 1);
        if (layers.size() < 2 || !(last instanceof Dense) || last.inputs() < data.outputs() - 1) {
            throw new IllegalArgumentException(
                    "neural collapse needs a hidden layer and a dense last one with at least " + (data.outputs() - 1)
                            + " inputs, got " + net.architecture());
        }
        int n = data.samples();
        int[] labels = IntStream.range(0, n).map(i -> (int) data.label(i)).toArray();
        for (int k = 0; k < data.outputs(); k++) {
            int wanted = k;
            if (IntStream.of(labels).noneMatch(label -> label == wanted)) {
                throw new IllegalArgumentException("class " + k + " has no sample, so it has no mean");
            }
        }
        Architecture below = Architecture.of(layers.subList(0, layers.size() - 1));
        Net trunk = Nets.chain(below.layers().toArray(new Layer[0]))
                .withParameters(Arrays.copyOf(net.parameters(), below.parameterCount()));
        double[] x = data.flatInputs();
        return new CollapseSigns(
                labels,
                trunk.outputs(x, n),
                net.outputs(x, n),
                net.weights(net.architecture().weights().size()));
    }

    private double[][] classMeans() {
        double[][] sums = new double[classes][width];
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            for (int j = 0; j < width; j++) {
                sums[labels[i]][j] += features[i * width + j];
            }
        }
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < width; j++) {
                sums[k][j] /= counts[k];
            }
        }
        return sums;
    }

    /**
     * NC1, tr(Σ_W Σ_B⁺)/C with the covariances within and between classes; 0 if all features of a class are one. Infinite
     * numbers say that the class means do not span C − 1 dimensions.
     */
    public double withinClass() {
        // The centred means have rank C − 1: an orthogonal basis of contrasts makes the factor of Σ_B one of full rank.
        double[][] contrasts = new double[width][classes - 1];
        for (int k = 1; k < classes; k++) {
            double norm = Math.sqrt(k * (k + 1.0));
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += centred[l][j];
                }
                contrasts[j][k - 1] = (sum - k * centred[k][j]) / norm;
            }
        }
        Matrix factor = Matrix.of(contrasts);
        double sum = 0;
        double[] deviation = new double[width];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < width; j++) {
                deviation[j] = features[i * width + j] - means[labels[i]][j];
            }
            for (double coefficient : factor.solve(deviation)) {
                sum += coefficient * coefficient;
            }
        }
        return sum / labels.length;
    }

    /** NC2: the cosines between all pairs of centred class means; −1/(C − 1) each for a simplex. */
    public double[] cosines() {
        double[] cosines = new double[classes * (classes - 1) / 2];
        int at = 0;
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l < k; l++) {
                cosines[at++] = Vectors.dot(centred[k], centred[l])
                        / Math.sqrt(Vectors.dot(centred[k], centred[k]) * Vectors.dot(centred[l], centred[l]));
            }
        }
        return cosines;
    }

    /** NC2: the standard deviation of the lengths of the centred class means over their mean. */
    public double variationOfLengths() {
        double[] lengths =
                Arrays.stream(centred).mapToDouble(m -> Vectors.norm(m)).toArray();
        double mean = Arrays.stream(lengths).average().orElseThrow();
        double squares =
                Arrays.stream(lengths).map(l -> (l - mean) * (l - mean)).sum();
        return Math.sqrt(squares / classes) / mean;
    }

    /** NC3: the Frobenius distance between the last weights and the centred class means, both divided by their norms. */
    public double distanceOfWeightsToMeans() {
        double ofWeights = norm(weights);
        double ofMeans = norm(centred);
        double squares = 0;
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < width; j++) {
                double difference = weights[k][j] / ofWeights - centred[k][j] / ofMeans;
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares);
    }

    /** NC4: the share of samples for which the largest output is that of the nearest class mean. */
    public double nearestMeanAgreement() {
        long agree = IntStream.range(0, labels.length)
                .filter(i -> largestOutput(i) == nearestMean(i))
                .count();
        return agree / (double) labels.length;
    }

    private int largestOutput(int i) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = outputs[i * classes + k] > outputs[i * classes + best] ? k : best;
        }
        return best;
    }

    private int nearestMean(int i) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            double distance = 0;
            for (int j = 0; j < width; j++) {
                double difference = features[i * width + j] - means[k][j];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }

    private static double norm(double[][] rows) {
        return Math.sqrt(
                Arrays.stream(rows).mapToDouble(row -> Vectors.dot(row, row)).sum());
    }
}
