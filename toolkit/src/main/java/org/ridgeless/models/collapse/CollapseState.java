package org.ridgeless.models.collapse;

import java.util.function.Consumer;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/** Where the descent of {@link FreeFeatures} is: all weights and features, and what can be read off them. Immutable. */
public final class CollapseState {
    private final FreeFeatures model;
    private final double[] parameters;

    CollapseState(FreeFeatures model, double[] parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /**
     * The same weights and features under another model of the same shape, to continue from where the last one ended.
     *
     * @param other a model of the same widths, depth and number of samples
     * @return the state, with the same parameters
     * @throws IllegalArgumentException if the shapes differ; the message has both models
     */
    public CollapseState under(FreeFeatures other) {
        if (other.featureOffset() != model.featureOffset() || other.samples() != model.samples()) {
            throw new IllegalArgumentException("cannot continue " + model + " as " + other + ": the shapes differ");
        }
        return new CollapseState(other, parameters);
    }

    /**
     * Heavy-ball descent, \(v\leftarrow\mu v-\eta\nabla L,\ \theta\leftarrow\theta+v\), from zero velocity.
     *
     * @param rate η &gt; 0
     * @param momentum μ, 0 ≤ μ &lt; 1
     * @param steps ≥ 0
     * @return where the descent ends
     * @throws IllegalArgumentException if η is not above 0
     * @throws ArithmeticException if the loss diverges, with the step
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public CollapseState descend(double rate, double momentum, int steps) {
        return descend(rate, momentum, steps, steps + 1, state -> {});
    }

    /**
     * The same descent, seen every so many steps, the start included.
     *
     * @param rate η &gt; 0
     * @param momentum μ, 0 ≤ μ &lt; 1
     * @param steps ≥ 0
     * @param every steps from one look to the next, ≥ 1
     * @param watch is shown the states
     * @return where the descent ends
     * @throws IllegalArgumentException if η is not above 0
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     * @throws ArithmeticException if the loss diverges, with the step
     */
    public CollapseState descend(double rate, double momentum, int steps, int every, Consumer<CollapseState> watch) {
        Require.positive("rate", rate);
        if (!(momentum >= 0 && momentum < 1) || steps < 0 || every < 1) {
            throw new IllegalArgumentException(
                    "descent takes a momentum of at least 0 and below 1, at least 0 steps and is"
                            + " seen every 1 or more, got " + momentum + ", " + steps + " and every " + every);
        }
        double[] theta = parameters.clone();
        double[] velocity = new double[theta.length];
        FreeFeaturesGradient gradient = new FreeFeaturesGradient(model);
        for (int step = 0; step < steps; step++) {
            Interruption.poll();
            if (step % every == 0) {
                watch.accept(new CollapseState(model, theta.clone()));
            }
            double[] g = gradient.at(theta);
            for (int i = 0; i < theta.length; i++) {
                velocity[i] = momentum * velocity[i] - rate * g[i];
                theta[i] += velocity[i];
            }
            if (!Vectors.areFinite(theta)) {
                throw new ArithmeticException("the descent diverged at step " + step + " with rate " + rate);
            }
        }
        return new CollapseState(model, theta);
    }

    /** The loss with its decay terms. */
    public double loss() {
        return new FreeFeaturesGradient(model).loss(parameters);
    }

    /** The gradient of the loss, in the order of the parameters. */
    public double[] gradient() {
        return new FreeFeaturesGradient(model).at(parameters).clone();
    }

    /** All parameters: the weight matrices from the first to the last, then the features sample by sample. */
    public double[] parameters() {
        return parameters.clone();
    }

    /**
     * The same model at other parameters.
     *
     * @param others as many as {@link #parameters}, in their order
     * @return the state there
     * @throws IllegalArgumentException if there are more or fewer
     */
    public CollapseState at(double... others) {
        if (others.length != parameters.length) {
            throw new IllegalArgumentException("expected " + parameters.length + " parameters, got " + others.length);
        }
        return new CollapseState(model, others.clone());
    }

    /** The output averaged over each class: row k is the mean output of class k. */
    public double[][] meanOutputs() {
        int classes = model.counts.length;
        double[][] outputs = new FreeFeaturesGradient(model).outputs(parameters);
        double[][] means = new double[classes][classes];
        int sample = 0;
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < model.counts[k]; i++, sample++) {
                for (int c = 0; c < classes; c++) {
                    means[k][c] += outputs[sample][c] / model.counts[k];
                }
            }
        }
        return means;
    }

    /** The gain of each class: its mean output for itself. */
    public double[] gains() {
        double[][] means = meanOutputs();
        double[] gains = new double[means.length];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = means[k][k];
        }
        return gains;
    }

    /** The largest mean output of a class for another class, in absolute value. */
    public double offDiagonal() {
        double[][] means = meanOutputs();
        double largest = 0;
        for (int k = 0; k < means.length; k++) {
            for (int c = 0; c < means.length; c++) {
                largest = c == k ? largest : Math.max(largest, Math.abs(means[k][c]));
            }
        }
        return largest;
    }

    /** Variability within classes over that between class means, \(\mathrm{tr}\,\Sigma_W/\mathrm{tr}\,\Sigma_B\). */
    public double variability() {
        double[][] features = features();
        int[] labels = labels();
        int classes = model.counts.length;
        double[][] means = new double[classes][model.width];
        double[] centre = new double[model.width];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < model.width; j++) {
                means[labels[i]][j] += features[i][j] / model.counts[labels[i]];
                centre[j] += features[i][j] / labels.length;
            }
        }
        double within = 0;
        for (int i = 0; i < labels.length; i++) {
            within += squaredDistance(features[i], means[labels[i]]) / labels.length;
        }
        double between = 0;
        for (double[] mean : means) {
            between += squaredDistance(mean, centre) / classes;
        }
        return within / between;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    /** The features, one row a sample, classes one after the other. */
    public double[][] features() {
        double[][] features = new double[model.samples()][];
        for (int i = 0; i < features.length; i++) {
            int from = model.featureOffset() + i * model.width;
            features[i] = java.util.Arrays.copyOfRange(parameters, from, from + model.width);
        }
        return features;
    }

    /** The class of each sample. */
    public int[] labels() {
        int[] labels = new int[model.samples()];
        int sample = 0;
        for (int k = 0; k < model.counts.length; k++) {
            for (int i = 0; i < model.counts[k]; i++) {
                labels[sample++] = k;
            }
        }
        return labels;
    }
}
