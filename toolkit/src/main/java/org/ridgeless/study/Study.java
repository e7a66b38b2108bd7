package org.ridgeless.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Observation;

/**
 * A study of one's own, in a cell: what is measured along a grid, what theory predicts, what a wrong theory would predict.
 *
 * {@snippet file="StudyTest.java" region="study"}
 *
 * <p>It is an {@link Experiment}: its result shows figure, table and verdict, and it joins a {@link Gallery} by
 * {@code Gallery.all().with(study)}. Immutable.
 */
public final class Study extends Experiment<Study> {
    /** What is measured in a cell, from its place on the grid and its seeds. */
    @FunctionalInterface
    public interface Measure {
        /**
         * One measurement.
         *
         * @param place on the grid
         * @param seeds of this cell alone
         * @return the number
         * @throws Exception for any failure, which marks this cell and leaves the others
         */
        double at(double place, Seeds seeds) throws Exception;
    }

    private Card card;
    private Grid grid;
    private int repetitions;
    private Measure measure;
    private DoubleUnaryOperator theory;
    private Function<Observation<Double>, Check> tolerance;
    private Function<double[], Estimate> kind = Estimate::mean;
    private Map<String, DoubleUnaryOperator> rivals = new LinkedHashMap<>();
    private boolean logarithmic;
    private String axis = "x";

    private Study(Card card) {
        this.card = card;
    }

    /**
     * An empty study.
     *
     * @param name by which it is listed: words, of which case, spaces and signs become hyphens
     * @return a study that lacks claim, cells, prediction and tolerance
     * @throws IllegalArgumentException if the name has neither letters a to z nor digits
     */
    public static Study named(String name) {
        String kebab = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return new Study(Card.named(kebab).title(name));
    }

    /**
     * What is claimed, in a sentence.
     *
     * @param sentence in Markdown
     * @return the study with it
     */
    public Study claim(String sentence) {
        Study copy = copy();
        copy.card = card.claim(sentence);
        return copy;
    }

    /**
     * What is measured: at each place of the grid so many independent repetitions, at least 2.
     *
     * @param places the grid, at least one value
     * @param count repetitions at each place, ≥ 2
     * @param body a function of place and seeds alone
     * @return the study with them
     * @throws IllegalArgumentException if there is no place, or there are fewer than 2 repetitions
     */
    public Study cells(Grid places, int count, Measure body) {
        if (places.size() == 0 || count < 2) {
            throw new IllegalArgumentException(
                    "cells need at least 1 place and 2 repetitions, got " + places.size() + " and " + count);
        }
        Study copy = copy();
        copy.grid = places;
        copy.repetitions = count;
        copy.measure = body;
        return copy;
    }

    /**
     * What theory predicts at each place.
     *
     * @param law from a place to the predicted number
     * @return the study with it
     */
    public Study predicts(DoubleUnaryOperator law) {
        Study copy = copy();
        copy.theory = law;
        return copy;
    }

    /**
     * What theory predicts at every place.
     *
     * @param value the predicted number
     * @return the study with it
     */
    public Study predicts(double value) {
        return predicts(place -> value);
    }

    /**
     * Accepts prediction ± tolerance.
     *
     * @param room half the width of what is accepted, &gt; 0, in the units of the measurement
     * @return the study with it, instead of another tolerance
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Study within(double room) {
        requireTolerance(room);
        return accepting(observation -> observation.within(room));
    }

    /**
     * Accepts prediction ± so large a part of its absolute value.
     *
     * @param part for example 0.02, &gt; 0
     * @return the study with it, instead of another tolerance
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Study withinRelative(double part) {
        requireTolerance(part);
        return accepting(observation -> observation.withinRelative(part));
    }

    /**
     * A wrong theory with what it predicts at each place.
     *
     * @param name what the theory is
     * @param law from a place to the number that it predicts; NaN where it predicts none
     * @return the study with one rival more
     * @throws IllegalArgumentException if the name is blank or taken
     */
    public Study rival(String name, DoubleUnaryOperator law) {
        if (name.isBlank() || rivals.containsKey(name)) {
            throw new IllegalArgumentException("a rival needs a name of its own, got \"" + name + "\"");
        }
        Study copy = copy();
        copy.rivals = new LinkedHashMap<>(rivals);
        copy.rivals.put(name, law);
        return copy;
    }

    /**
     * A wrong theory with what it predicts at every place.
     *
     * @param name what the theory is
     * @param value the number that it predicts
     * @return the study with one rival more
     * @throws IllegalArgumentException if the name is blank or taken
     */
    public Study rival(String name, double value) {
        return rival(name, place -> value);
    }

    /** Judges the median of the repetitions instead of their mean. */
    public Study median() {
        Study copy = copy();
        copy.kind = Estimate::median;
        return copy;
    }

    /**
     * The name of the grid's axis.
     *
     * @param label for figure and table; x unless given
     * @return the study with it
     */
    public Study axis(String label) {
        Study copy = copy();
        copy.axis = label;
        return copy;
    }

    /** Draws both axes logarithmically. */
    public Study logLog() {
        Study copy = copy();
        copy.logarithmic = true;
        return copy;
    }

    @Override
    public Card card() {
        return card;
    }

    @Override
    public Result run() {
        require(!card.claim().isBlank(), "a claim: claim(\"…\")");
        require(grid != null, "an observation: cells(grid, repetitions, (x, seeds) -> …)");
        require(theory != null, "a prediction: predicts(x -> …)");
        require(tolerance != null, "a tolerance: within(…) or withinRelative(…)");
        require(
                !logarithmic || Arrays.stream(grid.values()).allMatch(x -> x > 0),
                "positive places for logLog(), got " + grid);
        double[] predicted = Arrays.stream(grid.values()).map(theory).toArray();
        rivals.forEach((name, law) -> require(
                differ(Arrays.stream(grid.values()).map(law).toArray(), predicted),
                "a rival that differs from the prediction, \"" + name + "\" does not"));
        return super.run();
    }

    @Override
    Map<String, String> traits() {
        Map<String, String> traits = new LinkedHashMap<>();
        traits.put("places", String.valueOf(grid));
        traits.put("repetitions", Integer.toString(repetitions));
        return traits;
    }

    @Override
    protected void run(Lab lab) {
        Rows<Double, Double> rows =
                lab.repeat(repetitions).each("cell", grid.values(), (x, trial) -> measure.at(x, trial.seeds()));
        Observation<Double> observation = Claim.that(card.claim())
                .each(rows.items(), x -> rows.estimate(x, y -> y, kind))
                .predicts(theory::applyAsDouble);
        for (Map.Entry<String, DoubleUnaryOperator> rival : rivals.entrySet()) {
            observation = observation.rival(rival.getKey(), rival.getValue()::applyAsDouble);
        }
        lab.check(tolerance.apply(observation));
        show(lab, rows);
    }

    private void show(Lab lab, Rows<Double, Double> rows) {
        List<Double> places = rows.finished();
        double[] x = places.stream().mapToDouble(p -> p).toArray();
        List<Estimate> estimates = new ArrayList<>();
        places.forEach(place -> estimates.add(kind.apply(rows.numbers(place, y -> y))));
        double[] value = estimates.stream().mapToDouble(Estimate::value).toArray();
        double[] low =
                estimates.stream().mapToDouble(e -> e.interval(0.99).low()).toArray();
        double[] high =
                estimates.stream().mapToDouble(e -> e.interval(0.99).high()).toArray();
        lab.table(Results.titled(card.title())
                .numbers(axis, x)
                .numbers("observed", value)
                .numbers("99 % from", low)
                .numbers("to", high)
                .numbers("predicted", Arrays.stream(x).map(theory).toArray()));
        if (x.length > 0) {
            Chart chart = Chart.titled(card.title()).x(axis).y("observed");
            chart = logarithmic ? chart.logX().logY() : chart;
            chart = chart.errors("observed, with its 99 % interval", x, value, low, high);
            double[] sorted = Arrays.stream(grid.values()).sorted().distinct().toArray();
            lab.figure(
                    sorted.length > 1
                            ? chart.theory("theory", theory, sorted[0], sorted[sorted.length - 1])
                            : chart.horizontal("theory", theory.applyAsDouble(sorted[0])));
        }
    }

    private Study accepting(Function<Observation<Double>, Check> room) {
        Study copy = copy();
        copy.tolerance = room;
        return copy;
    }

    /** Whether the rival has a number somewhere that theory does not have there. */
    private static boolean differ(double[] rival, double[] predicted) {
        return IntStream.range(0, rival.length).anyMatch(i -> !Double.isNaN(rival[i]) && rival[i] != predicted[i]);
    }

    private static void requireTolerance(double room) {
        require(room > 0 && Double.isFinite(room), "a positive and finite tolerance, got " + room);
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new IllegalArgumentException("a study needs " + what);
        }
    }
}
