package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix Q, linear in the leaves of an expression e, with \(e=-uQ^{-1}v\): what makes a rational expression linear.
 *
 * <p>Rows and columns of Q are blocks; each has the dimension of the matrix entries it stands for. For a leaf X:
 * \(Q=\bigl[\begin{smallmatrix}X&amp;-1\\-1&amp;0\end{smallmatrix}\bigr]\), u = [0 1], v = [0; 1]; sums stand side by side; for a product
 * \(Q=\bigl[\begin{smallmatrix}v_1u_2&amp;Q_1\\Q_2&amp;0\end{smallmatrix}\bigr]\); for an inverse
 * \(Q=\bigl[\begin{smallmatrix}0&amp;u\\v&amp;-Q\end{smallmatrix}\bigr]\). Reference: J. W. Helton, T. Mai and R. Speicher, <i>Applications of
 * realizations (aka linearizations) to free probability</i>, J. Funct. Anal. 274 (2018) 1–79, Algorithm 4.3 and section 4.
 */
final class LinearPencil {
    /** One block entry: a number times the identity or a leaf, perhaps transposed. */
    record Term(int row, int column, double factor, MatrixExpression leaf, boolean transposed) {
        Term moved(int rows, int columns, double times) {
            return new Term(row + rows, column + columns, factor * times, leaf, transposed);
        }
    }

    final List<Integer> rows = new ArrayList<>();
    final List<Integer> columns = new ArrayList<>();
    final List<Term> terms = new ArrayList<>();
    /** u and v as numbers: a factor for each column of Q, and for each row. */
    final List<Double> u = new ArrayList<>();

    final List<Double> v = new ArrayList<>();

    static LinearPencil of(MatrixExpression expression) {
        return of(expression, false);
    }

    private static LinearPencil of(MatrixExpression e, boolean flip) {
        return switch (e.kind()) {
            case WIGNER, NOISE, FIXED -> leaf(e, flip);
            case TRANSPOSE -> of(e.parts().get(0), !flip);
            case SCALED -> scaled(of(e.parts().get(0), flip), e.factor());
            case SUM -> sum(of(e.parts().get(0), flip), of(e.parts().get(1), flip));
            case PRODUCT ->
                flip
                        ? product(of(e.parts().get(1), true), of(e.parts().get(0), true))
                        : product(of(e.parts().get(0), false), of(e.parts().get(1), false));
            case INVERSE -> inverse(of(e.parts().get(0), flip), e.rows());
        };
    }

    private static LinearPencil leaf(MatrixExpression x, boolean flip) {
        int r = flip ? x.columns() : x.rows();
        int c = flip ? x.rows() : x.columns();
        LinearPencil pencil = new LinearPencil();
        pencil.rows.addAll(List.of(r, c));
        pencil.columns.addAll(List.of(c, r));
        pencil.terms.add(new Term(0, 0, 1, x, flip));
        pencil.terms.add(new Term(0, 1, -1, null, false));
        pencil.terms.add(new Term(1, 0, -1, null, false));
        pencil.u.addAll(List.of(0.0, 1.0));
        pencil.v.addAll(List.of(0.0, 1.0));
        return pencil;
    }

    private static LinearPencil scaled(LinearPencil pencil, double factor) {
        pencil.u.replaceAll(x -> factor * x);
        return pencil;
    }

    private void add(LinearPencil other, int row, int column, double factor) {
        for (Term term : other.terms) {
            terms.add(term.moved(row, column, factor));
        }
    }

    private static LinearPencil sum(LinearPencil one, LinearPencil other) {
        int rows = one.rows.size();
        int columns = one.columns.size();
        one.add(other, rows, columns, 1);
        one.rows.addAll(other.rows);
        one.columns.addAll(other.columns);
        one.u.addAll(other.u);
        one.v.addAll(other.v);
        return one;
    }

    private static LinearPencil product(LinearPencil one, LinearPencil other) {
        LinearPencil pencil = new LinearPencil();
        pencil.rows.addAll(one.rows);
        pencil.rows.addAll(other.rows);
        pencil.columns.addAll(other.columns);
        pencil.columns.addAll(one.columns);
        for (int i = 0; i < one.v.size(); i++) {
            for (int j = 0; j < other.u.size(); j++) {
                double factor = one.v.get(i) * other.u.get(j);
                if (factor != 0) {
                    pencil.terms.add(new Term(i, j, factor, null, false));
                }
            }
        }
        pencil.add(one, 0, other.columns.size(), 1);
        pencil.add(other, one.rows.size(), 0, 1);
        other.columns.forEach(c -> pencil.u.add(0.0));
        pencil.u.addAll(one.u);
        one.rows.forEach(r -> pencil.v.add(0.0));
        pencil.v.addAll(other.v);
        return pencil;
    }

    private static LinearPencil inverse(LinearPencil inner, int size) {
        LinearPencil pencil = inner.bordered(size, -1);
        inner.columns.forEach(c -> pencil.u.add(0.0));
        inner.rows.forEach(r -> pencil.v.add(0.0));
        pencil.u.add(0, 1.0);
        pencil.v.add(0, 1.0);
        return pencil;
    }

    /** [[0, u], [v, sign·Q]] with a first block of the given size, without vectors of its own. */
    LinearPencil bordered(int size, double sign) {
        LinearPencil pencil = new LinearPencil();
        pencil.rows.add(size);
        pencil.rows.addAll(rows);
        pencil.columns.add(size);
        pencil.columns.addAll(columns);
        for (int j = 0; j < u.size(); j++) {
            if (u.get(j) != 0) {
                pencil.terms.add(new Term(0, j + 1, u.get(j), null, false));
            }
        }
        for (int i = 0; i < v.size(); i++) {
            if (v.get(i) != 0) {
                pencil.terms.add(new Term(i + 1, 0, v.get(i), null, false));
            }
        }
        pencil.add(this, 1, 1, sign);
        return pencil;
    }
}
