package org.ridgeless.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Bench;
import org.ridgeless.sweeps.CellBody;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Verdict;

/**
 * The laboratory in which one study runs: it owns the threads, the seeds, the progress and the one interruption of the study,
 * and keeps its checks, figures and tables.
 *
 * <pre>{@code
 * Rows<Setting, Late> runs = lab.repeat(8).each("run", SETTINGS, this::train);
 * lab.check(Claim.that("sharpness settles at 2(1+β)/η")
 *     .each(SETTINGS, s -> runs.mean(s, Late::sharpness))
 *     .predicts(s -> 2 * (1 + s.momentum()) / s.rate())
 *     .rival("2/η, as without momentum", s -> 2 / s.rate())
 *     .withinRelative(0.02));
 * lab.figure(chart);
 * lab.table(results);
 * }</pre>
 *
 * <p>Cells run when a value of theirs is asked for, and all groups that were announced until then run together: announce what
 * is independent first, look at it after. A cell gets its item and a {@link org.ridgeless.sweeps.Trial} and returns plain
 * values. What is slow belongs in a cell; an interruption does not reach what stands beside them.
 */
public final class Lab {
    private final Card card;
    private final Seeds seeds;
    private final Bench bench;
    private final int repetitions;
    private final Notes notes;

    /** What a study has said so far; shared by the laboratory and its repeating views. */
    private static final class Notes {
        private final List<Check> checks = new ArrayList<>();
        private final List<Plot> figures = new ArrayList<>();
        private final List<Rows<?, ?>> rows = new ArrayList<>();
        private Results table;
        private String stopped = "";
    }

    Lab(Card card, Seeds seeds, Recipe recipe, Runner runner) {
        this(card, seeds, new Bench(card.name(), recipe, seeds, runner), 1, new Notes());
    }

    private Lab(Card card, Seeds seeds, Bench bench, int repetitions, Notes notes) {
        this.card = card;
        this.seeds = seeds;
        this.bench = bench;
        this.repetitions = repetitions;
        this.notes = notes;
    }

    /**
     * This laboratory, repeating each cell so many times with seeds of its own.
     *
     * @param count repetitions, ≥ 1
     * @return a view of this laboratory, which shares all else
     * @throws IllegalArgumentException if the number is below 1
     */
    public Lab repeat(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a cell is repeated at least once, got " + count);
        }
        return new Lab(card, seeds, bench, count, notes);
    }

    /**
     * Announces a group of cells, one for each item and repetition.
     *
     * @param <I> what tells the cells apart
     * @param <T> what a cell brings
     * @param group a name that no other group of the study has
     * @param items with texts that tell them apart, such as numbers, enums and records
     * @param body a function of item and trial alone, which returns plain values; it should poll interruption if it is long
     * @return the values, which run all pending groups when they are first asked for
     * @throws IllegalArgumentException if the group's name is taken
     * @throws IllegalStateException if it is called from within a cell
     */
    public <I, T> Rows<I, T> each(String group, Collection<I> items, CellBody<? super I, T> body) {
        Rows<I, T> rows = bench.each(group, items, repetitions, body);
        notes.rows.add(rows);
        return rows;
    }

    /**
     * Announces a group of cells, one for each number and repetition.
     *
     * @param <T> what a cell brings
     * @param group a name that no other group of the study has
     * @param items different numbers
     * @param body a function of item and trial alone
     * @return the values
     * @throws IllegalArgumentException if the group's name is taken
     */
    public <T> Rows<Integer, T> each(String group, int[] items, CellBody<? super Integer, T> body) {
        return each(group, Arrays.stream(items).boxed().toList(), body);
    }

    /**
     * Announces a group of cells, one for each number and repetition.
     *
     * @param <T> what a cell brings
     * @param group a name that no other group of the study has
     * @param items different numbers
     * @param body a function of item and trial alone
     * @return the values
     * @throws IllegalArgumentException if the group's name is taken
     */
    public <T> Rows<Double, T> each(String group, double[] items, CellBody<? super Double, T> body) {
        return each(group, Arrays.stream(items).boxed().toList(), body);
    }

    /** The node from which the seeds of the study descend, for what all its cells share. */
    public Seeds seeds() {
        return seeds;
    }

    /**
     * Makes a claim of this study, to be judged with all the others at one level.
     *
     * @param check what is claimed, with its tolerance and rival
     */
    public void check(Check check) {
        notes.checks.add(check);
    }

    /**
     * Shows these plots, one below the other, in the figure of the study.
     *
     * @param panels below those that were shown before
     */
    public void figure(Plot... panels) {
        notes.figures.addAll(Arrays.asList(panels));
    }

    /**
     * The numbers behind the figure.
     *
     * @param results in the place of earlier ones
     */
    public void table(Results results) {
        notes.table = results;
    }

    /**
     * Runs a study. An exception before any cell has run is the caller's; one after it leaves what was said until then, marked
     * with its message.
     */
    void conduct(Runnable study) {
        try {
            study.run();
            bench.run();
        } catch (CancellationException e) {
            // Between cells, too, the partial result is the answer to the interruption, which must not end anything
            // else.
            Thread.interrupted();
            stop("interrupted");
        } catch (RuntimeException e) {
            if (!bench.hasStarted()) {
                throw e;
            }
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            stop(bench.isInterrupted() ? "interrupted" : "stopped with an error: " + message);
        }
    }

    /** Runs what was announced and not asked for. */
    void finish() {
        bench.run();
    }

    /** What was announced and not asked for is not run any more. */
    private void stop(String reason) {
        notes.stopped = reason;
        bench.abandon(reason);
    }

    Plot plot() {
        return switch (notes.figures.size()) {
            case 0 -> Chart.titled(card.title() + ": nothing to show");
            case 1 -> notes.figures.get(0);
            default -> Panels.of(notes.figures.toArray(Plot[]::new));
        };
    }

    Results table() {
        Results table = notes.table == null ? Results.titled(card.title()) : notes.table;
        String missing = missing();
        return missing.isEmpty() ? table : table.partial(missing);
    }

    Verdict verdict() {
        Verdict verdict = Verdict.of(card.title(), notes.checks).demandingRival();
        String missing = missing();
        return missing.isEmpty() ? verdict : verdict.partial(missing);
    }

    /** Why something is missing; empty if nothing is. */
    private String missing() {
        if (bench.isInterrupted()) {
            return "interrupted";
        }
        return notes.rows.stream()
                .map(Rows::problem)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(notes.stopped);
    }
}
