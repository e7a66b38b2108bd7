package org.ridgeless.lessons;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.spectra.equivalents.FeatureRidge;
import org.ridgeless.spectra.learning.LearningCurve;
import org.ridgeless.spectra.learning.Training;

/** The checks of the notebook on random features and learning in time. */
public final class Notebook7 {
    private static final double RIDGE = 1e-3;
    private static final int LAST = 256;
    private static final int[] MARKERS = {1, 2, 3, 4, 6, 8, 12, 16};

    private Notebook7() {}

    /**
     * The best γ above 1 of the ridgeless fit with r = 1 and σ² = 1/4, and its excess risk.
     *
     * @param gamma γ
     * @param risk the excess risk there
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double gamma, double risk) {
        double sigma = Math.sqrt(0.25);
        double best = 1 / (1 - sigma);
        return Score.of(
                Question.of("gamma", best)
                        .route("That root lies to the left of the peak, where another formula holds.", 1 / (1 + sigma))
                        .route("The derivative vanishes at a root: σ and not σ².", 1 / (1 - sigma * sigma))
                        .route("The question is about γ > 1.", a -> !(a[0] > 1))
                        .hint("Set the derivative of claim 1 with respect to γ to zero.")
                        .judge(gamma),
                Question.of("risk", excess(best))
                        .route(
                                "Is the noise of the new sample in it? The excess risk leaves it out.",
                                excess(best) + 0.25)
                        .route("That is the bias alone.", 1 - 1 / best)
                        .route("That is the variance alone.", 0.25 / (best - 1))
                        .hint("Put your γ into the formula of claim 1 for γ > 1.")
                        .judge(risk));
    }

    private static double excess(double gamma) {
        return 1 - 1 / gamma + 0.25 / (gamma - 1);
    }

    /**
     * The number of steps with the smallest error on new samples.
     *
     * @param best steps of descent
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double best) {
        var curve = LearningCurve.of(1, 2, Training.descent(0.1)).initialVariance(0.1);
        int minimum = best(IntStream.rangeClosed(1, LAST), curve);
        return Score.of(Question.of("best", minimum)
                .within(0)
                .route("That is where the error on the training samples is smallest.", LAST)
                .route(
                        "Figure 3 has markers at chosen steps; look between them, too.",
                        best(IntStream.of(MARKERS), curve))
                .route("One more step still lowers the error.", a -> a[0] < minimum)
                .hint("Compare the error with that of one step fewer: where does it stop falling?")
                .judge(best));
    }

    private static int best(IntStream steps, LearningCurve curve) {
        return steps.boxed()
                .min(Comparator.comparing(t -> curve.test(t).error()))
                .orElseThrow();
    }

    /**
     * The smallest number of features for which δ is at most 1.
     *
     * @param features the count
     * @return the score of the exercise
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double features) {
        var train = Data.digits().oneAgainstOther(3, 8).shuffled(5).centered().range(0, 120);
        double[] x = train.columns();
        var theory = FeatureRidge.of(DualActivation.relu().kernel(x, x, 64), train.flatTargets());
        int right = smallest(theory, 1);
        return Score.of(Question.of("features", right)
                .within(0)
                .route("The ridge is multiplied by 1 + δ, not by δ.", smallest(theory, 2))
                .route("There the ridge is more than doubled.", a -> a[0] < right)
                .route("There the ridge is less than doubled, but are fewer features not enough?", a -> a[0] > right)
                .hint("What must δ be for the ridge to double? Then search upwards.")
                .judge(features));
    }

    private static int smallest(FeatureRidge theory, double delta) {
        int features = 1;
        while (theory.delta(features, RIDGE) > delta) {
            features++;
        }
        return features;
    }
}
