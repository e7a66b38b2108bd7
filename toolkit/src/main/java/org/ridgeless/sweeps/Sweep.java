package org.ridgeless.sweeps;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;
import org.ridgeless.sweeps.store.Contents;
import org.ridgeless.sweeps.store.Store;

/**
 * Measurements over all combinations of parameters, with repetitions, in parallel.
 *
 * {@snippet file="SweepsTest.java" region="trials"}
 *
 * <p>Each cell draws from seeds of its own, which follow from its values, so that the results are the same bit by bit for any number
 * of threads and on any runner. A cell that fails is marked and the others stand. An interrupted sweep returns the cells that were
 * finished, marked as partial; one with a store goes on from there. Immutable.
 */
public final class Sweep implements Cloneable {
    static final String REPETITIONS = "(repetitions)";
    static final String MEASURES = "(measures)";
    static final String PASSAGE = "(passage)";

    private Space space = Space.EMPTY;
    private Repetitions repetitions = Repetitions.fixed(1);
    private Passage passage;
    private long seed;
    private Measured measured;
    private Runner runner = Threads.all();
    private Path store;
    private boolean retrying;
    /** The class that makes it; empty if it was changed since in a way that has no name. */
    private String source = "";

    private Sweep() {}

    /**
     * A sweep over numbers.
     *
     * @param name of the parameter
     * @param grid its values
     * @return the sweep, with nothing to measure yet
     * @throws IllegalArgumentException if the name is empty, begins with a bracket or holds " = ", or two values are equal
     */
    public static Sweep over(String name, Grid grid) {
        return new Sweep().and(name, grid);
    }

    /**
     * A sweep over words.
     *
     * @param name of the parameter
     * @param words its values, different ones, at least one
     * @return the sweep, with nothing to measure yet
     * @throws IllegalArgumentException if the name is not possible, or two words are equal
     */
    public static Sweep over(String name, String... words) {
        return new Sweep().and(name, words);
    }

    /**
     * A sweep over values whose texts tell them apart, such as enums, records and layers.
     *
     * @param name of the parameter
     * @param values with different texts, at least one
     * @return the sweep, with nothing to measure yet
     * @throws IllegalArgumentException if the name is not possible, a value has no text of its own, as a lambda, or two have
     *     the same
     */
    public static Sweep over(String name, Collection<?> values) {
        return new Sweep().and(name, values);
    }

    /**
     * A sweep over anything, by names; a map without an order is taken in the order of the names.
     *
     * @param name of the parameter
     * @param named values by their names, at least one, none of them null
     * @return the sweep, with nothing to measure yet
     * @throws IllegalArgumentException if the name is not possible, or a value is null
     */
    public static Sweep over(String name, Map<String, ?> named) {
        return new Sweep().and(name, named);
    }

    /**
     * A sweep that other JVMs can make, too, because it has the name of a class.
     *
     * @param source of a class with a name; a lambda gives a sweep that other JVMs cannot make
     * @return its sweep
     */
    public static Sweep of(SweepSource source) {
        Sweep made = source.sweep().copy();
        boolean nameless = source.getClass().isHidden() || source.getClass().isAnonymousClass();
        made.source = nameless ? "" : source.getClass().getName();
        return made;
    }

    /**
     * The sweep that a recipe tells of.
     *
     * @param recipe that {@link #recipe} has written
     * @param loader where the class of the sweep is
     * @return the sweep
     * @throws IllegalArgumentException if there is no such class, or it is of another version
     */
    public static Sweep of(Recipe recipe, ClassLoader loader) {
        return SweepMaker.sweep(recipe, loader);
    }

    /**
     * What the store in a folder holds, whether or not a run works on it: table, figures and record, without computing anything.
     *
     * @param folder that {@link #store(Path)} named
     * @return the cells that have ended
     * @throws IllegalArgumentException if the folder keeps an experiment and no sweep
     */
    public static SweepResult load(Path folder) {
        return StoredSweep.read(Contents.of(folder));
    }

    /**
     * What the store in a folder holds.
     *
     * @param folder that {@link #store(String)} named
     * @return the cells that have ended
     * @throws IllegalArgumentException if the folder keeps an experiment and no sweep
     */
    public static SweepResult load(String folder) {
        return load(Path.of(folder));
    }

    /**
     * The same sweep over one parameter more; all combinations are run.
     *
     * @param name of the parameter
     * @param grid its values
     * @return the larger sweep
     * @throws IllegalArgumentException if the name is taken or not possible, two values are equal, or there are more cells than
     *     an int counts
     */
    public Sweep and(String name, Grid grid) {
        return with(Axis.of(name, Arrays.stream(grid.values()).boxed().toList()));
    }

    /**
     * The same sweep over words, too.
     *
     * @param name of the parameter
     * @param words its values, different ones, at least one
     * @return the larger sweep
     * @throws IllegalArgumentException if the name is taken or not possible, or two words are equal
     */
    public Sweep and(String name, String... words) {
        return with(Axis.of(name, List.of(words)));
    }

    /**
     * The same sweep over values whose texts tell them apart, too.
     *
     * @param name of the parameter
     * @param values with different texts, at least one
     * @return the larger sweep
     * @throws IllegalArgumentException if the name is taken or not possible, a value has no text of its own, or two have the
     *     same
     */
    public Sweep and(String name, Collection<?> values) {
        return with(Axis.of(name, values));
    }

    /**
     * The same sweep over anything, by names.
     *
     * @param name of the parameter
     * @param named values by their names, at least one, none of them null
     * @return the larger sweep
     * @throws IllegalArgumentException if the name is taken or not possible, or a value is null
     */
    public Sweep and(String name, Map<String, ?> named) {
        return with(Axis.of(name, named));
    }

    /**
     * Other values of a parameter: numbers with commas between, or some of its names.
     *
     * @param name of a parameter of this sweep
     * @param values for example {@code "10, 20, 40"} or {@code "normal"}
     * @return the sweep over these values
     * @throws IllegalArgumentException if there is no such parameter, or a value is none of it
     */
    public Sweep set(String name, String values) {
        Sweep copy = copy();
        copy.space = space.with(space.axis(name).with(values));
        copy.size();
        return copy;
    }

    /**
     * How often each cell is repeated, with seeds of its own.
     *
     * @param count ≥ 1
     * @return the sweep with so many trials a place
     * @throws IllegalArgumentException if the number is below 1
     */
    public Sweep repeat(int count) {
        Sweep copy = copy();
        copy.repetitions = repetitions.startingWith(count);
        copy.size();
        return copy;
    }

    /**
     * The same as {@link #repeat}.
     *
     * @param count ≥ 1
     * @return the sweep with so many trials a place
     * @throws IllegalArgumentException if the number is below 1
     */
    public Sweep trials(int count) {
        return repeat(count);
    }

    /**
     * Repeats each place until the 95 % interval of a mean is short enough: at first as often as {@link #repeat} says, at least 4 times,
     * then in rounds that at most double the number.
     *
     * @param measure that was named before
     * @param width of the interval
     * @param most repetitions of a place
     * @return the adaptive sweep
     * @throws IllegalArgumentException if there is no such measure, the width is not positive, or fewer than 2 repetitions are
     *     allowed
     * @throws IllegalStateException if nothing is measured yet
     */
    public Sweep repeatUntil(String measure, double width, int most) {
        int column = requireMeasured().names().indexOf(measure);
        if (column < 0) {
            throw new IllegalArgumentException("no measure \"" + measure + "\"; there are " + measured.names());
        }
        if (!(width > 0) || most < 2) {
            throw new IllegalArgumentException(
                    "an interval has a positive width, and 2 repetitions at least, got " + width + " and " + most);
        }
        Sweep copy = copy();
        copy.repetitions = new Repetitions(Math.min(most, Math.max(4, repetitions.first())), column, width, most);
        copy.space.size(most);
        return copy.withoutName();
    }

    /**
     * The root of all randomness.
     *
     * @param value any number; 0 unless given
     * @return the sweep with it
     */
    public Sweep seed(long value) {
        Sweep copy = copy();
        copy.seed = value;
        return copy;
    }

    /**
     * The number of threads; the results do not depend on it.
     *
     * @param count ≥ 1; as many as processors unless given
     * @return the sweep on them
     * @throws IllegalArgumentException if the number is below 1
     */
    public Sweep threads(int count) {
        return on(Threads.of(count));
    }

    /**
     * Computes the cells elsewhere, for example in child processes; the results do not depend on it.
     *
     * @param elsewhere a runner
     * @return the sweep on it
     */
    public Sweep on(Runner elsewhere) {
        Sweep copy = copy();
        copy.runner = elsewhere;
        return copy;
    }

    /**
     * Keeps each finished cell in this folder, so that a run that is killed goes on where it was when it is started again.
     *
     * @param folder empty, or one in which the same sweep was kept
     * @return the sweep with the store, which is opened when it runs
     */
    public Sweep store(Path folder) {
        Sweep copy = copy();
        copy.store = folder;
        return copy;
    }

    /**
     * Keeps each finished cell in this folder.
     *
     * @param folder empty, or one in which the same sweep was kept
     * @return the sweep with the store, which is opened when it runs
     */
    public Sweep store(String folder) {
        return store(Path.of(folder));
    }

    /** Computes cells again that are stored as failed. */
    public Sweep retryFailed() {
        Sweep copy = copy();
        copy.retrying = true;
        return copy;
    }

    /**
     * What to measure in each cell, beside what is measured already.
     *
     * {@snippet file="SweepsTest.java" region="sweep"}
     *
     * @param name of the column
     * @param measure a function of the cell and its seeds
     * @return the sweep with the measure
     * @throws IllegalArgumentException if the name is taken, or the sweep goes along an axis
     */
    public Sweep measure(String name, Measure measure) {
        Measures single = cell -> new double[] {measure.at(cell)};
        return with(Measured.of(single, List.of(name), measure.getClass().getClassLoader()));
    }

    /**
     * Several numbers from one simulation of each cell, beside what is measured already.
     *
     * @param several a function of the cell and its seeds
     * @param columnNames different ones, as many as numbers
     * @return the sweep with the measures
     * @throws IllegalArgumentException if there is no name, one is taken, or the sweep goes along an axis
     */
    public Sweep measures(Measures several, String... columnNames) {
        return with(Measured.of(several, names(columnNames), several.getClass().getClassLoader()));
    }

    /**
     * Measures along an axis step by step, in the order of its values: each cell goes on from what its neighbour has handed on, and
     * what it hands on is kept with it.
     *
     * @param <S> what is handed on, a plain value
     * @param axis a parameter of this sweep
     * @param continuation what a cell makes of what its neighbour has handed on
     * @param columnNames of the numbers, different ones
     * @return the sweep along the axis
     * @throws IllegalArgumentException if there is no such axis or no name, or something is measured already
     */
    public <S> Sweep along(String axis, Continuation<S> continuation, String... columnNames) {
        return passage(new Passage(axis, false), continuation, columnNames);
    }

    /**
     * The same there and back again, which shows hysteresis; a column says which way.
     *
     * @param <S> what is handed on, a plain value
     * @param axis a parameter of this sweep
     * @param continuation what a cell makes of what its neighbour has handed on
     * @param columnNames of the numbers, different ones
     * @return the sweep along the axis and back
     * @throws IllegalArgumentException if there is no such axis or no name, or something is measured already
     */
    public <S> Sweep thereAndBack(String axis, Continuation<S> continuation, String... columnNames) {
        return passage(new Passage(axis, true), continuation, columnNames);
    }

    /** The number of cells, repetitions included; of adaptive ones those of the first round. */
    public int size() {
        return space.size(repetitions.first() * (passage != null && passage.back() ? 2L : 1L));
    }

    /**
     * Runs all cells; one row each, in the order of the grid, then of the trials.
     *
     * @throws IllegalStateException if nothing is to be measured, or if every cell fails
     * @throws org.ridgeless.sweeps.store.StoreException if it has a store that cannot be used; before any work
     */
    public SweepResult run() {
        runner.check(recipe());
        if (store == null) {
            return conduct(runner);
        }
        try (Store kept = Store.open(store, recipe())) {
            SweepResult result = conduct((retrying ? kept.retryingFailed() : kept).around(runner))
                    .noting(kept.warning());
            kept.write("results.csv", result.record().csv());
            return result;
        }
    }

    /** How another JVM, or this one on another day, makes this sweep. */
    public Recipe recipe() {
        Map<String, String> options = new LinkedHashMap<>();
        space.axes().forEach(axis -> options.put(axis.name(), axis.text()));
        options.put(REPETITIONS, repetitions.toString());
        options.put(MEASURES, Words.join(requireMeasured().names()));
        if (passage != null) {
            options.put(PASSAGE, passage.toString());
        }
        String maker = source.isEmpty() ? "" : SweepMaker.class.getName();
        return new Recipe(maker, source.isEmpty() ? title() : source, options, seed);
    }

    /** Sends all cells to a runner and makes a table of what they bring. */
    SweepResult conduct(Runner elsewhere) {
        boolean back = passage != null && passage.back();
        SweepForm form = new SweepForm(title(), space.names(), requireMeasured().names(), back);
        SweepRun run = new SweepRun(form, recipe(), measured, elsewhere);
        List<SweepRun.Done> done = passage == null
                ? repetitions.run(run, space, seed)
                : passage.run(run, space, repetitions.first(), seed);
        Stream<SweepRow> ended = done.stream().map(d -> SweepRow.of(d.cell(), d.outcome()));
        List<SweepRow> rows = (passage == null ? ended : ended.sorted(StoredSweep.order(space.texts()))).toList();
        Map<CellKey, SweepRun.Done> byKey = new HashMap<>();
        done.forEach(d -> byKey.put(d.cell().key(), d));
        return SweepResult.of(form, rows, run.isPartial())
                .rerunBy(row -> again(byKey.get(rows.get(row).key())));
    }

    private double[] again(SweepRun.Done done) {
        try {
            return Measured.numbers(measured.at(done.cell(), done.before()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (Exception e) {
            throw new IllegalStateException("the cell " + done.cell() + ": " + e.getMessage(), e);
        }
    }

    /** Takes over what {@link #recipe} has written. */
    Sweep setAny(String name, String value) {
        return switch (name) {
            case REPETITIONS -> repeated(value);
            case MEASURES -> same(name, Words.join(requireMeasured().names()), value);
            case PASSAGE -> same(name, String.valueOf(passage), value);
            default -> set(name, value);
        };
    }

    private Sweep repeated(String text) {
        Sweep repeated = repeat(Integer.parseInt(text.replaceAll(" .*", "")));
        return repeated.same(REPETITIONS, repeated.repetitions.toString(), text);
    }

    private Sweep same(String name, String here, String wanted) {
        if (!here.equals(wanted)) {
            throw new IllegalArgumentException(
                    source + " is of another version here: its " + name + " are " + here + " and were " + wanted);
        }
        return this;
    }

    private Sweep with(Axis axis) {
        Sweep copy = copy();
        copy.space = space.and(axis);
        copy.size();
        return copy.withoutName();
    }

    private Sweep with(Measured more) {
        if (passage != null) {
            throw new IllegalArgumentException("a sweep along an axis measures what its continuation brings");
        }
        Sweep copy = copy();
        copy.measured = measured == null ? more : measured.and(more);
        return copy.withoutName();
    }

    private <S> Sweep passage(Passage along, Continuation<S> continuation, String... columnNames) {
        space.axis(along.axis());
        if (measured != null || repetitions.column() >= 0) {
            throw new IllegalArgumentException(
                    "a sweep along an axis measures what its continuation brings, in a fixed number of repetitions");
        }
        Sweep copy = copy();
        copy.measured = Measured.of(continuation, names(columnNames));
        copy.passage = along;
        copy.size();
        return copy.withoutName();
    }

    /** After a change that has no text: other JVMs cannot make this sweep. */
    private Sweep withoutName() {
        source = "";
        SweepForm.requireColumns(space.names(), measured == null ? List.of() : measured.names());
        return this;
    }

    private Measured requireMeasured() {
        if (measured == null) {
            throw new IllegalStateException("nothing to measure: call measure(name, cell -> ...) before run()");
        }
        return measured;
    }

    private String title() {
        return String.join(", ", measured.names()) + " over " + String.join(", ", space.names());
    }

    private static List<String> names(String... columnNames) {
        if (columnNames.length == 0) {
            throw new IllegalArgumentException("measured numbers need names, got none");
        }
        if (Arrays.stream(columnNames).distinct().count() < columnNames.length) {
            throw new IllegalArgumentException("measured numbers need different names, got " + List.of(columnNames));
        }
        return List.of(columnNames);
    }

    private Sweep copy() {
        try {
            return (Sweep) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
