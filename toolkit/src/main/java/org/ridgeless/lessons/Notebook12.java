package org.ridgeless.lessons;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.equivalents.RidgeRisk;
import org.ridgeless.spectra.solvers.Bracket;

/** The checks of the notebook on a question of one's own. */
public final class Notebook12 {
    private static final double BELOW = 0.25;
    private static final double RIDGE = 0.1;
    private static final int ROWS = 90;
    private static final double[][] PLACES = {{10, 1, 0.5}, {100, 0.3, 0.2}, {40, 2, 6}};

    private Notebook12() {}

    /**
     * The least number of rows for which the theory expects an error below 0.25 at the ridge 0.1.
     *
     * @param rows the count
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(int rows) {
        int right = fewest(theory());
        return Score.of(Question.of("rows", right)
                .within(0)
                .route("There the error is still 0.25 or more.", a -> a[0] < right)
                .route("Fewer rows would do.", a -> a[0] > right)
                .hint("theory.test(n, 0.1) falls with n: search upwards.")
                .judge(rows));
    }

    private static int fewest(RidgeRisk theory) {
        int rows = 1;
        while (!(theory.test(rows, RIDGE) < BELOW)) {
            rows++;
        }
        return rows;
    }

    /**
     * The ridge with the least expected error on 90 rows, and this error.
     *
     * @param ridge λ
     * @param error the expected error there
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double ridge, double error) {
        RidgeRisk theory = theory();
        double best = Math.exp(Bracket.minimum(t -> theory.test(ROWS, Math.exp(t)), Math.log(1e-3), Math.log(100)));
        return Score.of(
                Question.of("ridge", best)
                        .within(0.05)
                        .route("A larger ridge is better.", a -> a[0] < best)
                        .route("A smaller ridge is better.", a -> a[0] > best)
                        .hint("Compare theory.test(90, λ) at many ridges.")
                        .judge(ridge),
                Question.of("error", theory.test(ROWS, best))
                        .within(0.002)
                        .hint("It is the least value of theory.test(90, λ).")
                        .judge(error));
    }

    /** A number of repetitions as a function of the one before, the width that it had, and the width that is wanted. */
    @FunctionalInterface
    public interface Repetitions {
        /**
         * The repetitions that are needed.
         *
         * @param before m, the repetitions so far
         * @param width a, of the interval so far
         * @param wanted b, the width that is wanted
         * @return the repetitions for it
         */
        double of(double before, double width, double wanted);
    }

    /**
     * Repetitions for a width: m (a/b)².
     *
     * @param repetitions m (a/b)², of m, a and b
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(Repetitions repetitions) {
        return Score.of(Question.of("repetitions", values((m, a, b) -> m * (a / b) * (a / b)))
                .route("Half the width takes four times as many, not twice.", values((m, a, b) -> m * a / b))
                .route("A smaller width takes more repetitions.", values((m, a, b) -> m * (b / a) * (b / a)))
                .route("And how many were there at first?", values((m, a, b) -> (a / b) * (a / b)))
                .hint("The width of an interval falls like one over the root of the number of repetitions.")
                .judge(values(repetitions)));
    }

    private static double[] values(Repetitions repetitions) {
        double[] values = new double[PLACES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = repetitions.of(PLACES[i][0], PLACES[i][1], PLACES[i][2]);
        }
        return values;
    }

    /** The theory of the table of the notebook: digits without the pixels that are never inked, and whether one is an 8. */
    private static RidgeRisk theory() {
        Data images = Data.digits().oneAgainstRest(8).standardized();
        Matrix x = Matrix.of(inked(images.inputs()));
        double[] y = images.flatTargets();
        double share = Vectors.mean(y);
        for (int i = 0; i < y.length; i++) {
            y[i] -= share;
        }
        double[] w = x.solve(y);
        var eigen = x.transpose().times(x).scaled(1.0 / y.length).symmetricEigen();
        double[] beta = Matrix.wrap(eigen.vectors(), w.length, w.length).times(w);
        return RidgeRisk.of(eigen.values(), beta, Vectors.squares(Vectors.subtract(y, x.times(w))) / y.length);
    }

    private static double[][] inked(double[][] images) {
        int[] columns = IntStream.range(0, images[0].length)
                .filter(j -> Arrays.stream(images).anyMatch(row -> row[j] != images[0][j]))
                .toArray();
        return Arrays.stream(images)
                .map(row -> IntStream.of(columns).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
    }
}
