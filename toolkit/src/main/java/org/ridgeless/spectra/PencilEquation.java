package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.Arrays;
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
final class PencilEquation implements Continuation.Equation {
    /** Two random entries of one leaf: i, l is the place in E[WGW] that G's entry j, k feeds. */
    private record Pair(int i, int l, int unknown, double weight) {}

    /** The rows and columns of one dimension, and its distinct rows of fixed entries with their shares. */
    private record Sector(int[] rows, int[] columns, List<double[]> values, double[] shares, List<Term> fixed) {
        /** The place of a row block among those of this dimension; negative if it is not one of them. */
        int row(int block) {
            return Arrays.binarySearch(rows, block);
        }

        int column(int block) {
            return Arrays.binarySearch(columns, block);
        }

        /** The part of the pencil with this dimension and the given fixed entries. */
        SmallMatrix block(SmallMatrix base, int value) {
            SmallMatrix block = new SmallMatrix(rows.length);
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < columns.length; j++) {
                    int from = rows[i] * base.n + columns[j];
                    block.add(i, j, base.re[from], base.im[from]);
                }
            }
            for (int t = 0; t < fixed.size(); t++) {
                Term term = fixed.get(t);
                block.add(row(term.row()), column(term.column()), term.factor() * values.get(value)[t], 0);
            }
            return block;
        }

        /** Adds a share of the inverse of a block to the whole. */
        void spread(SmallMatrix inverse, double share, SmallMatrix whole) {
            for (int i = 0; i < columns.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    int from = i * inverse.n + j;
                    whole.add(columns[i], rows[j], share * inverse.re[from], share * inverse.im[from]);
                }
            }
        }
    }

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
        LinearPencil pencil = PencilReduction.of(LinearPencil.of(expression).bordered(expression.rows(), 1));
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
        Arrays.fill(zero, Complex.ZERO);
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

    @Override
    public Complex[] image(Complex[] u, Complex z) {
        return entries(solve(u, z, null));
    }

    /** From one inverse: when an entry of E[WGW] moves, G moves by G E G. */
    @Override
    public Complex[][] linearized(Complex[] u, Complex z) {
        int n = u.length;
        double[] derivative = new double[2 * n * n];
        Complex[] image = entries(solve(u, z, derivative));
        Complex[][] system = new Complex[n][n + 1];
        for (int q = 0; q < n; q++) {
            for (int m = 0; m < n; m++) {
                int at = 2 * (q * n + m);
                system[q][m] = new Complex((q == m ? 1 : 0) - derivative[at], -derivative[at + 1]);
            }
            system[q][n] = image[q].minus(u[q]);
        }
        return system;
    }

    private Complex[] entries(SmallMatrix g) {
        Complex[] entries = new Complex[unknowns.size()];
        for (int i = 0; i < entries.length; i++) {
            int[] place = unknowns.get(i);
            entries[i] = entry(g, place[0], place[1]);
        }
        return entries;
    }

    private static Complex entry(SmallMatrix g, int i, int j) {
        return new Complex(g.re[i * g.n + j], g.im[i * g.n + j]);
    }

    /** The normalized trace of the first block of G: the Stieltjes transform of the expression. */
    Complex transform(Complex[] u, Complex z) {
        return entry(solve(u, z, null), 0, 0);
    }

    /** G by column block and row block, 0 where the dimensions differ; adds its derivative by the unknowns, if asked for. */
    private SmallMatrix solve(Complex[] u, Complex z, double[] derivative) {
        SmallMatrix base = new SmallMatrix(blocks);
        for (Term term : constants) {
            base.add(term.row(), term.column(), term.factor(), 0);
        }
        base.add(0, 0, -z.re(), -z.im());
        for (Pair pair : pairs) {
            Complex value = u[pair.unknown()];
            base.add(pair.i(), pair.l(), -pair.weight() * value.re(), -pair.weight() * value.im());
        }
        SmallMatrix g = new SmallMatrix(blocks);
        for (Sector sector : sectors) {
            for (int v = 0; v < sector.shares().length; v++) {
                SmallMatrix inverse = sector.block(base, v);
                inverse.invert();
                sector.spread(inverse, sector.shares()[v], g);
                if (derivative != null) {
                    differentiate(sector, inverse, sector.shares()[v], derivative);
                }
            }
        }
        return g;
    }

    private void differentiate(Sector sector, SmallMatrix inverse, double share, double[] derivative) {
        int n = unknowns.size();
        for (Pair pair : pairs) {
            int i = sector.row(pair.i());
            int l = sector.column(pair.l());
            if (i < 0 || l < 0) {
                continue;
            }
            double weight = share * pair.weight();
            for (int q = 0; q < n; q++) {
                int j = sector.column(unknowns.get(q)[0]);
                int k = sector.row(unknowns.get(q)[1]);
                if (j >= 0 && k >= 0) {
                    int left = j * inverse.n + i;
                    int right = l * inverse.n + k;
                    int at = 2 * (q * n + pair.unknown());
                    derivative[at] +=
                            weight * (inverse.re[left] * inverse.re[right] - inverse.im[left] * inverse.im[right]);
                    derivative[at + 1] +=
                            weight * (inverse.re[left] * inverse.im[right] + inverse.im[left] * inverse.re[right]);
                }
            }
        }
    }
}
