package org.ridgeless.spectra;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

/**
 * A rational expression in independent random matrices and fixed ones, written once: it gives draws and, where it is symmetric,
 * the law that its eigenvalues have in the limit. Start at {@link Matrices}.
 *
 * {@snippet file="SpectraTest.java" region="matrix-expression"}
 *
 * <p>The same object used twice is the same matrix; two calls of a factory are two independent ones. Immutable.
 */
public final class MatrixExpression {
    /** What an expression is made of. */
    enum Kind {
        /** Symmetric, entries of variance 1/n. */
        WIGNER,
        /** Independent entries of variance 1/columns. */
        NOISE,
        /** Diagonal with given entries. */
        FIXED,
        SUM,
        PRODUCT,
        SCALED,
        TRANSPOSE,
        INVERSE
    }

    private final Kind kind;
    private final int rows;
    private final int columns;
    private final List<MatrixExpression> parts;
    private final double[] diagonal;
    private final double factor;

    private MatrixExpression(
            Kind kind, int rows, int columns, List<MatrixExpression> parts, double[] diagonal, double factor) {
        this.kind = kind;
        this.rows = rows;
        this.columns = columns;
        this.parts = parts;
        this.diagonal = diagonal;
        this.factor = factor;
    }

    static MatrixExpression leaf(Kind kind, int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a matrix has at least 1 row and 1 column, got " + rows + " × " + columns);
        }
        return new MatrixExpression(kind, rows, columns, List.of(), null, 1);
    }

    static MatrixExpression fixed(double[] diagonal) {
        for (double entry : diagonal) {
            if (!Double.isFinite(entry)) {
                throw new IllegalArgumentException("eigenvalues are finite numbers, got " + entry);
            }
        }
        int n = diagonal.length;
        return new MatrixExpression(leaf(Kind.FIXED, n, n).kind, n, n, List.of(), diagonal.clone(), 1);
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    Kind kind() {
        return kind;
    }

    List<MatrixExpression> parts() {
        return parts;
    }

    double[] diagonal() {
        return diagonal;
    }

    double factor() {
        return factor;
    }

    /**
     * The sum with a matrix of the same shape.
     *
     * @param other of the same shape
     * @return the sum
     * @throws IllegalArgumentException if the shapes differ, with both
     */
    public MatrixExpression plus(MatrixExpression other) {
        if (other.rows != rows || other.columns != columns) {
            throw new IllegalArgumentException("a " + shape() + " matrix and a " + other.shape() + " one have no sum");
        }
        return new MatrixExpression(Kind.SUM, rows, columns, List.of(this, other), null, 1);
    }

    /**
     * The difference to a matrix of the same shape.
     *
     * @param other of the same shape
     * @return the difference
     * @throws IllegalArgumentException if the shapes differ, with both
     */
    public MatrixExpression minus(MatrixExpression other) {
        return plus(other.times(-1));
    }

    /**
     * The sum with a multiple of the identity.
     *
     * @param shift finite
     * @return the sum
     * @throws IllegalArgumentException if this is not square, or the shift is not finite
     */
    public MatrixExpression plus(double shift) {
        requireSquare("a multiple of the identity is added to");
        double[] diagonal = new double[rows];
        Arrays.fill(diagonal, shift);
        return plus(fixed(diagonal));
    }

    /**
     * The matrix product.
     *
     * @param other with as many rows as this has columns
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit, with both
     */
    public MatrixExpression times(MatrixExpression other) {
        if (columns != other.rows) {
            throw new IllegalArgumentException(
                    "a " + shape() + " matrix does not multiply a " + other.shape() + " one");
        }
        return new MatrixExpression(Kind.PRODUCT, rows, other.columns, List.of(this, other), null, 1);
    }

    /**
     * A multiple of the matrix.
     *
     * @param factor finite, not 0
     * @return the product
     * @throws IllegalArgumentException if the factor is 0 or not finite
     */
    public MatrixExpression times(double factor) {
        if (!Double.isFinite(factor) || factor == 0) {
            throw new IllegalArgumentException("a factor is a finite number other than 0, got " + factor);
        }
        return new MatrixExpression(Kind.SCALED, rows, columns, List.of(this), null, factor);
    }

    /** The transpose; of a symmetric matrix itself. */
    public MatrixExpression transpose() {
        boolean symmetric = kind == Kind.WIGNER || kind == Kind.FIXED;
        return symmetric
                ? this
                : kind == Kind.TRANSPOSE
                        ? parts.get(0)
                        : new MatrixExpression(Kind.TRANSPOSE, columns, rows, List.of(this), null, 1);
    }

    /** X Xᵀ. */
    public MatrixExpression gram() {
        return times(transpose());
    }

    /**
     * The inverse of a square matrix.
     *
     * @throws IllegalArgumentException if this is not square
     */
    public MatrixExpression inverse() {
        requireSquare("an inverse is taken of");
        return new MatrixExpression(Kind.INVERSE, rows, rows, List.of(this), null, 1);
    }

    private void requireSquare(String what) {
        if (rows != columns) {
            throw new IllegalArgumentException(what + " a square matrix, got " + shape());
        }
    }

    private String shape() {
        return rows + " × " + columns;
    }

    /** The leaves in their order, each once. */
    List<MatrixExpression> leaves() {
        Stream<MatrixExpression> all =
                parts.isEmpty() ? Stream.of(this) : parts.stream().flatMap(p -> p.leaves().stream());
        return all.distinct().toList();
    }

    /**
     * One draw; leaf k of the expression takes the child k of the seed.
     *
     * @param seeds equal seeds give equal draws
     * @return rows × columns numbers
     */
    public Matrix draw(Seeds seeds) {
        Map<MatrixExpression, Matrix> drawn = new IdentityHashMap<>();
        List<MatrixExpression> leaves = leaves();
        for (int k = 0; k < leaves.size(); k++) {
            drawn.put(leaves.get(k), Draws.leaf(leaves.get(k), seeds.child(k)));
        }
        return Draws.evaluate(this, drawn);
    }

    /**
     * One draw.
     *
     * @param seed of {@code Seeds.of}
     * @return rows × columns numbers
     */
    public Matrix draw(long seed) {
        return draw(Seeds.of(seed));
    }

    /**
     * The eigenvalues of one draw.
     *
     * @param seed of {@code Seeds.of}
     * @return as many eigenvalues as rows
     * @throws IllegalArgumentException if the expression is not symmetric
     */
    public Spectrum spectrum(long seed) {
        requireSymmetric();
        return Spectrum.of(Draws.symmetrized(draw(seed)));
    }

    /**
     * The limit of the spectrum as all sizes grow in their proportions.
     *
     * @throws IllegalArgumentException if the expression is not symmetric
     * @throws ArithmeticException if the equation of the law was not solved, with its residual
     */
    public SpectralLaw law() {
        requireSymmetric();
        return PencilLaw.of(this);
    }

    private void requireSymmetric() {
        Map<MatrixExpression, Integer> names = new IdentityHashMap<>();
        List<MatrixExpression> leaves = leaves();
        for (int k = 0; k < leaves.size(); k++) {
            names.put(leaves.get(k), k);
        }
        if (rows != columns || !normal(names, false).equals(normal(names, true))) {
            throw new IllegalArgumentException("a spectrum of real eigenvalues needs an expression that equals its"
                    + " transpose, for example X Xᵀ or X + Xᵀ; this " + shape() + " one does not");
        }
    }

    /** The expression or its transpose, spelled out with transposes at the leaves and sums in one order. */
    private String normal(Map<MatrixExpression, Integer> names, boolean flip) {
        return switch (kind) {
            case WIGNER, FIXED -> "x" + names.get(this);
            case NOISE -> "x" + names.get(this) + (flip ? "'" : "");
            case SUM -> summands().map(p -> p.normal(names, flip)).sorted().collect(Collectors.joining("+", "(", ")"));
            case PRODUCT ->
                flip
                        ? parts.get(1).normal(names, true) + "·" + parts.get(0).normal(names, true)
                        : parts.get(0).normal(names, false) + "·" + parts.get(1).normal(names, false);
            case SCALED -> factor + "*" + parts.get(0).normal(names, flip);
            case TRANSPOSE -> parts.get(0).normal(names, !flip);
            case INVERSE -> "1/(" + parts.get(0).normal(names, flip) + ")";
        };
    }

    private Stream<MatrixExpression> summands() {
        return kind == Kind.SUM ? parts.stream().flatMap(MatrixExpression::summands) : Stream.of(this);
    }

    @Override
    public String toString() {
        return "random " + shape() + " matrix of " + leaves().size() + " parts";
    }
}
