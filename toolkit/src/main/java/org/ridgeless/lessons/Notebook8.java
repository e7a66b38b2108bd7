package org.ridgeless.lessons;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.kernels.ReluTangentKernel;
import org.ridgeless.models.convex.ReluRegression;
import org.ridgeless.random.Seeds;

/** The checks of the notebook on neural collapse, the tangent kernel and the certified optimum. */
public final class Notebook8 {
    private static final double[] ANGLES = {0.3, Math.PI / 2, 2.5};

    private Notebook8() {}

    /**
     * The smallest class that one layer learns, of 75 samples at decay 0.05.
     *
     * @param count samples of the class
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double count) {
        double threshold = Math.pow(75 * 0.05, 2);
        int right = (int) Math.floor(threshold) + 1;
        return Score.of(Question.of("count", right)
                .within(0)
                .route("Claim 1 has the root of the size of the class.", a -> Math.abs(a[0] - Math.sqrt(threshold)) < 1)
                .route("A class of this size has gain zero.", a -> a[0] < right)
                .route("A class of this size is learned, but is it the smallest?", a -> a[0] > right)
                .hint("When is the gain of claim 1 above zero?")
                .judge(count));
    }

    /**
     * The tangent kernel of a ReLU layer as a function of the angle, and its value for opposite inputs.
     *
     * @param tangent the kernel, of the angle in radians
     * @param opposite its value at π
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(DoubleUnaryOperator tangent, double opposite) {
        double[] answer = Arrays.stream(ANGLES).map(tangent).toArray();
        return Score.of(
                Question.of(
                                "tangent",
                                Arrays.stream(ANGLES).map(Notebook8::kernel).toArray())
                        .route("The second summand is missing.", at(a -> first(a)))
                        .route("The first summand is missing.", at(a -> second(a)))
                        .route("Both summands have the same denominator.", at(a -> 2 * first(a) + second(a)))
                        .hint("Translate both summands; Math.PI and Math.sin take radians.")
                        .judge(answer),
                // Right is zero, so that the tolerance needs the scale of the kernel: that of equal inputs.
                Question.of("opposite", 0.0 + kernel(0))
                        .hint("Which angle do opposite inputs have? And which units are active on both?")
                        .judge(opposite + kernel(0)));
    }

    private static double kernel(double angle) {
        double length = Math.sqrt(2);
        return ReluTangentKernel.of(
                new double[] {length, 0}, new double[] {length * Math.cos(angle), length * Math.sin(angle)});
    }

    private static double[] at(DoubleUnaryOperator f) {
        return Arrays.stream(ANGLES).map(f).toArray();
    }

    private static double first(double angle) {
        return (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / (2 * Math.PI);
    }

    private static double second(double angle) {
        return (Math.PI - angle) / (2 * Math.PI) * Math.cos(angle);
    }

    /**
     * By which fraction of its value any network could improve on the descent of width 6.
     *
     * @param fraction from 0 to 1
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double fraction) {
        var problem = ReluRegression.gaussian(8, 2, 0.1, Seeds.of(2));
        double bound = problem.convex().solve(8_000).lowerBound();
        double middle = reached(problem, 6);
        return Score.of(Question.of("fraction", (middle - bound) / middle)
                .within(1e-3)
                .route("As a fraction of the value, please.", middle - bound)
                .route("That is the run of width 2.", fractionOf(reached(problem, 2), bound))
                .route("That is the run of width 32.", fractionOf(reached(problem, 32), bound))
                .route("No network can have a negative gap to a lower bound: mind the sign.", (bound - middle) / middle)
                .hint("The lower bound holds for every width: compare it with the last entry of middle.")
                .judge(fraction));
    }

    private static double fractionOf(double value, double bound) {
        return (value - bound) / value;
    }

    private static double reached(ReluRegression problem, int width) {
        double[] run = problem.descent(width).run(6_000, 5, 0.02, 1e-6, Seeds.of(1));
        return run[run.length - 1];
    }
}
