package org.ridgeless.lessons;

import java.util.function.ToDoubleFunction;

/** The lab on the condition number: a student's own sizes, and the checks of its tasks. */
public final class ConditionNumberLab {
    private static final String NAME = "condition number";

    private final Student student;

    private ConditionNumberLab(Student student) {
        this.student = student;
    }

    /**
     * The lab of a student.
     *
     * @param student name or number, from which the numbers of the tasks follow
     * @return the lab with these numbers
     * @throws WrongAnswer if there is no name yet
     */
    public static ConditionNumberLab of(String student) {
        return new ConditionNumberLab(Student.of(student));
    }

    /** The number of samples n, from 60 to 120. */
    public int samples() {
        return student.number(NAME, "samples", 60, 120);
    }

    /** The largest condition number that is allowed, from 3 to 9. */
    public int allowed() {
        return student.number(NAME, "allowed", 3, 9);
    }

    /** The number of parameters of task 3, from n + 5 to n + 40. */
    public int parameters() {
        return samples() + student.number(NAME, "parameters", 5, 40);
    }

    /** The variance of the noise of task 3, from 0.5 to 4. */
    public double variance() {
        return student.number(NAME, "variance", 1, 8) / 2.0;
    }

    /** The seed of the student's matrices. */
    public long seed() {
        return student.seeds(NAME).value();
    }

    /**
     * Task 1: the condition number from singular values.
     *
     * @param kappa of the singular values, in any order
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task1(ToDoubleFunction<double[]> kappa) {
        student.requireOwner();
        return Score.of(
                Question.of("kappa", 4)
                        .route("That is the square: eigenvalues of AᵀA are squares of singular values.", 16)
                        .route("The largest over the smallest, not the other way round.", 0.25)
                        .hint("Divide the largest singular value by the smallest.")
                        .judge(kappa.applyAsDouble(new double[] {8, 4, 2})),
                Question.of("kappa of values in any order", 5)
                        .hint("Do not rely on the order: look for the largest and the smallest.")
                        .judge(kappa.applyAsDouble(new double[] {3, 5, 1, 2})),
                Question.of("kappa with values that are zero", 3)
                        .route(
                                "A value of 0 belongs to a direction that the matrix does not see.",
                                a -> Double.isInfinite(a[0]))
                        .hint("Leave out what is zero up to rounding: less than 1e-12 of the largest.")
                        .judge(kappa.applyAsDouble(new double[] {6, 2, 1e-17, 0})));
    }

    /**
     * Task 2: the shapes whose limit is the student's largest allowed condition number.
     *
     * @param few columns, fewer than samples
     * @param many columns, more than samples
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task2(double few, double many) {
        student.requireOwner();
        double root = (allowed() - 1.0) / (allowed() + 1.0);
        double n = samples();
        return Score.of(
                Question.of("few", n * root * root)
                        .within(0.01)
                        .route("You have found the root of γ.", n * root)
                        .route("The question is about d, not about γ.", root * root)
                        .route("That is the other side.", n / root / root)
                        .hint("Solve (1 + s)/(1 − s) = κ for s = √γ, then d = γ n.")
                        .judge(few),
                Question.of("many", n / root / root)
                        .within(0.01)
                        .route("You have found the root of γ.", n / root)
                        .route("The question is about d, not about γ.", 1 / root / root)
                        .route("That is the other side.", n * root * root)
                        .hint("What does 1/γ do to the limit?")
                        .judge(many));
    }

    /**
     * Task 3: the squared length of the fitted noise, and the ratio to the one with ten times as many parameters.
     *
     * @param noise the expected squared length
     * @param ratio to the one with ten times as many parameters
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task3(double noise, double ratio) {
        student.requireOwner();
        double n = samples();
        double right = variance() * n / (parameters() - n - 1);
        double wide = variance() * n / (10 * parameters() - n - 1);
        return Score.of(
                Question.of("noise", right)
                        .within(1e-4)
                        .route("That is for noise of variance 1.", right / variance())
                        .route(
                                "The mean of the inverse Wishart distribution has |n − d| − 1.",
                                variance() * n / (parameters() - n))
                        .route(
                                "The smaller of n and d stands above.",
                                variance() * parameters() / (parameters() - n - 1))
                        .hint("E‖A⁺ε‖² = σ² min(n, d)/(|n − d| − 1).")
                        .judge(noise),
                Question.of("ratio", right / wide)
                        .within(1e-3)
                        .route("That is the ratio of the other way round.", wide / right)
                        .route("Only d changes by a factor of ten, not |n − d|.", 10)
                        .hint("Put 10 d into the same formula.")
                        .judge(ratio));
    }
}
