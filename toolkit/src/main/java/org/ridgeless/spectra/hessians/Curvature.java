package org.ridgeless.spectra.hessians;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/**
 * The law of the curvature G, on nodes fit for the mean of G/(1 + Gδ). Where G is a function of a Gaussian score, this has a
 * pole in the complex plane of the score that moves with δ, and near the real line for δ near it: fixed nodes make the law
 * discrete there, with gaps between its points.
 */
interface Curvature {
    /** The largest |G| of any weight. */
    double largest();

    Law at(Complex delta);

    /** The same nodes for every δ. */
    static Curvature of(Law law) {
        double largest = Math.max(Math.abs(law.max()), Math.abs(law.min()));
        return new Curvature() {
            @Override
            public double largest() {
                return largest;
            }

            @Override
            public Law at(Complex delta) {
                return law;
            }
        };
    }

    /**
     * G as an even or monotone function of a score of the given deviation.
     *
     * @param pole for each δ a score h with 1 + G(h)δ = 0; the others are −h, where G is even, and their conjugates
     */
    static Curvature ofScore(double deviation, double largest, DoubleUnaryOperator function, Function pole) {
        return new Curvature() {
            @Override
            public double largest() {
                return largest;
            }

            @Override
            public Law at(Complex delta) {
                Complex h = pole.of(delta);
                double distance = Math.max(CLOSEST, Math.abs(h.im())) / deviation;
                double corner = h.re() / deviation;
                return Law.gaussianNear(distance, corner, -corner).map(x -> function.applyAsDouble(deviation * x));
            }
        };
    }

    /** A function of a complex number. */
    @FunctionalInterface
    interface Function {
        Complex of(Complex delta);
    }

    /** Nearer to the real line a pole is taken for one at this distance. */
    double CLOSEST = 1e-13;
}
