package org.ridgeless.models;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Interruption;

/**
 * The stationary law of {@link Langevin} dynamics on the line at a finite step γ: the density with
 * \( p(y) = \int p(x)\,\mathcal N(y;\,x-\gamma V'(x),\,2\gamma T)\,dx \).
 *
 * <p>The trapezoid rule turns it into a Markov chain on a grid, with an error that is exponentially small in the number of points
 * for each standard deviation of the noise; its stationary vector is found by elimination without subtractions (W. Grassmann,
 * M. Taksar and D. Heyman, Operations Research 33 (1985) 1107–1116), for n points in n³/3 operations.
 *
 * <p>To first order in γ the density is that of Gibbs times \( 1+\gamma(V'^2/(4T)-V''/2)+\text{const} \), as follows from the
 * expansion of the generator of the scheme to second order (D. Talay and L. Tubaro, Stoch. Anal. Appl. 8 (1990) 483–509), so that
 * \( \mathbb E_\gamma x^2=\mathbb E x^2+\gamma\,(T-\operatorname{Cov}(x^2,V'^2)/(4T))+O(\gamma^2) \) with the moments of Gibbs.
 */
public final class EulerLaw {
    /** At this many temperatures above the bottom Gibbs' measure has nothing left: e^{−37} = 10⁻¹⁶. */
    private static final double DEPTH = 37;

    /** So many temperatures above the bottom no walker comes in a time that matters: e^{−100}. */
    private static final double OUT_OF_REACH = 100;

    private static final double POINTS_PER_DEVIATION = 2;
    private static final double NEGLIGIBLE = 1e-13;
    private static final int MOST_POINTS = 1500;
    private static final double WIDER = 1.25;
    private static final double GROW = 1.05;
    /** The search for the ends of a well starts where it differs by less than this part of the temperature from its value at 0. */
    private static final double FLAT = 1e-3;

    private final double[] x;
    private final double[] mass;
    private final double[] centre;
    private final double deviation;

    private EulerLaw(Potential well, double step, double deviation, double[] x, double[] mass) {
        this.x = x;
        this.mass = mass;
        this.deviation = deviation;
        centre = Arrays.stream(x).map(at -> at - step * slope(well, at)).toArray();
    }

    /**
     * The law on a well whose value grows with the distance from 0 at last.
     *
     * @param well V on the line
     * @param temperature T &gt; 0, in the units of V
     * @param step γ, above 0 and below {@link #largestStep}
     * @return the law on a grid of at most 1500 points; O(points³) flops
     * @throws IllegalArgumentException if the dimension is not 1, the step is not below the largest, or it is so small that the grid would
     *     have more points; the message has the numbers
     */
    public static EulerLaw of(Potential well, double temperature, double step) {
        requireStable(well, temperature, step);
        double deviation = Math.sqrt(2 * step * temperature);
        double spacing = deviation / POINTS_PER_DEVIATION;
        for (double reach = reach(well, temperature, DEPTH); ; reach *= WIDER) {
            int half = (int) Math.ceil(reach / spacing);
            if (2 * half + 1 > MOST_POINTS) {
                throw new IllegalArgumentException("the law at step " + step + " needs more than " + MOST_POINTS
                        + " points; accepted are larger steps, or steps farther below the largest stable one, "
                        + largestStep(well, temperature));
            }
            double[] x = new double[2 * half + 1];
            Arrays.setAll(x, i -> (i - half) * spacing);
            double[] mass = stationary(chain(well, step, deviation, x));
            double largest = Arrays.stream(mass).max().orElseThrow();
            if (mass[0] <= NEGLIGIBLE * largest && mass[2 * half] <= NEGLIGIBLE * largest) {
                return new EulerLaw(well, step, deviation, x, mass);
            }
        }
    }

    /**
     * The supremum of steps from which no step of descent ends farther out on the other side, \( \gamma V'(x)/x \lt 2 \), wherever V is
     * at most 100 T above its lowest value. For V = kx²/2 it is 2/k. Where V grows faster than a square the scheme has no stationary
     * law at any step, strictly speaking: a walker far enough out is thrown ever farther. Below this step none gets there.
     *
     * @param well V on the line
     * @param temperature T &gt; 0, in the units of V
     * @return the least γ that is too large
     * @throws IllegalArgumentException if the dimension is not 1, T is not above 0, or V does not grow far out
     */
    public static double largestStep(Potential well, double temperature) {
        if (well.dimension() != 1) {
            throw new IllegalArgumentException("the well must live on the line, got dimension " + well.dimension());
        }
        double reach = reach(well, temperature, OUT_OF_REACH);
        double steepest = 0;
        int points = 4000;
        for (int i = 1; i <= points; i++) {
            double at = reach * i / points;
            steepest = Math.max(steepest, Math.max(slope(well, at), -slope(well, -at)) / at);
        }
        return 2 / steepest;
    }

    /**
     * Refuses steps that are not below {@link #largestStep}.
     *
     * @param well V on the line
     * @param temperature T &gt; 0, in the units of V
     * @param step γ
     * @throws IllegalArgumentException if the step is not between 0 and the largest; the message has both
     */
    public static void requireStable(Potential well, double temperature, double step) {
        double largest = largestStep(well, temperature);
        if (!(step > 0 && step < largest)) {
            throw new IllegalArgumentException("a step of noisy descent must be stable, above 0 and below " + largest
                    + " on " + well + " at temperature " + temperature + ", got " + step);
        }
    }

    /** Half the width of an interval outside which V is so many temperatures above its lowest value. */
    private static double reach(Potential well, double temperature, double depth) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("a law needs a temperature T > 0, got " + temperature);
        }
        double reach = Math.sqrt(temperature) * 1e-3;
        double lowest = well.value(new double[] {0});
        while (rise(well, reach, lowest) > FLAT * temperature && reach > Double.MIN_NORMAL) {
            reach /= GROW;
        }
        while (!(Math.min(well.value(new double[] {reach}), well.value(new double[] {-reach}))
                > lowest + depth * temperature)) {
            if (Double.isInfinite(reach)) {
                throw new IllegalArgumentException(
                        "no law: the potential " + well + " does not grow with the distance");
            }
            lowest = Math.min(lowest, Math.min(well.value(new double[] {reach}), well.value(new double[] {-reach})));
            reach *= GROW;
        }
        return reach;
    }

    private static double rise(Potential well, double x, double bottom) {
        return Math.max(
                Math.abs(well.value(new double[] {x}) - bottom), Math.abs(well.value(new double[] {-x}) - bottom));
    }

    private static double slope(Potential well, double x) {
        double[] into = new double[1];
        well.gradient(new double[] {x}, into);
        return into[0];
    }

    private static double[][] chain(Potential well, double step, double deviation, double[] x) {
        double[][] rows = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            double centre = x[i] - step * slope(well, x[i]);
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                double z = (x[j] - centre) / deviation;
                rows[i][j] = Math.exp(-z * z / 2);
                sum += rows[i][j];
            }
            for (int j = 0; j < x.length; j++) {
                rows[i][j] /= sum;
            }
        }
        return rows;
    }

    private static double[] stationary(double[][] p) {
        int n = p.length;
        for (int k = n - 1; k > 0; k--) {
            Interruption.poll();
            double out = 0;
            for (int j = 0; j < k; j++) {
                out += p[k][j];
            }
            for (int i = 0; i < k; i++) {
                double share = p[i][k] / out;
                p[i][k] = share;
                if (share > 0) {
                    for (int j = 0; j < k; j++) {
                        p[i][j] += share * p[k][j];
                    }
                }
            }
        }
        double[] mass = new double[n];
        mass[0] = 1;
        double total = 1;
        for (int k = 1; k < n; k++) {
            for (int i = 0; i < k; i++) {
                mass[k] += mass[i] * p[i][k];
            }
            total += mass[k];
        }
        for (int k = 0; k < n; k++) {
            mass[k] /= total;
        }
        return mass;
    }

    /**
     * The mean of a function of x.
     *
     * @param function of x, whose growth is slower than that of e^{V/T}
     * @return its mean under the law
     */
    public double mean(DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += mass[i] * function.applyAsDouble(x[i]);
        }
        return sum;
    }

    /**
     * The density at y: one more step of the scheme from the law on the grid.
     *
     * @param y any number
     * @return the density, per unit of x
     */
    public double density(double y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double z = (y - centre[i]) / deviation;
            sum += mass[i] * Math.exp(-z * z / 2);
        }
        return sum / (deviation * Math.sqrt(2 * Math.PI));
    }

    /**
     * The law of Gibbs, \( e^{-V/T}/Z \), on a well on the line: what the law tends to at small steps.
     *
     * @param well V on the line
     * @param temperature T &gt; 0, in the units of V
     * @return the law between ends where its density is e^{−37} of the largest
     * @throws IllegalArgumentException if T is not above 0 or V does not grow far out
     */
    public static GibbsMarginal gibbs(Potential well, double temperature) {
        double reach = reach(well, temperature, DEPTH);
        double bottom = well.value(new double[] {0});
        return new GibbsMarginal(x -> Math.exp((bottom - well.value(new double[] {x})) / temperature), -reach, reach);
    }

    /**
     * The derivative of \( \mathbb E_\gamma x^2 \) with respect to γ at γ = 0: \( T-\operatorname{Cov}(x^2,V'^2)/(4T) \).
     *
     * @param well V on the line
     * @param temperature T &gt; 0, in the units of V
     * @return the change of E x² for each unit of γ, at small γ
     * @throws IllegalArgumentException if T is not above 0 or V does not grow far out
     */
    public static double firstOrder(Potential well, double temperature) {
        GibbsMarginal gibbs = gibbs(well, temperature);
        DoubleUnaryOperator squared = x -> slope(well, x) * slope(well, x);
        double covariance =
                gibbs.mean(x -> x * x * squared.applyAsDouble(x)) - gibbs.mean(x -> x * x) * gibbs.mean(squared);
        return temperature - covariance / (4 * temperature);
    }
}
