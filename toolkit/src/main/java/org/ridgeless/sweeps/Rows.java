package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.verdict.Estimate;

/**
 * What the cells of a group have brought: for each item some repetitions, of which some may be missing because the study
 * was interrupted or a cell stopped with an error. What is missing is known to every estimate that is taken from here, and a
 * claim about such an estimate is inconclusive.
 *
 * <p>The cells run when a value is asked for; groups that were announced until then run together.
 *
 * @param <I> the items
 * @param <T> what a cell brings
 */
public final class Rows<I, T> {
    private final List<I> items;
    private final int repetitions;
    private final Supplier<List<Outcome>> outcomes;

    /** Outcomes item by item, the repetitions of an item one after the other. */
    Rows(List<I> items, int repetitions, Supplier<List<Outcome>> outcomes) {
        this.items = items;
        this.repetitions = repetitions;
        this.outcomes = outcomes;
    }

    /** The items in order, whether or not anything was finished for them. */
    public List<I> items() {
        return items;
    }

    /** The items for which at least one repetition was finished. */
    public List<I> finished() {
        return items.stream().filter(item -> !values(item).isEmpty()).toList();
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return items.stream().allMatch(item -> problem(item).isEmpty());
    }

    /**
     * What was finished for an item, in the order of the repetitions.
     *
     * @param item one of {@link #items}
     * @return at most as many as repetitions
     * @throws IllegalArgumentException if there is no such item, with those there are
     */
    public List<T> values(I item) {
        return present(outcomes(item));
    }

    /** All that was finished, item by item. */
    public List<T> values() {
        return present(outcomes.get());
    }

    /**
     * What the first repetition of an item brought, if it was finished.
     *
     * @param item one of {@link #items}
     * @return the value, or empty
     */
    @SuppressWarnings("unchecked")
    public Optional<T> first(I item) {
        return Optional.ofNullable((T) outcomes(item).get(0).value());
    }

    /**
     * A number of the first repetition of an item; not a number if that is missing.
     *
     * @param item one of {@link #items}
     * @param measure the number in what a cell brings
     * @return the number or NaN
     */
    public double number(I item, ToDoubleFunction<? super T> measure) {
        return first(item).map(measure::applyAsDouble).orElse(Double.NaN);
    }

    /**
     * A number of the first repetition of each item, in their order; not a number where that is missing.
     *
     * @param measure the number in what a cell brings
     * @return as many numbers as items
     */
    public double[] column(ToDoubleFunction<? super T> measure) {
        return items.stream().mapToDouble(item -> number(item, measure)).toArray();
    }

    /**
     * A number of each finished repetition of an item.
     *
     * @param item one of {@link #items}
     * @param measure the number in what a cell brings
     * @return at most as many numbers as repetitions
     */
    public double[] numbers(I item, ToDoubleFunction<? super T> measure) {
        return values(item).stream().mapToDouble(measure).toArray();
    }

    /**
     * The numbers of all finished repetitions of an item, one after the other.
     *
     * @param item one of {@link #items}
     * @param measure the numbers in what a cell brings
     * @return all of them in one array
     */
    public double[] pooled(I item, Function<? super T, double[]> measure) {
        return values(item).stream()
                .map(measure)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /**
     * Why something is missing for an item; empty if nothing is.
     *
     * @param item one of {@link #items}
     * @return how many are missing and the first reason
     */
    public String problem(I item) {
        List<Outcome> all = outcomes(item);
        List<String> problems = all.stream()
                .map(Outcome::problem)
                .filter(problem -> !problem.isEmpty())
                .toList();
        return problems.isEmpty() ? "" : problems.size() + " of " + all.size() + " missing: " + problems.get(0);
    }

    /** Why something is missing anywhere; empty if nothing is. */
    public String problem() {
        return items.stream()
                .map(this::problem)
                .filter(p -> !p.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * An estimate from one number of each repetition of an item; it knows what is missing.
     *
     * @param item one of {@link #items}
     * @param measure the number in what a cell brings
     * @param kind from the numbers to an estimate
     * @return the estimate, troubled if something is missing
     */
    public Estimate estimate(I item, ToDoubleFunction<? super T> measure, Function<double[], Estimate> kind) {
        return kind.apply(numbers(item, measure)).troubled(problem(item));
    }

    /**
     * The mean over the repetitions of an item.
     *
     * @param item one of {@link #items}
     * @param measure the number in what a cell brings
     * @return the mean with its standard error, troubled if something is missing
     */
    public Estimate mean(I item, ToDoubleFunction<? super T> measure) {
        return estimate(item, measure, Estimate::mean);
    }

    /**
     * The median over the repetitions of an item.
     *
     * @param item one of {@link #items}
     * @param measure the number in what a cell brings
     * @return the median, troubled if something is missing
     */
    public Estimate median(I item, ToDoubleFunction<? super T> measure) {
        return estimate(item, measure, Estimate::median);
    }

    /**
     * The share of the repetitions of an item in which something holds.
     *
     * @param item one of {@link #items}
     * @param holds what is asked of what a cell brings
     * @return the share, troubled if something is missing
     */
    public Estimate share(I item, Predicate<? super T> holds) {
        List<T> all = values(item);
        int successes = (int) all.stream().filter(holds).count();
        return Estimate.share(successes, all.size()).troubled(problem(item));
    }

    /**
     * A number without randomness from the single repetition of an item; it is a problem if there are several.
     *
     * @param item one of {@link #items}
     * @param measure the number in what a cell brings
     * @return the number, troubled if it is missing or there are several repetitions
     */
    public Estimate exactly(I item, ToDoubleFunction<? super T> measure) {
        String several = repetitions == 1 ? "" : "one of " + repetitions + " repetitions is not without randomness";
        return Estimate.exactly(number(item, measure)).troubled(several).troubled(problem(item));
    }

    private List<Outcome> outcomes(I item) {
        int place = items.indexOf(item);
        if (place < 0) {
            throw new IllegalArgumentException("no item " + item + "; there are " + items);
        }
        return outcomes.get().subList(place * repetitions, (place + 1) * repetitions);
    }

    @SuppressWarnings("unchecked")
    private List<T> present(List<Outcome> all) {
        List<T> values = new ArrayList<>();
        for (Outcome outcome : all) {
            if (outcome.value() != null) {
                values.add((T) outcome.value());
            }
        }
        return values;
    }
}
