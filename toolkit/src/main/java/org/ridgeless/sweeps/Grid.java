package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The values that a parameter takes in a sweep.
 *
 * {@snippet file="SweepsTest.java" region="grid"}
 */
public final class Grid {
    private static final int MOST = 10_000_000;

    private final double[] values;

    private Grid(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a grid holds finite numbers, got " + value);
            }
        }
        this.values = values;
    }

    /**
     * Whole numbers from the first to the last in equal steps; the last is included where a step hits it.
     *
     * @param from the first
     * @param to not below the first
     * @param step ≥ 1
     * @return the numbers, ascending
     * @throws IllegalArgumentException if the step is below 1, the end below the beginning, or there are more than 10,000,000
     *     numbers
     */
    public static Grid ints(int from, int to, int step) {
        if (step < 1) {
            throw new IllegalArgumentException("the step of a grid must be at least 1, got " + step);
        }
        if (from > to) {
            throw new IllegalArgumentException("a grid rises, got " + from + " to " + to);
        }
        requireRoom(((long) to - from) / step + 1);
        return new Grid(LongStream.iterate(from, v -> v <= to, v -> v + step)
                .asDoubleStream()
                .toArray());
    }

    /**
     * Numbers as listed.
     *
     * @param values finite, in any order
     * @return the grid in this order
     * @throws IllegalArgumentException if one is not finite
     */
    public static Grid of(double... values) {
        return new Grid(values.clone());
    }

    /**
     * So many numbers in equal distances, both ends included.
     *
     * @param from the first, finite
     * @param to the last, finite
     * @param count 2 to 10,000,000
     * @return the grid
     * @throws IllegalArgumentException if an end is not finite or the count is out of range
     */
    public static Grid linear(double from, double to, int count) {
        requireCount(count);
        int last = count - 1;
        // Products with the distance of the ends may be beyond the range of numbers.
        boolean far = Double.isInfinite((to - from) * last);
        return new Grid(IntStream.range(0, count)
                .mapToDouble(i -> i == last
                        ? to
                        : far
                                ? from * ((double) (last - i) / last) + to * ((double) i / last)
                                : from + (to - from) * i / last)
                .toArray());
    }

    /**
     * So many positive numbers in equal ratios, both ends included.
     *
     * @param from the first, &gt; 0
     * @param to the last, &gt; 0
     * @param count 2 to 10,000,000
     * @return the grid, with both ends exactly
     * @throws IllegalArgumentException if an end is not positive and finite or the count is out of range
     */
    public static Grid logarithmic(double from, double to, int count) {
        requireCount(count);
        if (!(from > 0 && to > 0)) {
            throw new IllegalArgumentException("a logarithmic grid needs positive ends, got " + from + " and " + to);
        }
        double quotient = to / from;
        boolean far = quotient == 0 || Double.isInfinite(quotient);
        double ratio = (far ? Math.log(to) - Math.log(from) : Math.log(quotient)) / (count - 1);
        // Half the way in each factor, for the whole may be beyond the range of numbers.
        DoubleUnaryOperator factor =
                i -> far ? from * Math.exp(i * ratio / 2) * Math.exp(i * ratio / 2) : from * Math.exp(i * ratio);
        double rounding = (2 + Math.abs(ratio) * (count - 1)) * Math.ulp(1.0);
        return new Grid(IntStream.range(0, count)
                .mapToDouble(i -> i == 0 ? from : i == count - 1 ? to : wholeIfNear(factor.applyAsDouble(i), rounding))
                .toArray());
    }

    /** Decades and octaves as whole numbers, which the rounding of the logarithm hides. */
    private static double wholeIfNear(double value, double rounding) {
        double whole = Math.rint(value);
        return Math.abs(value - whole) <= rounding * whole ? whole : value;
    }

    /** The number of values. */
    public int size() {
        return values.length;
    }

    /** The values in their order; a copy. */
    public double[] values() {
        return values.clone();
    }

    /**
     * The values as whole numbers.
     *
     * @throws IllegalArgumentException if one is not whole or does not fit an int
     */
    public int[] integers() {
        int[] ints = new int[values.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = whole(values[i]);
        }
        return ints;
    }

    static int whole(double value) {
        if (value != (int) value) {
            throw new IllegalArgumentException("a whole number is wanted here, the grid holds " + value);
        }
        return (int) value;
    }

    private static void requireCount(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a grid between two ends has at least 2 values, got " + count);
        }
        requireRoom(count);
    }

    private static void requireRoom(long count) {
        if (count > MOST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a grid has at most %,d values, this one would have %,d values", MOST, count));
        }
    }

    @Override
    public String toString() {
        return "Grid" + Arrays.toString(values);
    }
}
