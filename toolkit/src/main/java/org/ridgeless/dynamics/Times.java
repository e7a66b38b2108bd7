package org.ridgeless.dynamics;

import java.util.Locale;
import java.util.TreeSet;
import org.ridgeless.linalg.Memory;

/**
 * The steps at which probes measure; the first and the last step always belong to them.
 *
 * {@snippet file="DynamicsTest.java" region="times"}
 */
public abstract class Times {
    /** What a time takes besides the measurement, in numbers of double precision. */
    private static final double NUMBERS_EACH = 10;

    Times() {}

    /**
     * Every {@code period} steps.
     *
     * @param period in steps, ≥ 1
     * @return the steps period, 2 · period, …; a run refuses more than fit in memory
     * @throws IllegalArgumentException if the period is below 1
     */
    public static Times every(int period) {
        if (period < 1) {
            throw new IllegalArgumentException("probes measure every 1 or more steps, got " + period);
        }
        return new Times() {
            @Override
            void fill(int last, TreeSet<Integer> steps) {
                int count = last / period;
                Memory.require(String.format(Locale.ROOT, "measuring at %,d steps", count), NUMBERS_EACH * count);
                for (long t = period; t < last; t += period) {
                    steps.add((int) t);
                }
            }
        };
    }

    /**
     * About the given number of steps in each factor of ten, evenly spaced on a logarithmic axis.
     *
     * @param perDecade ≥ 1
     * @return the steps 10^{k/perDecade}, rounded
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Times logarithmic(int perDecade) {
        if (perDecade < 1) {
            throw new IllegalArgumentException("there must be at least 1 time in each factor of ten, got " + perDecade);
        }
        return new Times() {
            @Override
            void fill(int last, TreeSet<Integer> steps) {
                double ratio = Math.pow(10, 1.0 / perDecade);
                for (double t = 1; t < last; t *= ratio) {
                    steps.add((int) Math.round(t));
                }
            }
        };
    }

    /**
     * Exactly the given steps.
     *
     * @param steps from 0; those after the end of a run are left out, a negative one is refused when the run begins
     * @return the steps
     */
    public static Times at(int... steps) {
        int[] chosen = steps.clone();
        return new Times() {
            @Override
            void fill(int last, TreeSet<Integer> all) {
                for (int step : chosen) {
                    if (step < 0) {
                        throw new IllegalArgumentException("steps are numbered from 0, got " + step);
                    }
                    if (step <= last) {
                        all.add(step);
                    }
                }
            }
        };
    }

    abstract void fill(int last, TreeSet<Integer> steps);

    final TreeSet<Integer> until(int last) {
        TreeSet<Integer> steps = new TreeSet<>();
        fill(last, steps);
        steps.add(0);
        steps.add(last);
        return steps;
    }
}
