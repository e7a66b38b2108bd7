package org.ridgeless.models.collapse;

/**
 * Loss and gradient of {@link FreeFeatures} with buffers of their own: a step allocates nothing. The head is multiplied out
 * first, so that a step costs O(N·K·d + M·K·d²).
 */
final class FreeFeaturesGradient {
    private final FreeFeatures model;
    private final int classes;
    private final int width;
    private final int samples;
    private final double[] gradient;
    private final double[] residual;
    /** {@code below[j]} is W_j⋯W_1 (width × width, the identity for j = 0); {@code above[j]} is W_M⋯W_{j+1}. */
    private final double[][] below;

    private final double[][] above;
    private final double[] outer;
    private final double[] half;

    FreeFeaturesGradient(FreeFeatures model) {
        this.model = model;
        this.classes = model.counts.length;
        this.width = model.width;
        this.samples = model.samples();
        this.gradient = new double[model.featureOffset() + samples * width];
        this.residual = new double[samples * classes];
        this.below = new double[model.depth][width * width];
        this.above = new double[model.depth + 1][classes * width];
        this.outer = new double[classes * width];
        this.half = new double[classes * width];
        for (int i = 0; i < width; i++) {
            below[0][i * width + i] = 1;
        }
    }

    double loss(double[] theta) {
        double loss = fit(theta);
        int features = model.featureOffset();
        for (int i = 0; i < theta.length; i++) {
            loss += (i < features ? model.weightDecay : model.featureDecay) / 2 * theta[i] * theta[i];
        }
        return loss;
    }

    double[][] outputs(double[] theta) {
        multiplyOut(theta);
        double[][] outputs = new double[samples][classes];
        for (int i = 0; i < samples; i++) {
            for (int c = 0; c < classes; c++) {
                outputs[i][c] = output(theta, i, c);
            }
        }
        return outputs;
    }

    /** The gradient, in a buffer that the next call overwrites. */
    double[] at(double[] theta) {
        fit(theta);
        int features = model.featureOffset();
        for (int i = 0; i < theta.length; i++) {
            gradient[i] = (i < features ? model.weightDecay : model.featureDecay) * theta[i];
        }
        backToFeatures(theta);
        for (int layer = 0; layer < model.depth; layer++) {
            backToWeights(layer);
        }
        return gradient;
    }

    /** The loss without decay; leaves its derivative by the outputs in {@code residual}. */
    private double fit(double[] theta) {
        multiplyOut(theta);
        double loss = 0;
        int sample = 0;
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < model.counts[k]; i++, sample++) {
                for (int c = 0; c < classes; c++) {
                    residual[sample * classes + c] = output(theta, sample, c);
                }
                loss += model.crossEntropy ? softmax(sample, k) : square(sample, k);
            }
        }
        return loss / samples;
    }

    private double square(int sample, int label) {
        double sum = 0;
        residual[sample * classes + label] -= 1;
        for (int c = 0; c < classes; c++) {
            double r = residual[sample * classes + c];
            sum += r * r / 2;
            residual[sample * classes + c] = r / samples;
        }
        return sum;
    }

    private double softmax(int sample, int label) {
        int row = sample * classes;
        double top = residual[row];
        for (int c = 1; c < classes; c++) {
            top = Math.max(top, residual[row + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(residual[row + c] - top);
        }
        double logPartition = top + Math.log(sum);
        double loss = logPartition - residual[row + label];
        for (int c = 0; c < classes; c++) {
            double probability = Math.exp(residual[row + c] - logPartition);
            residual[row + c] = (probability - (c == label ? 1 : 0)) / samples;
        }
        return loss;
    }

    private double output(double[] theta, int sample, int c) {
        double[] head = above[0];
        int feature = model.featureOffset() + sample * width;
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += head[c * width + j] * theta[feature + j];
        }
        return sum;
    }

    private void multiplyOut(double[] theta) {
        int depth = model.depth;
        for (int layer = 1; layer < depth; layer++) {
            multiply(theta, model.weightOffset(layer - 1), width, below[layer - 1], below[layer]);
        }
        System.arraycopy(theta, model.weightOffset(depth - 1), above[depth - 1], 0, classes * width);
        for (int layer = depth - 2; layer >= 0; layer--) {
            int offset = model.weightOffset(layer);
            double[] target = above[layer];
            java.util.Arrays.fill(target, 0);
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < width; i++) {
                    double factor = above[layer + 1][c * width + i];
                    for (int j = 0; j < width; j++) {
                        target[c * width + j] += factor * theta[offset + i * width + j];
                    }
                }
            }
        }
    }

    /** target = A·B with A of rows × width inside {@code theta} and B of width × width. */
    private void multiply(double[] theta, int offset, int rows, double[] b, double[] target) {
        java.util.Arrays.fill(target, 0);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < width; k++) {
                double factor = theta[offset + i * width + k];
                for (int j = 0; j < width; j++) {
                    target[i * width + j] += factor * b[k * width + j];
                }
            }
        }
    }

    /** Adds headᵀ·R to the gradient of the features and leaves R·Hᵀ in {@code outer}. */
    private void backToFeatures(double[] theta) {
        double[] head = above[0];
        java.util.Arrays.fill(outer, 0);
        for (int i = 0; i < samples; i++) {
            int feature = model.featureOffset() + i * width;
            for (int c = 0; c < classes; c++) {
                double r = residual[i * classes + c];
                for (int j = 0; j < width; j++) {
                    gradient[feature + j] += r * head[c * width + j];
                    outer[c * width + j] += r * theta[feature + j];
                }
            }
        }
    }

    /** ∂L/∂W_j = (W_M⋯W_{j+1})ᵀ (R Hᵀ) (W_{j−1}⋯W_1)ᵀ. */
    private void backToWeights(int layer) {
        double[] inner = below[layer];
        for (int c = 0; c < classes; c++) {
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int k = 0; k < width; k++) {
                    sum += outer[c * width + k] * inner[j * width + k];
                }
                half[c * width + j] = sum;
            }
        }
        int offset = model.weightOffset(layer);
        if (layer == model.depth - 1) {
            for (int i = 0; i < half.length; i++) {
                gradient[offset + i] += half[i];
            }
            return;
        }
        double[] left = above[layer + 1];
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < width; i++) {
                double factor = left[c * width + i];
                for (int j = 0; j < width; j++) {
                    gradient[offset + i * width + j] += factor * half[c * width + j];
                }
            }
        }
    }
}
