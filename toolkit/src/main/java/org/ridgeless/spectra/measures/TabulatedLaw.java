package org.ridgeless.spectra.measures;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A law given by its density on a grid, with linear interpolation, and perhaps an atom at zero; the distribution function
 * is the trapezoid sum, and {@link #mass()} says how much of the law the grid has caught. Immutable.
 */
public final class TabulatedLaw {
    private final double[] x;
    private final double[] density;
    private final double[] cumulative;
    private final double atom;

    private TabulatedLaw(double[] x, double[] density, double atom) {
        this.x = x;
        this.density = density;
        this.atom = atom;
        this.cumulative = new double[x.length];
        for (int i = 1; i < x.length; i++) {
            cumulative[i] = cumulative[i - 1] + (x[i] - x[i - 1]) * (density[i] + density[i - 1]) / 2;
        }
    }

    /**
     * The law with the density at the given ascending abscissae and an atom of the given mass at zero.
     *
     * @param x ascending, at least 2
     * @param density as many numbers ≥ 0
     * @param atomAtZero a mass ≥ 0
     * @return the law
     * @throws IllegalArgumentException if there are fewer than 2 abscissae, not as many densities, abscissae do not rise, or a
     *     density or the mass of the atom is not a number of at least 0
     */
    public static TabulatedLaw of(double[] x, double[] density, double atomAtZero) {
        if (x.length < 2 || x.length != density.length) {
            throw new IllegalArgumentException("a tabulated law needs at least 2 abscissae and as many densities, got "
                    + x.length + " and " + density.length);
        }
        return checked(x.clone(), density.clone(), atomAtZero);
    }

    /**
     * Tabulates a density between two edges, with nodes gathered at both, where it behaves like a square root.
     *
     * @param left lower edge
     * @param right upper edge
     * @param points ≥ 2
     * @param density at a point
     * @return the law, without an atom
     * @throws IllegalArgumentException as {@link #of}
     */
    public static TabulatedLaw between(double left, double right, int points, DoubleUnaryOperator density) {
        requirePoints(points);
        double[] x = new double[points];
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = left + (right - left) * (1 - Math.cos(Math.PI * i / (points - 1))) / 2;
            values[i] = density.applyAsDouble(x[i]);
        }
        return checked(x, values, 0);
    }

    /**
     * Tabulates a density on a geometric grid, for laws that reach over several orders of magnitude.
     *
     * @param left &gt; 0
     * @param right more than left
     * @param points ≥ 2
     * @param density at a point
     * @return the law, without an atom
     * @throws IllegalArgumentException unless 0 &lt; left &lt; right, or as {@link #of}
     */
    public static TabulatedLaw geometric(double left, double right, int points, DoubleUnaryOperator density) {
        if (!(left > 0 && right > left)) {
            throw new IllegalArgumentException(
                    "a geometric grid needs 0 < left < right, got " + left + " and " + right);
        }
        requirePoints(points);
        double[] x = new double[points];
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = left * Math.pow(right / left, i / (points - 1.0));
            values[i] = density.applyAsDouble(x[i]);
        }
        return checked(x, values, 0);
    }

    private static void requirePoints(int points) {
        if (points < 2) {
            throw new IllegalArgumentException("a density is tabulated at 2 points or more, got " + points);
        }
    }

    private static TabulatedLaw checked(double[] x, double[] density, double atom) {
        if (x.length < 2 || !(atom >= 0)) {
            throw new IllegalArgumentException(
                    "a tabulated law needs at least 2 abscissae and an atom of a mass of at least" + " 0, got "
                            + x.length + " and " + atom);
        }
        for (int i = 0; i < x.length; i++) {
            if (!(density[i] >= 0) || !(i == 0 || x[i] > x[i - 1])) {
                throw new IllegalArgumentException(
                        "a tabulated law needs ascending abscissae and densities of at least 0," + " got the density "
                                + density[i] + " at " + x[i] + (i == 0 ? "" : " after " + x[i - 1]));
            }
        }
        return new TabulatedLaw(x, density, atom);
    }

    /** Where the density is tabulated, ascending; a copy. */
    public double[] abscissae() {
        return x.clone();
    }

    /** The tabulated densities; a copy. */
    public double[] densities() {
        return density.clone();
    }

    /** The mass that the grid and the atom hold together; one when nothing is missed. */
    public double mass() {
        return cumulative[x.length - 1] + atom;
    }

    /**
     * The probability of values up to the given one.
     *
     * @param value any number
     * @return from 0 to 1
     */
    public double cumulative(double value) {
        return Double.isNaN(value) ? value : Math.min(1, (value >= 0 ? atom : 0) + continuous(value));
    }

    /** The probability of smaller values: without the atom, at 0. */
    private double below(double value) {
        return Math.min(1, (value > 0 ? atom : 0) + continuous(value));
    }

    private double continuous(double value) {
        if (value <= x[0]) {
            return 0;
        }
        if (value >= x[x.length - 1]) {
            return cumulative[x.length - 1];
        }
        int i = Arrays.binarySearch(x, value);
        if (i >= 0) {
            return cumulative[i];
        }
        int k = -i - 2;
        double step = value - x[k];
        double slope = (density[k + 1] - density[k]) / (x[k + 1] - x[k]);
        return cumulative[k] + step * (density[k] + slope * step / 2);
    }

    /**
     * The mean of a function under the continuous part, by the trapezoid rule.
     *
     * @param function of a value
     * @return its integral, not divided by the mass
     */
    public double expect(DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += (x[i] - x[i - 1])
                    * (density[i] * function.applyAsDouble(x[i]) + density[i - 1] * function.applyAsDouble(x[i - 1]))
                    / 2;
        }
        return sum;
    }

    /**
     * The Kolmogorov–Smirnov distance between the empirical law of a sample and this law.
     *
     * @param sample numbers in any order, at least one
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is none, or one is NaN
     */
    public double distance(double... sample) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("the distance to a law needs at least one value");
        }
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        if (Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("the distance to a law needs numbers, got NaN among " + sample.length);
        }
        double worst = 0;
        int next;
        for (int i = 0; i < sorted.length; i = next) {
            next = i + 1;
            while (next < sorted.length && sorted[next] == sorted[i]) {
                next++;
            }
            worst = Math.max(worst, Math.abs(below(sorted[i]) - (double) i / sorted.length));
            worst = Math.max(worst, Math.abs(cumulative(sorted[i]) - (double) next / sorted.length));
        }
        return worst;
    }
}
