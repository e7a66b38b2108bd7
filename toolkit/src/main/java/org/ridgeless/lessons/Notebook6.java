package org.ridgeless.lessons;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The checks of the notebook on the edge of stability. */
public final class Notebook6 {
    private Notebook6() {}

    /**
     * The rate at which full batches with momentum 0.9 have their edge at 50.
     *
     * @param eta η
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double eta) {
        return Score.of(Question.of("eta", 2 * (1 + 0.9) / 50)
                .route("That is the rate without momentum.", 2.0 / 50)
                .route(
                        "That is for the smallest batches; which end of claim 2 belongs to full ones?",
                        2 * (1 - 0.9) / 50)
                .route("Solve for η, not for the edge.", 2 * (1 + 0.9) * 50)
                .hint("Claim 1 has the edge with momentum.")
                .judge(eta));
    }

    /**
     * The noise at which momentum leaves the edge where it is.
     *
     * @param noiseFor r, of the momentum β
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(DoubleUnaryOperator noiseFor) {
        return Score.of(Question.of("noiseFor", at(b -> (1 - b) / (1 + b)))
                .route("Upside down: with more momentum less noise should be enough.", at(b -> (1 + b) / (1 - b)))
                .route("Multiply out (1 + β)(1 + r) once more: a term is missing.", at(b -> 1 - b))
                .hint("Divide S(r) by the edge without momentum, set the quotient to 1, and solve for r.")
                .judge(at(noiseFor)));
    }

    private static double[] at(DoubleUnaryOperator f) {
        return Arrays.stream(new double[] {0.2, 0.6, 0.9}).map(f).toArray();
    }

    /** Where sharpness settles as a function of the rate of sharpening, the number of layers and the decay. */
    public interface Level {
        /**
         * Where S settles.
         *
         * @param alpha α
         * @param layers L
         * @param lambda λ
         * @return S
         */
        double of(double alpha, int layers, double lambda);
    }

    /**
     * Where dS/dt = α − 2(L−1)λS vanishes.
     *
     * @param settles S, of α, L and λ
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(Level settles) {
        return Score.of(Question.of("settles", at((a, l, d) -> a / (2 * (l - 1) * d)))
                .route("A network of L layers has L − 1 in the equation.", at((a, l, d) -> a / (2 * l * d)))
                .route("A factor 2 is missing.", at((a, l, d) -> a / ((l - 1) * d)))
                .route("Upside down: more decay must lower it.", at((a, l, d) -> 2 * (l - 1) * d / a))
                .hint("Where it settles it no longer changes.")
                .judge(at(settles)));
    }

    private static double[] at(Level f) {
        return new double[] {f.of(2, 3, 0.01), f.of(0.7, 5, 0.2), f.of(1, 2, 0.05)};
    }
}
