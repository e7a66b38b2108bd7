package org.ridgeless.lessons;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.MaxMargin;

/** The checks of the notebook on margins and the exponential loss. */
public final class Notebook2 {
    private static final double[] TIMES = {0.5, 7, 300};
    private static final double[] MARGINS = {0.3, 0.8, 2};

    private Notebook2() {}

    /**
     * How many samples have a margin within one per cent of the smallest; in the limit these are the support vectors.
     *
     * @param nearTheEdge the count of samples
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double nearTheEdge) {
        var data = Data.separable(40, 10).gap(0.2).seed(3);
        var largest = MaxMargin.l2(data);
        double edge = largest.margin();
        long absolute = IntStream.range(0, data.samples())
                .filter(n -> data.label(n) * Vectors.dot(largest.direction(), data.input(n)) < edge + 0.01)
                .count();
        return Score.of(Question.of("nearTheEdge", largest.support().length)
                .within(0)
                .route("At least one margin is the smallest, so it is not zero.", a -> a[0] <= 0)
                .route("You counted the samples that are not near the edge.", data.samples() - largest.support().length)
                .route("Those are all samples; how many have a margin below 1.01 times the smallest?", data.samples())
                .route("One per cent of the smallest margin is not 0.01.", absolute)
                .hint("Find the smallest of margins, then count those below 1.01 times it, the smallest included.")
                .judge(nearTheEdge));
    }

    /**
     * The solution of ρ' = γ exp(−ργ) from ρ(0) = 0.
     *
     * @param rho ρ of the time t ≥ 0 and γ &gt; 0
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(DoubleBinaryOperator rho) {
        boolean solves = true;
        boolean starts = true;
        boolean missing = false;
        for (double gamma : MARGINS) {
            for (double t : TIMES) {
                double h = 1e-4 * t;
                double slope = (rho.applyAsDouble(t + h, gamma) - rho.applyAsDouble(t - h, gamma)) / (2 * h);
                double wanted = gamma * Math.exp(-gamma * rho.applyAsDouble(t, gamma));
                solves &= Math.abs(slope - wanted) <= 1e-6 * wanted;
                missing |= Double.isNaN(slope);
            }
            double late = rho.applyAsDouble(1e4, gamma);
            double later = rho.applyAsDouble(1e8, gamma);
            starts &= Math.abs(rho.applyAsDouble(0, gamma)) <= 1e-9 * late && later > late && later < 3 * late;
        }
        String finding = missing ? "there is no number for \"rho\" yet" : "your ρ does not satisfy the equation";
        String hint = starts
                ? "It starts at 0 and grows like log t. Differentiate it and compare at t = 0: is a factor γ missing?"
                : "Write u for e to the power ργ; what is the derivative of u?";
        return Score.of(
                solves ? Part.right("equation") : Part.wrong("equation", finding, hint),
                Part.holds(
                        "ρ is 0 at t = 0 and grows like log t",
                        starts,
                        "Which constant of integration gives ρ(0) = 0?"));
    }

    /**
     * What doubling all inputs does to the largest margin, and to the slope of ρ against log t.
     *
     * @param factorOfTheMargin the new largest margin over the old
     * @param factorOfTheSlope the new slope over the old
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double factorOfTheMargin, double factorOfTheSlope) {
        var data = Data.separable(40, 10).gap(0.2).seed(3);
        double factor =
                MaxMargin.l2(data.scaled(2)).margin() / MaxMargin.l2(data).margin();
        return Score.of(
                Question.of("factorOfTheMargin", factor)
                        .route("The direction V stays, but the margin is y V·x.", 1)
                        .route("The margin is linear in x, not quadratic.", factor * factor)
                        .route("Larger inputs do not make the margin smaller.", 1 / factor)
                        .hint("Compute y V·x for 2x in the place of x.")
                        .judge(factorOfTheMargin),
                Question.of("factorOfTheSlope", 1 / factor)
                        .route("That is what the margin does; how does claim 1 make the slope of it?", factor)
                        .route("The slope depends on the margin, and the margin changes.", 1)
                        .hint("Claim 1 gives the slope as a function of the largest margin.")
                        .judge(factorOfTheSlope));
    }
}
