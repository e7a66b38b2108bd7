package org.ridgeless.lessons;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.constrained.FlowLaw;
import org.ridgeless.dynamics.constrained.UnitNormFlow;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Nets;

/** The checks of the notebook on normalized dynamics. */
public final class Notebook5 {
    private static final double[][] DIRECTIONS = {{0.6, 0.8}, {0.8, -0.6}};
    private static final double[][] INPUTS = {{2, -1}, {1, 3}};
    private static final double[] LABELS = {-1, 1};
    private static final double[] LENGTHS = {1.5, 0.7};

    private Notebook5() {}

    /** The velocity of a direction v under one sample x with label y, at length ρ. */
    public interface Velocity {
        /**
         * The velocity of v.
         *
         * @param v a unit vector
         * @param x an input
         * @param y its label ±1
         * @param rho the length of the predictor
         * @return as many numbers as v
         */
        double[] of(double[] v, double[] x, double y, double rho);
    }

    /**
     * The flow of the direction of a linear predictor under one sample.
     *
     * @param velocity of the direction, by direction, input, label and length
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(Velocity velocity) {
        double[] answer = values(velocity);
        boolean tangent = true;
        boolean grows = true;
        for (int i = 0; i < LABELS.length; i++) {
            double[] w = Arrays.copyOfRange(answer, 2 * i, 2 * i + 2);
            tangent &= Vectors.norm(w) > 0 && Math.abs(Vectors.dot(w, DIRECTIONS[i])) <= 1e-9 * Vectors.norm(w);
            grows &= LABELS[i] * Vectors.dot(w, INPUTS[i]) > 0;
        }
        return Score.of(
                Part.holds("the velocity is orthogonal to V", tangent, "What keeps the length of V at 1?"),
                Part.holds("the margin grows", grows, "One of the two samples has the label −1."),
                Question.of("velocity", values((v, x, y, rho) -> right(v, x, y, rho, rho)))
                        .route("The direction is right; which factor stands before the sum in the claim?", withoutRho())
                        .hint("In the claim, take one sample; the derivative of V·x by V is x.")
                        .judge(answer));
    }

    private static double[] values(Velocity velocity) {
        double[] all = new double[2 * LABELS.length];
        for (int i = 0; i < LABELS.length; i++) {
            double[] w = velocity.of(DIRECTIONS[i].clone(), INPUTS[i].clone(), LABELS[i], LENGTHS[i]);
            if (w.length != 2) {
                throw new IllegalArgumentException("the velocity of a vector of 2 numbers has 2, got " + w.length);
            }
            System.arraycopy(w, 0, all, 2 * i, 2);
        }
        return all;
    }

    private static double[] withoutRho() {
        return values((v, x, y, rho) -> right(v, x, y, rho, 1));
    }

    private static double[] right(double[] v, double[] x, double y, double rho, double factor) {
        double f = Vectors.dot(v, x);
        double push = factor * y * Math.exp(-rho * y * f);
        return new double[] {push * (x[0] - v[0] * f), push * (x[1] - v[1] * f)};
    }

    /**
     * By which factor two balanced layers speed up the growth of ρ.
     *
     * @param factor by which ρ grows faster, of ρ
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(DoubleUnaryOperator factor) {
        return Score.of(Question.of("factor", at(rho -> 2 * rho))
                .route("Both layers grow; that is the part of one.", at(rho -> rho))
                .route("That holds at ρ = 1 only: what are ρ₁² and ρ₂² in terms of ρ?", at(rho -> 2))
                .route("Each ρₖ is the root of ρ, and the sum has squares of them.", at(rho -> 2 * Math.sqrt(rho)))
                .hint("Apply the product rule to ρ₁ρ₂, and put in the equation of each layer.")
                .judge(at(factor)));
    }

    private static double[] at(DoubleUnaryOperator f) {
        return Arrays.stream(new double[] {0.5, 1.7, 4}).map(f).toArray();
    }

    /**
     * How much of γ* the smallest margin gains along the corrected flow of the notebook.
     *
     * @param gain in parts of γ*
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double gain) {
        var data = Data.separable(30, 4).gap(0.3).seed(9);
        var path = UnitNormFlow.of(Nets.linear(4, 1).seed(2), data, FlowLaw.CORRECTED, 0.03)
                .run(1, 1_000, 1_000);
        double unit = MaxMargin.l2(data).margin();
        double first = path.margin()[0];
        double best = Arrays.stream(path.margin()).max().orElseThrow();
        return Score.of(Question.of("gain", (path.lastMargin() - first) / unit)
                .route(
                        "That is the margin at the end; how much of it was there at the start?",
                        path.lastMargin() / unit)
                .route("In units of γ*, please.", path.lastMargin() - first)
                .route("That is in units of the margin at the start.", (path.lastMargin() - first) / first)
                .route("That is the gain up to the maximum; the path goes on.", (best - first) / unit)
                .route("At the start the margin was negative: mind the sign.", (path.lastMargin() + first) / unit)
                .hint("The path holds the margin at each record, the first one at the start.")
                .judge(gain));
    }
}
