package org.ridgeless.lessons;

/** The checks of the notebook on degenerate minima. */
public final class Notebook4 {
    private Notebook4() {}

    /**
     * The complex zeros of five generic equations in five unknowns, of the degree of a (w·x)² in its weights.
     *
     * @param zeros the count, with multiplicity
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double zeros) {
        return Score.of(Question.of("zeros", Math.pow(3, 5))
                .within(0)
                .route("Is that the degree in w alone? The weights are a and w.", Math.pow(2, 5))
                .route("Degrees multiply; they do not add.", 3 * 5)
                .route("Degree and number of equations have changed places.", Math.pow(5, 3))
                .route("That is the mean number of real zeros.", a -> Math.abs(a[0] - Math.pow(3, 2.5)) < 1)
                .hint("Which degree has a (w·x)² in all weights together? Then claim 1.")
                .judge(zeros));
    }

    /**
     * The dimension of the null space of a network 6–10–1 with activation z², fitted to 40 samples.
     *
     * @param dimension of the null space of the Jacobian
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double dimension) {
        int weights = 6 * 10 + 10;
        int forms = 6 * 7 / 2;
        return Score.of(Question.of("dimension", weights - forms)
                .within(0)
                .route("W − N needs independent gradients; how many can be independent here?", weights - 40)
                .route("That is the rank; the question asks for the null space.", forms)
                .route("A quadratic form has a symmetric matrix.", weights - 36)
                .route("The weights of both layers count.", weights - 10 - forms)
                .hint("Whatever its weights, the network is a quadratic form of the input: with how many coefficients?")
                .judge(dimension));
    }

    /**
     * The smallest D for which the odds of the wide well, with curvatures 1 and 4, exceed 1,000.
     *
     * @param directions D
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double directions) {
        int right = 0;
        while (odds(right) <= 1_000) {
            right++;
        }
        int smallest = right;
        return Score.of(Question.of("directions", smallest)
                .within(0)
                .route("Claim 3 has the exponent D/2, not D.", (smallest + 1) / 2)
                .route("There the odds are not above 1,000 to 1.", a -> a[0] < smallest)
                .route("There the odds are above 1,000 to 1, but is it the smallest such D?", a -> a[0] > smallest)
                .hint("Claim 3 gives the odds as a function of D.")
                .judge(directions));
    }

    private static double odds(int directions) {
        return Math.pow(4.0 / 1.0, directions / 2.0);
    }
}
