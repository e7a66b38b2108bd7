package org.ridgeless.lessons;

/** The checks of the notebook on deep and shallow approximation. */
public final class Notebook3 {
    private Notebook3() {}

    /**
     * Numbers in a binary tree of 15 tables of 32 × 32, and in one table of 16 variables.
     *
     * @param tree numbers in the tree
     * @param table numbers in the table
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double tree, double table) {
        double piece = 32 * 32;
        return Score.of(
                Question.of("tree", 15 * piece)
                        .route("You counted a piece for each variable; how many inner nodes has a tree?", 16 * piece)
                        .route(
                                "You counted leaves and inner nodes; leaves are variables and need no table.",
                                31 * piece)
                        .route("You counted levels; a level has several pieces.", 4 * piece)
                        .route("A piece of two variables needs M² numbers, not M.", 15 * 32)
                        .hint("Count the pieces of the tree: each makes one value of two.")
                        .judge(tree),
                Question.of("table", Math.pow(32, 16))
                        .route("Base and exponent have changed places.", Math.pow(16, 32))
                        .route("M is the number of points on one axis, and 1024 is M².", Math.pow(piece, 16))
                        .route("The points of several axes multiply; they do not add.", 32 * 16)
                        .hint("How many nodes has a grid in d dimensions with M points on each axis?")
                        .judge(table));
    }

    /**
     * How many times more numbers a tenth of the error takes, with m = 2.
     *
     * @param forTree the factor for the tree
     * @param forTable the factor for one table of 8 variables
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double forTree, double forTable) {
        return Score.of(
                growth("forTree", 2).judge(forTree), growth("forTable", 8).judge(forTable));
    }

    private static Question growth(String name, int variables) {
        double right = Math.pow(10, variables / 2.0);
        double inverted = Math.pow(10, 2.0 / variables);
        return Question.of(name, right)
                .route("An approximation with less error needs more numbers, not fewer.", a -> a[0] < 1)
                .route("That exponent leaves out m, the number of derivatives.", right * right)
                .route("You took the exponent of the error as a function of P; the other way round.", inverted)
                .hint("Use P ∝ ε to the power −(variables of a piece)/m; with one table there is one piece.");
    }

    /**
     * The largest number of variables for which ε Σ (2L)ᵏ ≤ 0.01, with ε = 10⁻⁴ and L = 2.
     *
     * @param variables a power of 2
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double variables) {
        int right = largest(2 * 2);
        return Score.of(Question.of("variables", right)
                .within(0)
                .route("That is the number of levels; how many variables enter at the bottom?", levels(right))
                .route("A piece passes on the errors of both its inputs: the sum is over (2L)ᵏ, not Lᵏ.", largest(2))
                .route("There the bound is above 1 % already.", a -> a[0] > right)
                .route("A binary tree takes a power of two of variables.", a -> Integer.bitCount((int) a[0]) != 1)
                .hint("The bound of Figure 1 sums over the levels; add one level at a time.")
                .judge(variables));
    }

    private static int largest(int factor) {
        int variables = 1;
        double next = 1e-4;
        for (double sum = next; sum <= 0.01; sum += next) {
            variables *= 2;
            next *= factor;
        }
        return variables;
    }

    private static int levels(int variables) {
        return Integer.numberOfTrailingZeros(variables);
    }
}
