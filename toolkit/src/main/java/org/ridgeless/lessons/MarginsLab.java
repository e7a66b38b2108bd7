package org.ridgeless.lessons;

import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.MaxMargin;

/** The lab on margins: a student's own data, and the checks of its tasks. */
public final class MarginsLab {
    private static final String NAME = "margins";
    private static final double[] W = {3, -4};
    private static final double[] X = {2, 1};

    private final Student student;

    private MarginsLab(Student student) {
        this.student = student;
    }

    /**
     * The lab of a student.
     *
     * @param student name or number, from which the numbers of the tasks follow
     * @return the lab with these numbers
     * @throws WrongAnswer if there is no name yet
     */
    public static MarginsLab of(String student) {
        return new MarginsLab(Student.of(student));
    }

    /** Forty samples in ten dimensions that a line through the origin separates, with a gap. */
    public Data data() {
        return Data.separable(40, 10)
                .gap(0.2)
                .seed(student.seeds(NAME).child("data").value());
    }

    /** The seed of the network. */
    public long seed() {
        return student.seeds(NAME).child("network").value();
    }

    /** A margin as a function of weights, input and label. */
    @FunctionalInterface
    public interface Margin {
        /**
         * The margin.
         *
         * @param w weights
         * @param x an input of the same length
         * @param y its label ±1
         * @return the margin of this sample
         */
        double of(double[] w, double[] x, double y);
    }

    /**
     * Task 1: the normalized margin.
     *
     * @param margin of weights, input and label
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task1(Margin margin) {
        student.requireOwner();
        return Score.of(
                Question.of("margin", 0.4)
                        .route("Divide by the length of w.", 2)
                        .route("Divide by the length of w, not by its square.", 0.08)
                        .route("Divide by the length of w, and not by that of x.", 2 / Math.sqrt(5))
                        .hint("Multiply label and score w·x, and divide by the length of w.")
                        .judge(margin.of(W.clone(), X.clone(), 1)),
                Question.of("margin of a negative label", -0.4)
                        .route("The label must turn the sign.", 0.4)
                        .hint("What does the label −1 do?")
                        .judge(margin.of(W.clone(), X.clone(), -1)),
                Part.holds(
                        "the margin does not depend on the length of w",
                        Math.abs(margin.of(new double[] {30, -40}, X.clone(), 1) - margin.of(W.clone(), X.clone(), 1))
                                        < 1e-9
                                && Math.abs(margin.of(W.clone(), X.clone(), 1)) > 0,
                        "Is it the length of w that you divide by?"));
    }

    /** One step of descent as a function of weights, input, label and rate. */
    @FunctionalInterface
    public interface Step {
        /**
         * The weights after the step.
         *
         * @param w weights
         * @param x an input of the same length
         * @param y its label ±1
         * @param rate η
         * @return new weights
         */
        double[] from(double[] w, double[] x, double y, double rate);
    }

    /**
     * Task 2: one step of descent on the exponential loss.
     *
     * @param step from weights, input, label and rate to new weights
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task2(Step step) {
        student.requireOwner();
        double[] w = {0.5, -0.2};
        double[] x = {1, 2};
        return Score.of(
                question("step", w, x, 1).judge(step.from(w.clone(), x.clone(), 1, 0.1)),
                question("step of a negative label", w, x, -1).judge(step.from(w.clone(), x.clone(), -1, 0.1)),
                Part.holds(
                        "the step is proportional to the rate",
                        isProportional(step, w, x),
                        "The rate is a factor of the whole change."));
    }

    private static Question question(String name, double[] w, double[] x, double y) {
        return Question.of(name, stepped(w, x, y, 0.1, -1, true))
                .route("Nothing has moved yet.", w)
                .route(
                        "The sign in the exponent: large margins must have small weight.",
                        stepped(w, x, y, 0.1, 1, true))
                .route("The label turns the step around.", stepped(w, x, y, 0.1, -1, false))
                .hint("w + η y e^(−y w·x) x, coordinate by coordinate.");
    }

    private static double[] stepped(double[] w, double[] x, double y, double rate, int sign, boolean withLabel) {
        double push = rate * (withLabel ? y : 1) * Math.exp(sign * y * Vectors.dot(w, x));
        return Vectors.addScaled(w.clone(), push, x);
    }

    private static boolean isProportional(Step step, double[] w, double[] x) {
        double[] one = Vectors.subtract(step.from(w.clone(), x.clone(), 1, 0.1), w);
        double[] two = Vectors.subtract(step.from(w.clone(), x.clone(), 1, 0.2), w);
        double[] left = Vectors.addScaled(two, -2, one);
        return Vectors.norm(one) > 0 && Vectors.norm(left) < 1e-9 * Vectors.norm(one);
    }

    /**
     * Task 3: the slope of the length against log t, and the largest margin behind it.
     *
     * @param largest the largest margin
     * @param slope of the length against log t
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task3(double largest, double slope) {
        student.requireOwner();
        double margin = MaxMargin.l2(data()).margin();
        return Score.of(
                Question.of("largest", margin)
                        .within(1e-4)
                        .route("The gap is what the data were made with; the largest margin is larger.", 0.2)
                        .route("That is the slope.", 1 / margin)
                        .hint("MaxMargin.l2(data).margin() is for your own data.")
                        .judge(largest),
                Question.of("slope", 1 / margin)
                        .within(0.01)
                        .route("That is the margin itself.", margin)
                        .route("That is the square.", 1 / (margin * margin))
                        .hint("Near the end ρ′ = γ e^(−γρ): how does its solution grow with log t?")
                        .judge(slope));
    }
}
