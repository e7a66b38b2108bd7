package org.ridgeless.kernels;

import org.ridgeless.kernels.ActivationMoments.Moments;
import org.ridgeless.kernels.ActivationMoments.Pair;
import org.ridgeless.linalg.Vectors;

/**
 * Covariance and tangent kernel of two fields, for pairs of places: all of them, or those of one place with itself. The
 * covariance is kept as the gap 1 − cos, which tells nearly parallel fields from each other.
 */
final class Cross {
    private final int places;
    private final boolean all;
    private final double[] gap;
    private final double[] theta;

    private Cross(int places, boolean all) {
        this.places = places;
        this.all = all;
        this.gap = new double[all ? places * places : places];
        this.theta = new double[gap.length];
    }

    /** What fills in one pair of places. */
    private interface Entry {
        void at(Cross next, int pair, int left, int right);
    }

    private Cross next(int nextPlaces, Entry entry) {
        Cross next = new Cross(nextPlaces, all);
        for (int pair = 0; pair < next.gap.length; pair++) {
            entry.at(next, pair, all ? pair / nextPlaces : pair, all ? pair % nextPlaces : pair);
        }
        return next;
    }

    private int pair(int left, int right) {
        return all ? left * places + right : left;
    }

    /** Of two samples; the gap is half the squared distance of the unit vectors (Kahan). */
    static Cross of(double[] x, double[] z, int places, boolean all) {
        int channels = x.length / places;
        return new Cross(places, all).next(places, (next, pair, left, right) -> {
            int a = left * channels;
            int b = right * channels;
            double rx = Vectors.norm(x, a, a + channels);
            double rz = Vectors.norm(z, b, b + channels);
            double apart = 0;
            for (int c = 0; c < channels; c++) {
                double difference = rx == 0 || rz == 0 ? 0 : x[a + c] / rx - z[b + c] / rz;
                apart += difference * difference;
            }
            next.gap[pair] = rx == 0 || rz == 0 ? 1 : apart / 2;
        });
    }

    double covariance(Field a, Field b, int left, int right) {
        return a.root(left) * b.root(right) * (1 - gap[pair(left, right)]);
    }

    double theta(int left, int right) {
        return theta[pair(left, right)];
    }

    /**
     * K = v Φ and T = n c² Φ + 1_b + v Θ.
     *
     * @param variance v
     * @param constant n c²
     * @param own whether each place has weights of its own, so that different ones have nothing in common
     */
    Cross weighted(Field a, Field b, double variance, double constant, boolean bias, boolean own) {
        return next(places, (next, pair, left, right) -> {
            boolean apart = own && left != right;
            double trained = constant * covariance(a, b, left, right) + (bias ? 1 : 0);
            next.gap[pair] = apart ? 1 : gap[pair];
            next.theta[pair] = apart ? 0 : trained + variance * theta[pair];
        });
    }

    /** Under a gain of one and a bias for each channel, both trained. */
    Cross gain(Field a, Field b, boolean bias) {
        return next(places, (next, pair, left, right) -> {
            next.gap[pair] = gap[pair];
            next.theta[pair] = theta[pair] + covariance(a, b, left, right) + (bias ? 1 : 0);
        });
    }

    /** Under an activation that makes one pair of Gaussian fields into the other. */
    Cross activated(ActivationMoments moments, Field a, Field b, Field nextA, Field nextB) {
        return next(places, (next, pair, left, right) -> {
            Moments both = moments.of(new Pair(a.squares()[left], b.squares()[right], gap[pair]));
            double size = Math.sqrt(nextA.squares()[left] * nextB.squares()[right]);
            double direct = size == 0 ? 1 : 1 - both.value() / size;
            next.gap[pair] = Double.isNaN(both.gap()) ? direct : both.gap();
            next.theta[pair] = theta[pair] * both.slope();
        });
    }

    /** What a window sees from each position, side by side. */
    Cross windows(Field a, Field b, int[][] seen) {
        int cells = seen[0].length;
        double[] lefts = new double[cells];
        double[] rights = new double[cells];
        double[] gaps = new double[cells];
        return next(seen.length, (next, pair, left, right) -> {
            double sum = 0;
            for (int cell = 0; cell < cells; cell++) {
                int p = seen[left][cell];
                int q = seen[right][cell];
                boolean both = p != Places.OUTSIDE && q != Places.OUTSIDE;
                lefts[cell] = p == Places.OUTSIDE ? 0 : a.root(p);
                rights[cell] = q == Places.OUTSIDE ? 0 : b.root(q);
                gaps[cell] = both ? gap[pair(p, q)] : 1;
                sum += both ? theta(p, q) : 0;
            }
            next.gap[pair] = gapOfSum(lefts, rights, gaps);
            next.theta[pair] = sum / cells;
        });
    }

    double pooledCovariance(Field a, Field b, int[] left, int[] right) {
        double sum = 0;
        for (int p : left) {
            for (int q : right) {
                sum += covariance(a, b, p, q);
            }
        }
        return sum / left.length / right.length;
    }

    /** The means over the places of each window. */
    Cross pooled(Field a, Field b, Field nextA, Field nextB, int[][] seen) {
        return next(seen.length, (next, pair, left, right) -> {
            double covariance = pooledCovariance(a, b, seen[left], seen[right]);
            next.gap[pair] = gap(covariance, nextA.root(left) * nextB.root(right));
            for (int p : seen[left]) {
                for (int q : seen[right]) {
                    next.theta[pair] += theta(p, q) / seen[left].length / seen[right].length;
                }
            }
        });
    }

    /** Less the centres of the fields, divided by their deviations. */
    Cross normalized(Field a, Field b, Field nextA, Field nextB, double epsilon) {
        double centreA = a.centre();
        double centreB = b.centre();
        double scale = a.scale(epsilon) * b.scale(epsilon);
        return next(places, (next, pair, left, right) -> {
            double covariance = covariance(a, b, left, right)
                    - centreA * b.means()[right]
                    - centreB * a.means()[left]
                    + centreA * centreB;
            boolean centred = centreA == 0 && centreB == 0;
            next.gap[pair] = centred ? gap[pair] : gap(scale * covariance, nextA.root(left) * nextB.root(right));
            next.theta[pair] = scale * theta[pair];
        });
    }

    /** The sum with another pair of fields that is independent of this one. */
    Cross plus(Field a, Field b, Cross other, Field otherA, Field otherB) {
        return next(places, (next, pair, left, right) -> {
            double[] lefts = {a.root(left), otherA.root(left)};
            double[] rights = {b.root(right), otherB.root(right)};
            next.gap[pair] = gapOfSum(lefts, rights, gap[pair], other.gap[pair]);
            next.theta[pair] = theta[pair] + other.theta[pair];
        });
    }

    /** That of a field with itself: a place has no gap from itself, whatever rounding says. */
    Cross ofOne() {
        for (int p = 0; p < places; p++) {
            gap[pair(p, p)] = 0;
        }
        return this;
    }

    private static double gap(double covariance, double size) {
        return size == 0 ? 1 : Math.max(0, 1 - covariance / size);
    }

    /**
     * The gap of a sum of independent pairs of deviations aₖ and bₖ:
     * √(Σa² Σb²)(1 − gap) = Σ aₖbₖ(1 − gapₖ), where √(Σa² Σb²) − Σ aₖbₖ is, by Lagrange's identity, a sum of squares over a sum.
     */
    private static double gapOfSum(double[] a, double[] b, double... gaps) {
        double apart = 0;
        double squares = 0;
        for (int k = 0; k < a.length; k++) {
            apart += a[k] * b[k] * gaps[k];
            for (int l = 0; l < k; l++) {
                double cross = a[k] * b[l] - a[l] * b[k];
                squares += cross * cross;
            }
        }
        double size = Math.sqrt(Vectors.squares(a) * Vectors.squares(b));
        return size == 0 ? 1 : (squares / (size + Vectors.dot(a, b)) + apart) / size;
    }
}
