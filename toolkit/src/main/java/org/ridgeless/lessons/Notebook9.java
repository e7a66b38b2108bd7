package org.ridgeless.lessons;

/** The checks of the notebook on bounds beside the true gap. */
public final class Notebook9 {
    private static final double DELTA = 0.05;
    private static final double TERM = 0.1;
    private static final int[][] PLACES = {{1, 10}, {3, 50}, {20, 400}};

    private Notebook9() {}

    /**
     * The least number of samples for which 3 √(ln(2/δ)/2N) is at most 0.1.
     *
     * @param samples N
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(int samples) {
        int right = least(3, 2);
        return Score.of(Question.of("samples", right)
                .within(0)
                .route("The root has 3 before it.", least(1, 2))
                .route("It is ln(2/δ), and not ln(1/δ).", least(3, 1))
                .route("Is the term at most 0.1 there? Round upwards.", right - 1)
                .route("With so few samples the term is larger than 0.1.", a -> a[0] < right)
                .route("One sample less would do.", a -> a[0] > right)
                .hint("Solve for N: the root shrinks like 1/√N.")
                .judge(samples));
    }

    private static int least(double factor, double numerator) {
        return (int) Math.ceil(factor * factor * Math.log(numerator / DELTA) / (2 * TERM * TERM));
    }

    /**
     * The factors by which the complexity of a ball and 2R/η grow as each of four matrices is doubled.
     *
     * @param ofTheComplexity the factor of the complexity
     * @param ofTheTerm the factor of 2R/η
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double ofTheComplexity, double ofTheTerm) {
        return Score.of(
                Question.of("ofTheComplexity", 16)
                        .route("Each of the four matrices brings its own factor.", 2)
                        .route("The norms are multiplied, not added.", 8)
                        .hint("The bound is proportional to the product of the norms.")
                        .judge(ofTheComplexity),
                Question.of("ofTheTerm", 1)
                        .route("And the margins? The output of the network grows, too.", 16)
                        .hint("ReLU networks are homogeneous: what becomes of f(x)?")
                        .judge(ofTheTerm));
    }

    /** A complexity as a function of dimension and number of samples. */
    @FunctionalInterface
    public interface Complexity {
        /**
         * The complexity.
         *
         * @param dimension d
         * @param samples N
         * @return the mean Rademacher complexity
         */
        double of(int dimension, int samples);
    }

    /**
     * The mean complexity of the cube |w_j| ≤ 1 on standard normal inputs: d √(2/(πN)).
     *
     * @param cube the complexity, of dimension and samples
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(Complexity cube) {
        return Score.of(Question.of("cube", values((d, n) -> d * Math.sqrt(2 / (Math.PI * n))))
                .within(1e-4)
                .route("That is a bound, not the mean: E|g| is √(2/π).", values((d, n) -> d / Math.sqrt(n)))
                .route(
                        "That is the ball Σ|w_j| ≤ 1 with one coordinate.",
                        values((d, n) -> Math.sqrt(2 / (Math.PI * n))))
                .route(
                        "Each coordinate chooses its own sign: they add up.",
                        values((d, n) -> Math.sqrt(2.0 * d / (Math.PI * n))))
                .route(
                        "A sum of N signs has the length √N; then it is divided by N.",
                        values((d, n) -> d * Math.sqrt(2 * n / Math.PI)))
                .hint("The best w_j is the sign of the j-th coordinate of Σ s_n x_n; what is the mean of |g|?")
                .judge(values(cube)));
    }

    private static double[] values(Complexity complexity) {
        double[] values = new double[PLACES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = complexity.of(PLACES[i][0], PLACES[i][1]);
        }
        return values;
    }
}
