package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * u = g v / ‖v‖ for each of several parts v of a vector, and u = v elsewhere. The vector comes first in memory, then one g for
 * each part.
 */
final class Lengths implements Reparametrization {
    /** Entry j of a part is at start + j · step. */
    private record Part(int start, int step, int size) {
        int end() {
            return start + step * size;
        }
    }

    private final Part[] parts;
    private final int total;
    private final boolean[] held;
    private final double[] square = new double[Taylor.ORDER + 1];
    private final double[] inverse = new double[Taylor.ORDER + 1];
    private final double[] factor = new double[Taylor.ORDER + 1];

    private Lengths(List<Part> parts, int total) {
        this.parts = parts.toArray(Part[]::new);
        this.total = total;
        this.held = new boolean[total];
        for (Part part : parts) {
            for (int i = part.start(); i < part.end(); i += part.step()) {
                held[i] = true;
            }
        }
    }

    static Lengths of(Layer layer, WeightNormalized.Per per) {
        List<Part> parts = new ArrayList<>();
        for (Block block : layer.blocks()) {
            if (block.role() != Block.Role.WEIGHT) {
                continue;
            }
            if (per == WeightNormalized.Per.BLOCK) {
                parts.add(new Part(block.offset(), 1, block.size()));
                continue;
            }
            for (Block matrix : block.each()) {
                for (int j = 0; j < matrix.columns(); j++) {
                    parts.add(new Part(matrix.offset() + j, matrix.columns(), matrix.rows()));
                }
            }
        }
        return new Lengths(parts, layer.parameterCount());
    }

    int count() {
        return parts.length;
    }

    /** g = ‖v‖. */
    void measure(double[] w, int offset) {
        for (int k = 0; k < parts.length; k++) {
            w[offset + total + k] = Math.sqrt(dot(parts[k], w, offset, w, offset));
        }
    }

    private static double dot(Part part, double[] a, int aOffset, double[] b, int bOffset) {
        double sum = 0;
        for (int i = part.start(); i < part.end(); i += part.step()) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public void apply(double[] w, int offset, double[] u) {
        System.arraycopy(w, offset, u, 0, total);
        for (int k = 0; k < parts.length; k++) {
            Part part = parts[k];
            double ratio = w[offset + total + k] / Math.sqrt(dot(part, w, offset, w, offset));
            for (int i = part.start(); i < part.end(); i += part.step()) {
                u[i] *= ratio;
            }
        }
    }

    @Override
    public void push(double[] w, double[] tangent, int offset, double[] u) {
        System.arraycopy(tangent, offset, u, 0, total);
        for (int k = 0; k < parts.length; k++) {
            Part part = parts[k];
            double g = w[offset + total + k];
            double s = Math.sqrt(dot(part, w, offset, w, offset));
            double sTangent = dot(part, w, offset, tangent, offset) / s;
            double ratio = g / s;
            double ratioTangent = tangent[offset + total + k] / s - g * sTangent / (s * s);
            for (int i = part.start(); i < part.end(); i += part.step()) {
                u[i] = ratio * u[i] + ratioTangent * w[offset + i];
            }
        }
    }

    /** v̄ = (g/s)(ū − v ⟨v, ū⟩/s²) and ḡ = ⟨v, ū⟩/s with s = ‖v‖ (Salimans and Kingma, equation 3). */
    @Override
    public void pull(double[] w, int offset, double[] gradient, int first, double scale, double[] into, int start) {
        addElsewhere(gradient, first, scale, into, start);
        for (int k = 0; k < parts.length; k++) {
            Part part = parts[k];
            double s = Math.sqrt(dot(part, w, offset, w, offset));
            double along = dot(part, w, offset, gradient, first);
            double ratio = scale * w[offset + total + k] / s;
            for (int i = part.start(); i < part.end(); i += part.step()) {
                into[start + i] += ratio * (gradient[first + i] - w[offset + i] * along / (s * s));
            }
            into[start + total + k] += scale * along / s;
        }
    }

    /** Adds the gradient of what no part holds. */
    private void addElsewhere(double[] gradient, int first, double scale, double[] into, int start) {
        for (int i = 0; i < total; i++) {
            if (!held[i]) {
                into[start + i] += scale * gradient[first + i];
            }
        }
    }

    @Override
    public void pullTangent(double[] w, double[] tangent, int offset, double[] gradient, double scale, double[] into) {
        for (int k = 0; k < parts.length; k++) {
            Part part = parts[k];
            double g = w[offset + total + k];
            double square = dot(part, w, offset, w, offset);
            double s = Math.sqrt(square);
            double sTangent = dot(part, w, offset, tangent, offset) / s;
            double along = dot(part, w, offset, gradient, 0);
            double alongTangent = dot(part, tangent, offset, gradient, 0);
            double ratioTangent = tangent[offset + total + k] / s - g * sTangent / square;
            double moved = alongTangent / square - 2 * along * sTangent / (square * s);
            for (int i = part.start(); i < part.end(); i += part.step()) {
                double v = w[offset + i];
                double bent = -tangent[offset + i] * along / square - v * moved;
                into[offset + i] += scale * (ratioTangent * (gradient[i] - v * along / square) + g / s * bent);
            }
            into[offset + total + k] += scale * (alongTangent / s - along * sTangent / square);
        }
    }

    @Override
    public void taylor(double[][] w, int offset, double[][] u) {
        for (int k = 1; k <= Taylor.ORDER; k++) {
            if (w[k] == null) {
                Arrays.fill(u[k], 0);
            } else {
                System.arraycopy(w[k], offset, u[k], 0, total);
            }
        }
        for (int p = 0; p < parts.length; p++) {
            expand(w, offset, p);
            Part part = parts[p];
            for (int i = part.start(); i < part.end(); i += part.step()) {
                for (int k = 1; k <= Taylor.ORDER; k++) {
                    double sum = 0;
                    for (int j = 0; j <= k; j++) {
                        sum += w[k - j] == null ? 0 : factor[j] * w[k - j][offset + i];
                    }
                    u[k][i] = sum;
                }
            }
        }
    }

    /** The coefficients of g(t) / ‖v(t)‖ of part p. */
    private void expand(double[][] w, int offset, int p) {
        for (int k = 0; k <= Taylor.ORDER; k++) {
            square[k] = 0;
            for (int j = 0; j <= k; j++) {
                boolean zero = w[j] == null || w[k - j] == null;
                square[k] += zero ? 0 : dot(parts[p], w[j], offset, w[k - j], offset);
            }
        }
        Taylor.power(square, -0.5, inverse);
        for (int k = 0; k <= Taylor.ORDER; k++) {
            factor[k] = 0;
            for (int j = 0; j <= k; j++) {
                factor[k] += w[j] == null ? 0 : w[j][offset + total + p] * inverse[k - j];
            }
        }
    }

    @Override
    public boolean linear() {
        return false;
    }
}
