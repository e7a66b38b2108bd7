package org.ridgeless.verdict;

import java.util.List;

/**
 * A wrong theory beside the cells of a check.
 *
 * @param name how tables call it
 * @param numbers what it predicts in each cell; not a number where it says nothing
 * @param rooms what the tolerance of the check accepts around each number, null where nothing
 */
record Rival(String name, List<Double> numbers, List<Interval> rooms) {
    /** The cell that speaks most clearly against it. */
    Exclusion against(List<Cell> cells, double level) {
        Exclusion best = new Exclusion(name, Double.NaN, "", false, 0, null);
        for (int i = 0; i < cells.size(); i++) {
            Interval room = rooms.get(i);
            Cell cell = cells.get(i);
            if (room != null && cell.problem().isEmpty() && numbers.get(i) != cell.predicted()) {
                Exclusion here = against(cell, numbers.get(i), room, level);
                boolean clearer = here.excluded() == best.excluded()
                        ? here.standardErrors() > best.standardErrors() || Double.isNaN(best.value())
                        : here.excluded();
                best = clearer ? here : best;
            }
        }
        return best;
    }

    private Exclusion against(Cell cell, double number, Interval room, double level) {
        Estimate estimate = cell.estimate();
        double distance = room.distance(estimate.value());
        double error = estimate.standardError();
        Interval interval = estimate.interval(level);
        Contrast contrast = new Contrast(cell.predicted(), cell.accepted(), room, estimate.value(), interval);
        return new Exclusion(
                name, number, cell.label(), interval.misses(room), distance == 0 ? 0 : distance / error, contrast);
    }
}
