package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.tables.Results;

/**
 * One measurement repeated over a grid of parameters and over trials, in parallel.
 *
 * <pre>{@code
 * var kappa = Sweep.over("d", Grid.ints(10, 400, 10)).trials(20).seed(7)
 *     .measure("kappa", cell -> ConditionNumbers.of(Gaussian.matrix(200, cell.integer("d"), cell.seeds())));
 * kappa.run().by("d").median("kappa")
 * }</pre>
 *
 * <p>Each cell draws from seeds of its own, so that the results are the same bit by bit for any number of threads. An
 * interrupted sweep returns the cells that were finished, marked as partial.
 */
public final class Sweep {
    private final Map<String, Grid> axes;
    private final int trials;
    private final long seed;
    private final int threads;
    private final List<String> names;
    private final Measures measures;

    private Sweep(Map<String, Grid> axes, int trials, long seed, int threads, List<String> names, Measures measures) {
        this.axes = axes;
        this.trials = trials;
        this.seed = seed;
        this.threads = threads;
        this.names = names;
        this.measures = measures;
    }

    /** A sweep over one parameter. */
    public static Sweep over(String name, Grid grid) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Sweep(Map.of(), 1, 0, processors, List.of(), null).and(name, grid);
    }

    /** The same sweep over one parameter more; all combinations are run. */
    public Sweep and(String name, Grid grid) {
        if (grid.size() == 0) {
            throw new IllegalArgumentException("the grid of \"" + name + "\" is empty");
        }
        if (axes.containsKey(name)) {
            throw new IllegalArgumentException("the sweep has a parameter \"" + name + "\" already");
        }
        Map<String, Grid> more = new LinkedHashMap<>(axes);
        more.put(name, grid);
        return new Sweep(Collections.unmodifiableMap(more), trials, seed, threads, names, measures);
    }

    /** How often each cell is repeated with fresh randomness. */
    public Sweep trials(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a sweep needs at least 1 trial, got " + count);
        }
        return new Sweep(axes, count, seed, threads, names, measures);
    }

    public Sweep seed(long value) {
        return new Sweep(axes, trials, value, threads, names, measures);
    }

    /** The number of threads; the results do not depend on it. */
    public Sweep threads(int count) {
        Cells.named("sweep").threads(count);
        return new Sweep(axes, trials, seed, count, names, measures);
    }

    /** What to measure in each cell. */
    public Sweep measure(String name, Measure measure) {
        return measures(cell -> new double[] {measure.at(cell)}, name);
    }

    /** Several numbers from one simulation of each cell. */
    public Sweep measures(Measures several, String... columnNames) {
        if (columnNames.length == 0) {
            throw new IllegalArgumentException("measured numbers need names, got none");
        }
        return new Sweep(axes, trials, seed, threads, List.of(columnNames), several);
    }

    /** The number of cells, trials included. */
    public int size() {
        long size = trials;
        for (Grid grid : axes.values()) {
            size *= grid.size();
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a sweep has at most " + Integer.MAX_VALUE + " cells");
            }
        }
        return (int) size;
    }

    /** Runs all cells; one row each, in the order of the grid, then of the trials. */
    public Results run() {
        if (measures == null) {
            throw new IllegalStateException("nothing to measure: call measure(name, cell -> ...) before run()");
        }
        Cells.Finished<double[]> finished =
                Cells.named("sweep").threads(threads).run(size(), this::evaluate);
        return table(finished);
    }

    private double[] evaluate(int index) {
        Cell cell = cell(index);
        try {
            double[] row = measures.at(cell);
            if (row.length != names.size()) {
                throw new IllegalArgumentException(row.length + " numbers for the " + names.size() + " names " + names);
            }
            return row;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted");
        } catch (Exception e) {
            throw new IllegalStateException("the cell " + cell + " failed: " + e.getMessage(), e);
        }
    }

    private Cell cell(int index) {
        int trial = index % trials;
        int place = index / trials;
        Map<String, Double> values = new LinkedHashMap<>();
        String[] keys = axes.keySet().toArray(new String[0]);
        double[] chosen = new double[keys.length];
        for (int a = keys.length - 1; a >= 0; a--) {
            double[] grid = axes.get(keys[a]).values();
            chosen[a] = grid[place % grid.length];
            place /= grid.length;
        }
        for (int a = 0; a < keys.length; a++) {
            values.put(keys[a], chosen[a]);
        }
        return new Cell(values, trial, seed);
    }

    private Results table(Cells.Finished<double[]> finished) {
        int[] rows = finished.indices();
        Cell[] cells = Arrays.stream(rows).mapToObj(this::cell).toArray(Cell[]::new);
        Results results = Results.titled(String.join(", ", names) + " over " + String.join(", ", axes.keySet()));
        for (String axis : axes.keySet()) {
            results = results.numbers(
                    axis, Arrays.stream(cells).mapToDouble(c -> c.number(axis)).toArray());
        }
        results = results.numbers(
                "trial", Arrays.stream(cells).mapToInt(Cell::trial).toArray());
        for (int m = 0; m < names.size(); m++) {
            int column = m;
            results = results.numbers(
                    names.get(m),
                    Arrays.stream(rows)
                            .mapToDouble(r -> finished.get(r)[column])
                            .toArray());
        }
        return finished.interrupted() ? results.partial() : results;
    }
}
