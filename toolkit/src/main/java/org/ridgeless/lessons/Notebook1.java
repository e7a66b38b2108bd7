package org.ridgeless.lessons;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.EdelmanSquare;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.tables.Statistics;

/** The checks of the notebook on the condition number. */
public final class Notebook1 {
    private static final int DRAWS = 2_000;
    private static final double HUGE = 1e12;

    private Notebook1() {}

    /**
     * The aspect ratios on both sides of 1 at which κ is 3 in the limit.
     *
     * @param few the ratio d/n below 1
     * @param many the ratio d/n above 1
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double few, double many) {
        double s = (3.0 - 1) / (3 + 1);
        return Score.of(
                Question.of("few", s * s)
                        .route("You have the square root of γ; the question asks for γ.", s)
                        .route("That is a number of features; γ is their ratio to the samples.", 100 * s * s)
                        .route("With fewer features than samples γ lies between 0 and 1.", a -> !(a[0] > 0 && a[0] < 1))
                        .hint("Write s for √γ in the limit of claim 1, set it equal to 3, and solve for s first.")
                        .judge(few),
                Question.of("many", 1 / (s * s))
                        .route("You have the square root of γ; the question asks for γ.", 1 / s)
                        .route("That is a number of features; γ is their ratio to the samples.", 100 / (s * s))
                        .route("With more features than samples γ is larger than 1.", a -> !(a[0] > 1))
                        .hint("What does the limit of claim 1 do when γ becomes 1/γ?")
                        .judge(many));
    }

    /**
     * The probability that κ of a square matrix of 500 exceeds 10⁵, and what the tail gives for it.
     *
     * @param probability P(κ > 10⁵)
     * @param tail 2n/κ, what the tail gives for it
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double probability, double tail) {
        double x = 1e5 / 500;
        return Score.of(
                Question.of("probability", 1 - EdelmanSquare.cdf(x))
                        .route("That is the tail, the leading term only; claim 2 has the whole law.", 2 / x)
                        .route("Claim 2 gives the probability of lying below; the question is about above.", cdf(x))
                        .route("Claim 2 is about κ/n, not about κ.", 1 - cdf(1e5))
                        .hint("First find x, the size of κ/n that is exceeded; then use claim 2.")
                        .judge(probability),
                Question.of("tail", 2 / x)
                        .route("Claim 2 is about κ/n, not about κ.", 2 / 1e5)
                        .hint("Claim 2 says how P(κ/n > x) behaves for large x.")
                        .judge(tail));
    }

    /**
     * A function of κ with a mean and a variance: its mean is estimated from draws at n = 30.
     *
     * @param tamed the function of κ &gt; 1
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(DoubleUnaryOperator tamed) {
        double power = Math.log(Math.abs(tamed.applyAsDouble(HUGE) / tamed.applyAsDouble(Math.sqrt(HUGE))))
                / Math.log(Math.sqrt(HUGE));
        boolean varies = tamed.applyAsDouble(10) != tamed.applyAsDouble(1_000);
        boolean hasMean = varies && power < 1;
        String growth = varies
                ? "P(κ/n > x) falls like 2/x: up to which power of κ does the mean exist?"
                : "A constant has a mean, but it says nothing about κ.";
        String spread = power < 0.5
                ? "It grows slowly enough, but it varies too much between draws."
                : "A standard error needs a variance, so the square of your function needs a mean, too.";
        return Score.of(
                Part.holds("your function of κ has a mean", hasMean, growth),
                Part.holds(
                        "the standard error is below 0.05 and means something",
                        hasMean && power < 0.5 && standardError(tamed) < 0.05,
                        spread));
    }

    private static double standardError(DoubleUnaryOperator tamed) {
        var square = GaussianMatrix.of(30, 30);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            values[i] =
                    tamed.applyAsDouble(square.fastConditionNumber(Seeds.of(11).child(i)));
        }
        return Statistics.standardError(values);
    }

    private static double cdf(double x) {
        return EdelmanSquare.cdf(x);
    }
}
