package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ridgeless.spectra.LinearPencil.Term;
import org.ridgeless.spectra.measures.Complex;

/**
 * The matrix Dyson equation \(G=(L_0-E[WGW])^{-1}\) of a pencil L = L₀ + W with one block for each row and column of it.
 *
 * <p>Blocks of different dimensions do not mix in G, so that it is a direct sum over dimensions. Of G only those entries are
 * unknown that meet between two equal leaves in W G W: for X with entries of variance s², \(E[XGX^{\mathsf T}]=s^2\operatorname{tr}G\),
 * while E[X G X] is of lower order unless X is symmetric. The fixed matrices, diagonal together, make L₀ depend on the row.
 */
final class PencilEquation {
    /** Two random entries of one leaf: i, l is the place in E[WGW] that G's entry j, k feeds. */
    private record Pair(int i, int l, int unknown, double weight) {}

    /** The rows and columns of one dimension, and its distinct rows of fixed entries with their shares. */
    private record Sector(int[] rows, int[] columns, List<double[]> values, double[] shares, List<Term> fixed) {}

    private final List<Sector> sectors = new ArrayList<>();
    private final List<Term> constants = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    /** The unknown entries (column block j, row block k) of G. */
    private final List<int[]> unknowns = new ArrayList<>();

    private final int blocks;

    private PencilEquation(int blocks) {
        this.blocks = blocks;
    }

    static PencilEquation of(MatrixExpression expression) {
        LinearPencil pencil = LinearPencil.of(expression).bordered(expression.rows(), 1);
        PencilEquation equation = new PencilEquation(pencil.rows.size());
        List<Term> random = new ArrayList<>();
        List<Term> fixed = new ArrayList<>();
        for (Term term : pencil.terms) {
            if (term.leaf() == null) {
                equation.constants.add(term);
            } else if (term.leaf().kind() == MatrixExpression.Kind.FIXED) {
                fixed.add(term);
            } else {
                random.add(term);
            }
        }
        equation.pair(random);
        for (int dimension : new TreeSet<>(pencil.rows)) {
            equation.sectors.add(sector(pencil, dimension, fixed));
        }
        return equation;
    }

    private void pair(List<Term> random) {
        for (Term a : random) {
            for (Term b : random) {
                boolean symmetric = a.leaf().kind() == MatrixExpression.Kind.WIGNER;
                if (a.leaf() == b.leaf() && (symmetric || a.transposed() != b.transposed())) {
                    // Variance 1/columns times the dimension over which the trace runs.
                    double trace = symmetric || !a.transposed()
                            ? 1
                            : (double) a.leaf().rows() / a.leaf().columns();
                    pairs.add(new Pair(
                            a.row(), b.column(), unknown(a.column(), b.row()), a.factor() * b.factor() * trace));
                }
            }
        }
    }

    private int unknown(int j, int k) {
        for (int i = 0; i < unknowns.size(); i++) {
            if (unknowns.get(i)[0] == j && unknowns.get(i)[1] == k) {
                return i;
            }
        }
        unknowns.add(new int[] {j, k});
        return unknowns.size() - 1;
    }

    private static Sector sector(LinearPencil pencil, int dimension, List<Term> fixed) {
        int[] rows = places(pencil.rows, dimension);
        int[] columns = places(pencil.columns, dimension);
        List<Term> here =
                fixed.stream().filter(t -> t.leaf().rows() == dimension).toList();
        Map<List<Double>, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < dimension; i++) {
            List<Double> row = new ArrayList<>();
            for (Term term : here) {
                row.add(term.leaf().diagonal()[i]);
            }
            counts.merge(row, 1, Integer::sum);
            if (here.isEmpty()) {
                break;
            }
        }
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Sector(
                rows,
                columns,
                counts.keySet().stream()
                        .map(row ->
                                row.stream().mapToDouble(Double::doubleValue).toArray())
                        .toList(),
                counts.values().stream().mapToDouble(c -> c / total).toArray(),
                here);
    }

    private static int[] places(List<Integer> sizes, int dimension) {
        return java.util.stream.IntStream.range(0, sizes.size())
                .filter(i -> sizes.get(i) == dimension)
                .toArray();
    }

    /** The unknowns without noise. */
    Complex[] start(Complex z) {
        Complex[] zero = new Complex[unknowns.size()];
        java.util.Arrays.fill(zero, Complex.ZERO);
        Complex[] first = image(zero, z);
        // Entries that vanish without noise get a size, which scales differences.
        double largest = 0;
        for (Complex value : first) {
            largest = Math.max(largest, value.abs());
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = first[i].abs() < 1e-3 * largest ? first[i].plus(new Complex(0, 1e-3 * largest)) : first[i];
        }
        return first;
    }

    Complex[] image(Complex[] u, Complex z) {
        Complex[][] g = solve(u, z);
        Complex[] image = new Complex[u.length];
        for (int i = 0; i < image.length; i++) {
            int[] place = unknowns.get(i);
            image[i] = g[place[0]][place[1]] == null ? Complex.ZERO : g[place[0]][place[1]];
        }
        return image;
    }

    /** The normalized trace of the first block of G: the Stieltjes transform of the expression. */
    Complex transform(Complex[] u, Complex z) {
        return solve(u, z)[0][0];
    }

    /** G by column block and row block; null where the dimensions differ. */
    private Complex[][] solve(Complex[] u, Complex z) {
        Complex[][] base = new Complex[blocks][blocks];
        for (Term term : constants) {
            add(base, term.row(), term.column(), Complex.real(term.factor()));
        }
        add(base, 0, 0, z.negate());
        for (Pair pair : pairs) {
            add(base, pair.i(), pair.l(), u[pair.unknown()].times(-pair.weight()));
        }
        Complex[][] g = new Complex[blocks][blocks];
        for (Sector sector : sectors) {
            for (int v = 0; v < sector.shares().length; v++) {
                Complex[][] inverse =
                        SmallMatrix.inverse(block(base, sector, sector.values().get(v)));
                for (int i = 0; i < sector.columns().length; i++) {
                    for (int j = 0; j < sector.rows().length; j++) {
                        add(g, sector.columns()[i], sector.rows()[j], inverse[i][j].times(sector.shares()[v]));
                    }
                }
            }
        }
        return g;
    }

    private static Complex[][] block(Complex[][] base, Sector sector, double[] values) {
        int n = sector.rows().length;
        Complex[][] block = new Complex[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Complex entry = base[sector.rows()[i]][sector.columns()[j]];
                block[i][j] = entry == null ? Complex.ZERO : entry;
            }
        }
        for (int t = 0; t < values.length; t++) {
            Term term = sector.fixed().get(t);
            int i = java.util.Arrays.binarySearch(sector.rows(), term.row());
            int j = java.util.Arrays.binarySearch(sector.columns(), term.column());
            block[i][j] = block[i][j].plus(term.factor() * values[t]);
        }
        return block;
    }

    private static void add(Complex[][] matrix, int i, int j, Complex value) {
        matrix[i][j] = matrix[i][j] == null ? value : matrix[i][j].plus(value);
    }
}
