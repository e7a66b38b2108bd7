package org.ridgeless.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The k largest or smallest eigenvalues of a symmetric operator with their vectors, by Lanczos' method with full
 * reorthogonalization.
 *
 * <p>One start finds one vector of a multiple eigenvalue. So what is found is deflated, and another start looks for what is
 * left, until it finds nothing larger: multiple eigenvalues come as often as they are there.
 *
 * <p><b>Cost</b> for k of p some tens of products and vectors of memory where they stand apart, at most 600 vectors; the last look
 * ends as soon as a larger eigenvalue would have shown.
 *
 * <p><b>Reference</b> B. Parlett, <i>The Symmetric Eigenvalue Problem</i>, 1998, Chapter 13.
 *
 * {@snippet file="LinearAlgebraTest.java" region="eigenpairs"}
 */
public final class Eigenpairs {
    private final double[] values;
    private final double[][] vectors;
    private final double[] residuals;

    /** An eigenvalue as found. */
    private record Pair(double value, double[] vector) {}

    private Eigenpairs(double[] values, double[][] vectors, double[] residuals) {
        this.values = values;
        this.vectors = vectors;
        this.residuals = residuals;
    }

    /**
     * The k largest.
     *
     * @param operator symmetric, p × p
     * @param count k, 1 to the order
     * @param seeds of the starts; what is found depends on them up to rounding only
     * @return the pairs in ascending order, the largest last
     * @throws ArithmeticException if they do not settle to a residual of 1e-8 of the largest modulus, with what it came to, or
     *     if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     * @throws IllegalArgumentException if k is not in 1..p, with both
     */
    public static Eigenpairs largest(SymmetricOperator operator, int count, Seeds seeds) {
        if (count < 1 || count > operator.order()) {
            throw new IllegalArgumentException(
                    "an operator of order " + operator.order() + " has 1 to as many eigenvalues, got " + count);
        }
        List<Pair> found = new ArrayList<>();
        for (int start = 0; found.size() < operator.order(); start++) {
            Seeds fresh = seeds.child("eigenpairs").child(start);
            double floor = found.size() < count ? Double.NEGATIVE_INFINITY : found.get(count - 1).value;
            List<Pair> more = look(operator, found, Math.max(1, count - found.size()), floor, fresh);
            double close = DeflatedKrylov.TOLERANCE * scale(found);
            if (found.size() >= count && more.get(0).value <= found.get(count - 1).value + close) {
                break;
            }
            found.addAll(more);
            found.sort(Comparator.comparingDouble(Pair::value).reversed());
        }
        return of(operator, found.subList(0, count));
    }

    /**
     * The k smallest, as {@link #largest}.
     *
     * @param operator symmetric, p × p
     * @param count k, 1 to p
     * @param seeds of the starts
     * @return the pairs in ascending order, the smallest first
     * @throws IllegalArgumentException if k is not in 1..p, with both
     * @throws ArithmeticException if they do not settle, or if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static Eigenpairs smallest(SymmetricOperator operator, int count, Seeds seeds) {
        Eigenpairs opposite = largest(operator.scaled(-1), count, seeds);
        double[] values = new double[count];
        double[][] vectors = new double[count][];
        double[] residuals = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = -opposite.values[count - 1 - i];
            vectors[i] = opposite.vectors[count - 1 - i];
            residuals[i] = opposite.residuals[count - 1 - i];
        }
        return new Eigenpairs(values, vectors, residuals);
    }

    private static List<Pair> look(
            SymmetricOperator operator, List<Pair> found, int wanted, double floor, Seeds seeds) {
        double[][] known = found.stream().map(Pair::vector).toArray(double[][]::new);
        Krylov space = DeflatedKrylov.settle(operator, known, wanted, scale(found), floor, seeds);
        SymmetricEigen ritz = space.ritz();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(wanted, space.size()); i++) {
            int k = space.size() - 1 - i;
            double[] vector = Probes.without(known, space.vector(ritz.vector(k)));
            pairs.add(new Pair(ritz.values()[k], Vectors.unit(vector)));
        }
        return pairs;
    }

    private static double scale(List<Pair> found) {
        return found.stream().mapToDouble(pair -> Math.abs(pair.value)).max().orElse(0);
    }

    /** In ascending order. */
    private static Eigenpairs of(SymmetricOperator operator, List<Pair> descending) {
        int k = descending.size();
        double[] values = new double[k];
        double[][] vectors = new double[k][];
        double[] residuals = new double[k];
        for (int i = 0; i < k; i++) {
            Pair pair = descending.get(k - 1 - i);
            values[i] = pair.value;
            vectors[i] = pair.vector;
            residuals[i] = Vectors.norm(Vectors.addScaled(operator.times(pair.vector), -pair.value, pair.vector));
        }
        return new Eigenpairs(values, vectors, residuals);
    }

    /** The eigenvalues, ascending. */
    public double[] values() {
        return values.clone();
    }

    /**
     * The unit eigenvector of value i.
     *
     * @param i from 0, in the order of {@link #values}
     * @return p numbers, whose sign is of no meaning; a copy
     */
    public double[] vector(int i) {
        return vectors[i].clone();
    }

    /** ‖A v − λ v‖ of each, from a product of its own; an eigenvalue of A lies as close to λ. */
    public double[] residuals() {
        return residuals.clone();
    }

    /**
     * ‖UᵀV‖²_F/k of two spaces of dimension k: 1 for the same, about k/p for random ones in dimension p.
     *
     * @param other pairs in the same dimension; of different k the smaller one divides
     * @return from 0 to 1
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double overlap(Eigenpairs other) {
        double[] inner = inner(other);
        return Vectors.squares(inner) / Math.min(vectors.length, other.vectors.length);
    }

    /**
     * The principal angles of the two spaces in radians, ascending; small ones from their sines.
     *
     * @param other pairs in the same dimension
     * @return as many angles in [0, π/2] as the smaller space has dimensions
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double[] angles(Eigenpairs other) {
        Eigenpairs small = vectors.length <= other.vectors.length ? this : other;
        Eigenpairs large = small == this ? other : this;
        int k = small.vectors.length;
        double[] cosines = SingularValues.of(small.inner(large), k, large.vectors.length);
        double[] rest = new double[k * vectors[0].length];
        for (int i = 0; i < k; i++) {
            double[] part = Probes.without(large.vectors, small.vectors[i]);
            System.arraycopy(part, 0, rest, i * part.length, part.length);
        }
        double[] sines = SingularValues.of(rest, k, vectors[0].length);
        double[] angles = new double[k];
        // Singular values descend: the largest cosine is that of the smallest sine.
        Arrays.setAll(angles, i -> Math.atan2(sines[k - 1 - i], cosines[i]));
        return angles;
    }

    private double[] inner(Eigenpairs other) {
        if (vectors[0].length != other.vectors[0].length) {
            throw new IllegalArgumentException("spaces in dimensions " + vectors[0].length + " and "
                    + other.vectors[0].length + " have no overlap");
        }
        int columns = other.vectors.length;
        double[] inner = new double[vectors.length * columns];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = Vectors.dot(vectors[i / columns], other.vectors[i % columns]);
        }
        return inner;
    }

    /**
     * ‖Uᵀg‖²/‖g‖²: how much of a vector, a gradient for example, lies in the space; not a number for g = 0.
     *
     * @param vector g, of length p
     * @return from 0 to 1
     * @throws IllegalArgumentException if g has another length
     */
    public double share(double... vector) {
        double[] unit = Vectors.unit(vector);
        double sum = 0;
        for (double[] u : vectors) {
            double along = Vectors.dot(u, unit);
            sum += along * along;
        }
        return sum;
    }

    @Override
    public String toString() {
        return "eigenvalues " + Arrays.toString(values);
    }
}
