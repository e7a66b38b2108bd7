package org.ridgeless.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What was observed, waiting for what is predicted and accepted. {@code within}, {@code withinRelative}, {@code between},
 * {@code atLeast} and {@code atMost} make it a {@link Check}.
 *
 * @param <I> the cells in which it was observed
 */
public final class Observation<I> {
    private final String claim;
    private final List<I> items;
    private final List<Estimate> estimates;
    private ToDoubleFunction<? super I> prediction = item -> Double.NaN;
    private final Map<String, ToDoubleFunction<? super I>> rivals = new LinkedHashMap<>();

    Observation(String claim, Collection<I> items, Function<? super I, Estimate> observed) {
        this.claim = claim;
        this.items = List.copyOf(items);
        this.estimates = new ArrayList<>();
        this.items.forEach(item -> estimates.add(observed.apply(item)));
    }

    private Observation(Observation<I> other) {
        this.claim = other.claim;
        this.items = other.items;
        this.estimates = other.estimates;
        this.prediction = other.prediction;
        this.rivals.putAll(other.rivals);
    }

    /**
     * The number that theory predicts in every cell.
     *
     * @param value one that is not a number leaves the claim inconclusive
     * @return this observation with its prediction
     */
    public Observation<I> predicts(double value) {
        return predicts(item -> value);
    }

    /**
     * The number that theory predicts in each cell.
     *
     * @param theory a number for each cell
     * @return this observation with its prediction
     */
    public Observation<I> predicts(ToDoubleFunction<? super I> theory) {
        Observation<I> copy = new Observation<>(this);
        copy.prediction = theory;
        return copy;
    }

    /**
     * A wrong theory with the number that it predicts in every cell. It is excluded where the interval of the observation
     * misses what the tolerance of the claim would accept around that number.
     *
     * @param name of its own, such as "the limit law"
     * @param value what the wrong theory predicts
     * @return this observation with one more rival
     * @throws IllegalArgumentException if the name is blank or taken
     */
    public Observation<I> rival(String name, double value) {
        return rival(name, item -> value);
    }

    /**
     * A wrong theory with the number that it predicts in each cell; one cell that excludes it is enough.
     *
     * @param name of its own
     * @param theory a number for each cell; not a number where it says nothing
     * @return this observation with one more rival
     * @throws IllegalArgumentException if the name is blank or taken
     */
    public Observation<I> rival(String name, ToDoubleFunction<? super I> theory) {
        if (name.isBlank() || rivals.containsKey(name)) {
            throw new IllegalArgumentException("a rival needs a name of its own, got \"" + name + "\"");
        }
        Observation<I> copy = new Observation<>(this);
        copy.rivals.put(name, theory);
        return copy;
    }

    /**
     * Accepts prediction ± tolerance.
     *
     * @param tolerance in the unit of the quantity, positive and finite
     * @return the check
     * @throws IllegalArgumentException if the tolerance is not such a number; the message has it
     */
    public Check within(double tolerance) {
        requirePositive("tolerance", tolerance);
        return check((item, number) -> Accepted.around(number, tolerance));
    }

    /**
     * Accepts prediction ± a tolerance for each cell.
     *
     * @param tolerance in the unit of the quantity; one that is negative or not a number leaves its cell inconclusive
     * @return the check
     */
    public Check within(ToDoubleFunction<? super I> tolerance) {
        return check((item, number) -> Accepted.around(number, tolerance.applyAsDouble(item)));
    }

    /**
     * Accepts prediction ± so large a part of its absolute value, and the same part around a rival.
     *
     * @param part for example 0.05, positive and finite
     * @return the check
     * @throws IllegalArgumentException if the part is not such a number; the message has it
     */
    public Check withinRelative(double part) {
        requirePositive("relative tolerance", part);
        return check((item, number) -> {
            double size = Math.max(Math.abs(number), Math.abs(prediction.applyAsDouble(item)));
            return Accepted.around(number, part * size);
        });
    }

    /**
     * Accepts from low to high; a rival is given half of that room on either side.
     *
     * @param low the lower end
     * @param high the upper end, larger
     * @return the check
     * @throws IllegalArgumentException if the ends are out of order, equal, infinite or not numbers
     */
    public Check between(double low, double high) {
        Interval room = new Interval(low, high);
        requirePositive("room between the ends", high - low);
        return new Check(
                claim, cells(item -> room), rivalCells((item, number) -> Accepted.around(number, room.halfWidth())));
    }

    /**
     * Accepts finite numbers no smaller than the bound; a rival is given the room halfway to it.
     *
     * @param bound finite, or else the claim is inconclusive
     * @return the check
     */
    public Check atLeast(double bound) {
        return atLeast(item -> bound);
    }

    /**
     * Accepts what is no smaller than the bound of each cell.
     *
     * @param bound of each cell; one that is not finite leaves the cell inconclusive
     * @return the check
     */
    public Check atLeast(ToDoubleFunction<? super I> bound) {
        return oneSided(bound, low -> new Interval(low, Double.POSITIVE_INFINITY));
    }

    /**
     * Accepts finite numbers no larger than the bound; a rival is given the room halfway to it.
     *
     * @param bound finite, or else the claim is inconclusive
     * @return the check
     */
    public Check atMost(double bound) {
        return atMost(item -> bound);
    }

    /**
     * Accepts what is no larger than the bound of each cell.
     *
     * @param bound of each cell; one that is not finite leaves the cell inconclusive
     * @return the check
     */
    public Check atMost(ToDoubleFunction<? super I> bound) {
        return oneSided(bound, high -> new Interval(Double.NEGATIVE_INFINITY, high));
    }

    private Check oneSided(ToDoubleFunction<? super I> bound, Function<Double, Interval> side) {
        return new Check(
                claim,
                cells(item -> {
                    double edge = bound.applyAsDouble(item);
                    return Double.isFinite(edge) ? side.apply(edge) : null;
                }),
                rivalCells(
                        (item, number) -> Accepted.around(number, Math.abs(number - bound.applyAsDouble(item)) / 2)));
    }

    private Check check(Room<I> room) {
        return new Check(claim, cells(item -> room.around(item, prediction.applyAsDouble(item))), rivalCells(room));
    }

    private List<Cell> cells(Function<I, Interval> accepted) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            I item = items.get(i);
            cells.add(new Cell(
                    ItemText.of(item), estimates.get(i), prediction.applyAsDouble(item), accepted.apply(item)));
        }
        return cells;
    }

    private List<Rival> rivalCells(Room<I> room) {
        List<Rival> all = new ArrayList<>();
        rivals.forEach((name, theory) -> {
            List<Double> numbers = new ArrayList<>();
            List<Interval> rooms = new ArrayList<>();
            for (I item : items) {
                double number = theory.applyAsDouble(item);
                numbers.add(number);
                rooms.add(Double.isNaN(number) ? null : room.around(item, number));
            }
            all.add(new Rival(name, numbers, rooms));
        });
        return all;
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a " + what + " must be positive and finite, got " + value);
        }
    }

    /** What the tolerance of a claim accepts around a number in a cell; null where that cannot be said. */
    @FunctionalInterface
    private interface Room<I> {
        Interval around(I item, double number);
    }
}
