package org.ridgeless.lessons;

import org.ridgeless.spectra.SpikedCovariance;
import org.ridgeless.spectra.WishartEdges;

/** The checks of the notebook on spikes, the Tracy–Widom law and a matrix of one's own. */
public final class Notebook10 {
    private static final int DIMENSION = 100;
    private static final double SPIKE = 1.5;

    private Notebook10() {}

    /**
     * The least number of samples that shows a spike of 1.5 in 100 dimensions, and the one that gives an overlap of one half.
     *
     * @param visible n from which the spike is seen
     * @param half n at which the overlap is one half
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(int visible, int half) {
        return Score.of(
                Question.of("visible", 401)
                        .within(0)
                        .route("There the spike is exactly at the threshold, not yet above it.", 400)
                        .route("The threshold has the root of c in it.", 201)
                        .route("The threshold has the root of c in it.", 200)
                        .route("c is d/n and not n/d.", 25)
                        .hint("Solve 1 + √c < α for n, where c = d/n.")
                        .judge(visible),
                Question.of("half", 1000)
                        .within(0)
                        .route("There the direction is not yet above the threshold.", a -> a[0] <= 400)
                        .route("With so few samples the overlap is below one half.", a -> overlap(a[0]) < 0.5)
                        .hint("Multiply claim 1 out: it is a linear equation for c.")
                        .judge(half));
    }

    private static double overlap(double samples) {
        return SpikedCovariance.of(DIMENSION / samples, SPIKE).outliers().get(0).overlap();
    }

    /**
     * The variance in the population of a direction whose eigenvalue is seen at 6, for c = 0.3.
     *
     * @param population the eigenvalue ℓ of the population
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double population) {
        double right = SpikedCovariance.of(0.3).estimate(6);
        return Score.of(Question.of("population", right)
                .within(1e-4)
                .route("That is what the sample shows; it overstates the variance.", 6)
                .route("That root is below the threshold, where claim 1 does not hold.", 6 / right)
                .route("That is where an eigenvalue of 6 in the population would be seen.", 6 * (1 + 0.3 / 5))
                .route("The α in the denominator is that of the population, too.", 6 / (1 + 0.3 / 5))
                .hint("Claim 1 is a quadratic equation for α; take the root above the threshold.")
                .judge(population));
    }

    /**
     * The 99 % point of the largest eigenvalue of the covariance of 1,000 samples of noise of variance 0.5 in 300 dimensions.
     *
     * @param exceeded the value that one draw in a hundred exceeds
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double exceeded) {
        var law = WishartEdges.of(1000, 300).variance(0.5).largest().scaled(1.0 / 1000);
        return Score.of(Question.of("exceeded", law.quantile(0.99))
                .within(1e-4)
                .route(
                        "That is the edge of the bulk, which is exceeded more often.",
                        0.5 * Math.pow(1 + Math.sqrt(0.3), 2))
                .route(
                        "That belongs to XᵀX; a covariance is divided by the number of samples.",
                        1000 * law.quantile(0.99))
                .route("The noise has the variance 0.5.", 2 * law.quantile(0.99))
                .route("That value is exceeded in ninety-nine of a hundred samples.", law.quantile(0.01))
                .route("The deviation of 0.5 would be a variance of 0.25.", law.quantile(0.99) / 2)
                .hint("The cell that draws Figure 2 makes the law; it has quantiles, and matrices have a variance.")
                .judge(exceeded));
    }
}
