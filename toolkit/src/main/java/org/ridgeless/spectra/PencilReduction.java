package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ridgeless.spectra.LinearPencil.Term;

/**
 * Makes a pencil smaller and keeps the first block of its inverse.
 *
 * <p>Where a row r holds numbers alone, and α ≠ 0 among them in column c, then the unknown block c is a combination of the others:
 * column c′ loses \(L_{rc'}/\alpha\) times column c, and row r and column c go. The same holds for columns. What is left of a sum
 * of leaves is one block, of X Xᵀ − z the two of \(\bigl[\begin{smallmatrix}-z&amp;X\\X^{\mathsf T}&amp;-1\end{smallmatrix}\bigr]\).
 */
final class PencilReduction {
    /** What stands at one place: leaves with factors, and a number. */
    private record Place(int row, int column) {}

    private record Symbol(MatrixExpression leaf, boolean transposed) {}

    private static final Symbol NUMBER = new Symbol(null, false);

    private final Map<Place, Map<Symbol, Double>> entries = new LinkedHashMap<>();
    private final TreeSet<Integer> rows = new TreeSet<>();
    private final TreeSet<Integer> columns = new TreeSet<>();

    private PencilReduction() {}

    /** An equivalent pencil without rows and columns of numbers, other than the first of each. */
    static LinearPencil of(LinearPencil pencil) {
        PencilReduction reduction = new PencilReduction();
        for (int i = 0; i < pencil.rows.size(); i++) {
            reduction.rows.add(i);
            reduction.columns.add(i);
        }
        for (Term term : pencil.terms) {
            reduction.add(
                    new Place(term.row(), term.column()), new Symbol(term.leaf(), term.transposed()), term.factor());
        }
        boolean smaller = true;
        while (smaller) {
            smaller = reduction.eliminate();
        }
        return reduction.pencil(pencil);
    }

    private void add(Place place, Symbol symbol, double factor) {
        Map<Symbol, Double> entry = entries.computeIfAbsent(place, p -> new LinkedHashMap<>());
        // What cancels exactly is gone; what cancels but for rounding stays as a small number and does no harm.
        if (entry.merge(symbol, factor, Double::sum) == 0) {
            entry.remove(symbol);
        }
        if (entry.isEmpty()) {
            entries.remove(place);
        }
    }

    private Map<Symbol, Double> at(int row, int column) {
        return entries.getOrDefault(new Place(row, column), Map.of());
    }

    /** One step, if there is any. */
    private boolean eliminate() {
        for (int row : rows) {
            Place pivot = row == 0 ? null : pivot(row, true);
            if (pivot != null) {
                removeByRow(pivot);
                return true;
            }
        }
        for (int column : columns) {
            Place pivot = column == 0 ? null : pivot(column, false);
            if (pivot != null) {
                removeByColumn(pivot);
                return true;
            }
        }
        return false;
    }

    /** The largest number in a row, or column, of numbers alone; null if leaves stand there, or nothing outside of block 0. */
    private Place pivot(int line, boolean isRow) {
        Place best = null;
        double largest = 0;
        for (int other : isRow ? columns : rows) {
            Place place = isRow ? new Place(line, other) : new Place(other, line);
            for (Map.Entry<Symbol, Double> term :
                    at(place.row(), place.column()).entrySet()) {
                if (!term.getKey().equals(NUMBER)) {
                    return null;
                }
                if (other != 0 && Math.abs(term.getValue()) > largest) {
                    largest = Math.abs(term.getValue());
                    best = place;
                }
            }
        }
        return best;
    }

    private double number(int row, int column) {
        return at(row, column).getOrDefault(NUMBER, 0.0);
    }

    private void removeByRow(Place pivot) {
        double alpha = number(pivot.row(), pivot.column());
        for (int column : columns) {
            double factor = -number(pivot.row(), column) / alpha;
            for (int row : rows) {
                if (column != pivot.column() && row != pivot.row() && factor != 0) {
                    copy(new Place(row, pivot.column()), new Place(row, column), factor);
                }
            }
        }
        remove(pivot);
    }

    private void removeByColumn(Place pivot) {
        double alpha = number(pivot.row(), pivot.column());
        for (int row : rows) {
            double factor = -number(row, pivot.column()) / alpha;
            for (int column : columns) {
                if (row != pivot.row() && column != pivot.column() && factor != 0) {
                    copy(new Place(pivot.row(), column), new Place(row, column), factor);
                }
            }
        }
        remove(pivot);
    }

    private void copy(Place from, Place to, double factor) {
        at(from.row(), from.column()).forEach((symbol, value) -> add(to, symbol, factor * value));
    }

    private void remove(Place pivot) {
        rows.remove(pivot.row());
        columns.remove(pivot.column());
        entries.keySet().removeIf(p -> p.row() == pivot.row() || p.column() == pivot.column());
    }

    private LinearPencil pencil(LinearPencil from) {
        LinearPencil result = new LinearPencil();
        List<Integer> keptRows = new ArrayList<>(rows);
        List<Integer> keptColumns = new ArrayList<>(columns);
        keptRows.forEach(r -> result.rows.add(from.rows.get(r)));
        keptColumns.forEach(c -> result.columns.add(from.columns.get(c)));
        entries.forEach((place, entry) -> entry.forEach((symbol, factor) -> result.terms.add(new Term(
                keptRows.indexOf(place.row()),
                keptColumns.indexOf(place.column()),
                factor,
                symbol.leaf(),
                symbol.transposed()))));
        return result;
    }
}
