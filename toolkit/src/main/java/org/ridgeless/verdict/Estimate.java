package org.ridgeless.verdict;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.display.Numbers;
import org.ridgeless.tables.Statistics;

/**
 * What was observed: a number with a confidence interval of the kind that fits how it was obtained.
 *
 * {@snippet file="VerdictTest.java" region="estimates"}
 *
 * <p>An estimate never throws for the data it meets: missing values, values that are not numbers and too few draws are its
 * {@link #problem}, and a claim about it is INCONCLUSIVE. An infinite value is an observation: it lies outside every finite
 * claim. Immutable.
 */
public final class Estimate {
    /** The share of a normal law within one standard deviation; half the interval at this level serves as standard error. */
    private static final double ONE_SIGMA = 0.682689492137086;

    /** An interval for each level of confidence between 0 and 1. */
    @FunctionalInterface
    interface Leveled {
        Interval at(double level);
    }

    private final String kind;
    private final double value;
    private final int count;
    private final boolean random;
    private final Leveled interval;
    private final String problem;

    Estimate(String kind, double value, int count, boolean random, Leveled interval, String problem) {
        this.kind = kind;
        this.value = value;
        this.count = count;
        this.random = random;
        this.interval = interval;
        this.problem = problem;
    }

    /**
     * A number without any randomness: a closed form against a solver, an identity in floating point.
     *
     * @param value any number; one that is not a number is a problem
     * @return an estimate whose interval is that point at every level
     */
    public static Estimate exactly(double value) {
        return exact("exact", value, 1);
    }

    /**
     * The largest of many numbers without randomness, for a claim that holds in every instance, such as value over bound.
     *
     * @param values one for each instance; a value that is not a number is a problem, not a violation, and an infinite one of
     *     either sign is the extreme
     * @return an estimate whose interval is that point at every level
     */
    public static Estimate largest(double... values) {
        return extreme("largest", values, Arrays.stream(values).max().orElse(Double.NaN));
    }

    /**
     * The smallest of many numbers without randomness; see {@link #largest}.
     *
     * @param values one for each instance
     * @return an estimate whose interval is that point at every level
     */
    public static Estimate smallest(double... values) {
        return extreme("smallest", values, Arrays.stream(values).min().orElse(Double.NaN));
    }

    /**
     * The mean of independent draws with Student's interval: normal draws, or enough of them. The way to judge any statistic
     * of a training run: one draw for each independent repetition.
     *
     * {@snippet file="VerdictTest.java" region="mean"}
     *
     * @param draws at least 2, not all equal: draws without spread leave no interval
     * @return the mean with mean ± t s/√n
     */
    public static Estimate mean(double... draws) {
        double mean = Statistics.mean(draws);
        String problem = Problems.ofDraws(draws, 2);
        if (problem.isEmpty() && Double.isFinite(mean) && allEqual(draws)) {
            problem = "all " + draws.length + " draws are equal, which leaves a mean without an interval";
        }
        double error = Statistics.standardError(draws);
        int freedom = draws.length - 1;
        return new Estimate(
                "mean", mean, draws.length, true, level -> Intervals.student(mean, error, freedom, level), problem);
    }

    /**
     * The median of independent draws with the interval of its order statistics, whatever their law.
     *
     * @param draws at least 2; about 8 for an interval at 99 % with two finite ends
     * @return the median between two order statistics
     */
    public static Estimate median(double... draws) {
        return quantile("median", 0.5, draws);
    }

    /**
     * A quantile of independent draws with the interval of its order statistics, whatever their law.
     *
     * @param probability between 0 and 1, both excluded
     * @param draws at least 2; too few for the level leave an end of the interval infinite
     * @return the quantile between two order statistics
     * @throws IllegalArgumentException if the probability is not between 0 and 1; the message has it
     */
    public static Estimate quantile(double probability, double... draws) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a quantile needs a probability between 0 and 1, got " + probability);
        }
        return quantile("quantile", probability, draws);
    }

    /**
     * The share of successes among independent trials (C. Clopper and E. Pearson, Biometrika 26 (1934) 404–413).
     *
     * @param successes from 0 to trials
     * @param trials ≥ 0; none is a problem of the estimate
     * @return the share with its exact interval, which errs on the safe side
     * @throws IllegalArgumentException if successes is not from 0 to trials; the message has both
     */
    public static Estimate share(int successes, int trials) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "a share needs 0 ≤ successes ≤ trials, got " + successes + " of " + trials);
        }
        return new Estimate(
                "share",
                trials == 0 ? Double.NaN : (double) successes / trials,
                trials,
                true,
                level -> Intervals.clopperPearson(successes, trials, level),
                trials == 0 ? "no trial" : "");
    }

    /**
     * The slope of the least-squares line with Student's interval: errors independent, of equal spread and normal. For a
     * slope that each repetition has of its own, take the {@link #mean} of those slopes.
     *
     * @param x at least 3 places, not all equal
     * @param y as many values
     * @return the slope with its interval; n − 2 degrees of freedom
     * @throws IllegalArgumentException if the arrays differ in length; the message has both
     */
    public static Estimate slope(double[] x, double[] y) {
        return Regression.of(x, y).estimate();
    }

    /**
     * The exponent p of y ~ xᵖ: the {@link #slope} in doubly logarithmic coordinates.
     *
     * {@snippet file="VerdictTest.java" region="regression"}
     *
     * @param x at least 3 positive places, not all equal
     * @param y as many positive values
     * @return the exponent with its interval; a number that is not positive is a problem of the estimate
     * @throws IllegalArgumentException if the arrays differ in length; the message has both
     */
    public static Estimate exponent(double[] x, double[] y) {
        return slope(log(x), log(y));
    }

    /**
     * Pearson's correlation of pairs that are independent of each other, with the interval of Fisher's z.
     *
     * @param x at least 4 numbers
     * @param y as many
     * @return from −1 to 1
     * @throws IllegalArgumentException if the arrays differ in length; the message has both
     */
    public static Estimate correlation(double[] x, double[] y) {
        return Correlations.pearson(x, y);
    }

    /**
     * Spearman's rank correlation with the interval of Fisher's z and the variance 1.06/(n − 3) (E. Fieller, H. Hartley and
     * E. Pearson, Biometrika 44 (1957) 470–481). Ranks in perfect order have the interval of those with two neighbours
     * exchanged, widened to 1: a few pairs are in order by chance.
     *
     * @param x at least 4 numbers
     * @param y as many
     * @return from −1 to 1
     * @throws IllegalArgumentException if the arrays differ in length; the message has both
     */
    public static Estimate rankCorrelation(double[] x, double[] y) {
        return Correlations.spearman(x, y);
    }

    /**
     * The Kolmogorov–Smirnov distance between the law of independent draws and a claimed continuous law, with the interval of
     * P. Massart, Ann. Probab. 18 (1990) 1269–1283.
     *
     * @param draws independent
     * @param cdf the claimed distribution function
     * @return from 0 to 1
     */
    public static Estimate distance(double[] draws, DoubleUnaryOperator cdf) {
        return Distances.toLaw(draws, cdf);
    }

    /**
     * The Kolmogorov–Smirnov distance between the laws of two independent samples.
     *
     * @param draws independent
     * @param others independent of them and of each other; the sizes may differ
     * @return from 0 to 1
     */
    public static Estimate distance(double[] draws, double[] others) {
        return Distances.between(draws, others);
    }

    /**
     * The difference of two independent estimates; both intervals are taken at half the remaining risk.
     *
     * @param other what is subtracted
     * @return this less the other, with the smaller of both counts
     */
    public Estimate minus(Estimate other) {
        return combined(
                other, value - other.value, (a, b) -> Interval.spanning(a.low() - b.high(), a.high() - b.low()));
    }

    /**
     * The ratio of two independent positive estimates; both intervals are taken at half the remaining risk.
     *
     * @param other the divisor
     * @return this over the other; a negative number, or a divisor of 0, is a problem of the estimate
     */
    public Estimate over(Estimate other) {
        Estimate ratio = combined(other, value / other.value, Intervals::ratio);
        return value < 0 || other.value <= 0
                ? ratio.troubled("a ratio needs positive quantities, got " + Numbers.show(value) + " over "
                        + Numbers.show(other.value))
                : ratio;
    }

    /**
     * This estimate divided by a known number.
     *
     * @param scale not 0: that is a problem of the estimate
     * @return the same kind with scaled value and interval
     */
    public Estimate over(double scale) {
        return map(x -> x / scale).troubled(scale == 0 ? "divided by 0" : "");
    }

    /**
     * This estimate less a known number.
     *
     * @param offset what is subtracted
     * @return the same kind with moved value and interval
     */
    public Estimate minus(double offset) {
        return map(x -> x - offset);
    }

    /**
     * A monotone function of this estimate; an interval keeps its level under it. Where the image of the value lies outside
     * the images of the ends, as for 1/x around 0, the function is not monotone there and all numbers are left.
     *
     * @param monotone rising or falling over the interval
     * @return the image of value and interval
     */
    public Estimate map(DoubleUnaryOperator monotone) {
        double image = problem.isEmpty() ? monotone.applyAsDouble(value) : Double.NaN;
        Leveled mapped = level -> {
            Interval original = interval(level);
            Interval ends =
                    Interval.spanning(monotone.applyAsDouble(original.low()), monotone.applyAsDouble(original.high()));
            return ends.distance(image) > 0 ? Interval.NOTHING : ends;
        };
        String trouble = problem.isEmpty() && Double.isNaN(image) ? Problems.NOT_A_NUMBER : problem;
        return new Estimate(kind, image, count, random, mapped, trouble);
    }

    /**
     * This estimate with a reason why it cannot be judged, for example missing repetitions.
     *
     * @param reason in words; empty for none
     * @return the same estimate with the reason, unless it has one already: the first one stays
     */
    public Estimate troubled(String reason) {
        return reason.isEmpty() || !problem.isEmpty()
                ? this
                : new Estimate(kind, value, count, random, interval, reason);
    }

    /** The observed number; not a number where there is no observation. */
    public double value() {
        return value;
    }

    /** The number of draws, trials, points or instances behind it. */
    public int count() {
        return count;
    }

    /** How it was obtained, such as "mean" or "median". */
    public String kind() {
        return kind;
    }

    /** Whether chance has a part in it. */
    public boolean isRandom() {
        return random;
    }

    /** Why nothing can be told; empty if something can. */
    public String problem() {
        return problem.isEmpty() && Double.isNaN(value) ? Problems.NOT_A_NUMBER : problem;
    }

    /**
     * The confidence interval, which holds the truth with at least this probability.
     *
     * @param level between 0 and 1, both excluded
     * @return all numbers where there is a {@link #problem} or the draws are too few for the level
     * @throws IllegalArgumentException if the level is not between 0 and 1; the message has it
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level of confidence lies between 0 and 1, got " + level);
        }
        return problem().isEmpty() ? interval.at(level) : Interval.NOTHING;
    }

    /**
     * Half the interval at 68.3 %, which for a normal estimate is the standard error; the way to its finite end if it has one
     * only; 0 where nothing is random.
     */
    public double standardError() {
        Interval sigma = random ? interval(ONE_SIGMA) : Interval.point(0);
        if (Double.isInfinite(sigma.low()) == Double.isInfinite(sigma.high())) {
            return sigma.halfWidth();
        }
        // An interpolated quantile may be rounded to the other side of the order statistic it lies at.
        return Math.max(0, Double.isInfinite(sigma.high()) ? value - sigma.low() : sigma.high() - value);
    }

    @Override
    public String toString() {
        return VerdictText.observed(this, 0.99);
    }

    private Estimate combined(Estimate other, double result, java.util.function.BinaryOperator<Interval> join) {
        Leveled joined = level -> {
            double each = random && other.random ? (1 + level) / 2 : level;
            return join.apply(interval(each), other.interval(each));
        };
        String trouble = problem().isEmpty() ? other.problem() : problem();
        int smaller = Math.min(count, other.count);
        return new Estimate(kind, result, smaller, random || other.random, joined, trouble);
    }

    private static Estimate exact(String kind, double value, int count) {
        return new Estimate(kind, value, count, false, level -> Interval.point(value), "");
    }

    private static Estimate extreme(String kind, double[] values, double extreme) {
        String problem = values.length == 0 ? "no instance" : Problems.ofDraws(values, 1);
        // An instance that diverged to the other side is not within the bound.
        double shown =
                Arrays.stream(values).filter(Double::isInfinite).findFirst().orElse(extreme);
        return exact(kind, shown, values.length).troubled(problem);
    }

    private static Estimate quantile(String kind, double probability, double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new Estimate(
                kind,
                Statistics.quantile(probability, draws),
                draws.length,
                true,
                level -> Intervals.orderStatistics(sorted, probability, level),
                Problems.ofDraws(draws, 2));
    }

    private static boolean allEqual(double[] draws) {
        return Arrays.stream(draws).allMatch(draw -> draw == draws[0]);
    }

    private static double[] log(double[] values) {
        return Arrays.stream(values).map(v -> v > 0 ? Math.log(v) : Double.NaN).toArray();
    }
}
