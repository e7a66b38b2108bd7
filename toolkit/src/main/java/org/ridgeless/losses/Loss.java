package org.ridgeless.losses;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Jet;

/**
 * The mean over n samples of ℓ(f_i, y_i), where f_i are the C outputs of a network and y_i the targets; flat arrays with one
 * sample a row. Losses have no state and allocate nothing.
 *
 * <p>For labels ±1 the argument of the margin losses is m = y f. The log-domain methods stay exact where the loss itself
 * would underflow or overflow, at margins far beyond ±745.
 */
public abstract class Loss {
    /** ℓ = exp(−m). */
    public static final Loss EXPONENTIAL = new ExponentialLoss();

    /** ℓ = log(1 + exp(−m)). */
    public static final Loss LOGISTIC = new LogisticLoss();

    /** ℓ = ½ Σ_j (f_j − y_j)². */
    public static final Loss SQUARE = new SquareLoss();

    /** ℓ = log Σ_j exp(f_j) − Σ_j y_j f_j, with targets that sum to 1. */
    public static final Loss CROSS_ENTROPY = new CrossEntropyLoss();

    /** ℓ = max(0, 1 − m). */
    public static final Loss HINGE = new HingeLoss(0);

    Loss() {}

    /**
     * The hinge with its kink rounded over a width: 0 above m = 1, (1 − m)² / (2 width) down to m = 1 − width, and
     * 1 − m − width / 2 below (Rennie, 2005, with width 1).
     */
    public static Loss smoothedHinge(double width) {
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException(
                    "The width of the smoothed kink must be a number > 0, not " + width + ".");
        }
        return new HingeLoss(width);
    }

    /** A loss Σ_j ℓ(f_j, y_j) in the arithmetic of jets. */
    public interface OfJet {
        /** ℓ(f, y) and its derivatives in f. */
        Jet of(Jet f, double y);
    }

    /**
     * A loss ℓ(m) of the margin m = y f of the user's own, written with jets, from which its derivatives follow:
     * {@code Loss.margin("Savage", m -> m.sigmoid().minus(1).square())}.
     */
    public static Loss margin(String name, UnaryOperator<Jet> loss) {
        return margin(
                name,
                m -> loss.apply(Jet.variable(m)).value(),
                m -> loss.apply(Jet.variable(m)).first(),
                m -> loss.apply(Jet.variable(m)).second(),
                m -> loss.apply(Jet.variable(m)).third());
    }

    /**
     * A loss Σ_j ℓ(f_j, y_j) of each output and its target of the user's own, written with jets, from which its derivatives in f follow:
     * {@code Loss.elementwise("quartic", (f, y) -> f.minus(y).pow(4))}.
     */
    public static Loss elementwise(String name, OfJet loss) {
        return elementwise(
                name,
                (f, y) -> loss.of(Jet.variable(f), y).value(),
                (f, y) -> loss.of(Jet.variable(f), y).first(),
                (f, y) -> loss.of(Jet.variable(f), y).second(),
                (f, y) -> loss.of(Jet.variable(f), y).third());
    }

    /**
     * A loss ℓ(m) of the margin m = y f of the user's own, with its first two derivatives.
     *
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points from −4 to 4
     */
    public static Loss margin(
            String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, DoubleUnaryOperator second) {
        return CustomMarginLoss.checked(name, value, derivative, second, null);
    }

    /** The same with its third derivative, for those of a risk along a line. */
    public static Loss margin(
            String name,
            DoubleUnaryOperator value,
            DoubleUnaryOperator derivative,
            DoubleUnaryOperator second,
            DoubleUnaryOperator third) {
        return CustomMarginLoss.checked(name, value, derivative, second, third);
    }

    /**
     * A loss Σ_j ℓ(f_j, y_j) of each output and its target of the user's own, with its first two derivatives in f, for example
     * {@code Loss.elementwise("absolute", (f, y) -> Math.abs(f - y), (f, y) -> Math.signum(f - y), (f, y) -> 0)}.
     *
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points of f for y = −1, 0, ½ and 1
     */
    public static Loss elementwise(
            String name, DoubleBinaryOperator value, DoubleBinaryOperator derivative, DoubleBinaryOperator second) {
        return CustomElementwiseLoss.checked(name, value, derivative, second, null);
    }

    /** The same with its third derivative, for those of a risk along a line. */
    public static Loss elementwise(
            String name,
            DoubleBinaryOperator value,
            DoubleBinaryOperator derivative,
            DoubleBinaryOperator second,
            DoubleBinaryOperator third) {
        return CustomElementwiseLoss.checked(name, value, derivative, second, third);
    }

    /** What is thrown for a loss of the user's own that came without its third derivative. */
    static UnsupportedOperationException withoutThird(String name) {
        return new UnsupportedOperationException("The loss " + name
                + " was given with two derivatives; this needs the third, as the last argument of Loss.margin or"
                + " Loss.elementwise.");
    }

    /** How the loss is called. */
    public abstract String name();

    /** The mean loss. */
    public abstract double value(double[] f, double[] y, int n, int c);

    /** The logarithm of the mean loss, −∞ where it is 0. */
    public abstract double logValue(double[] f, double[] y, int n, int c);

    /** Writes ∂ℓ/∂f for each sample, without the factor 1/n, and returns the mean loss. */
    public abstract double gradient(double[] f, double[] y, int n, int c, double[] into);

    /**
     * Writes ∂ log L / ∂f for each sample, where L is the mean loss, and returns log L. Each entry is finite even where L is
     * not representable.
     */
    public abstract double logGradient(double[] f, double[] y, int n, int c, double[] into);

    /** Writes (∂²ℓ/∂f²) u for each sample, without the factor 1/n. */
    public abstract void curvature(double[] f, double[] y, int n, int c, double[] u, double[] into);

    /** The mean over the samples of the third derivative of ℓ along u_i, Σ_jkl (∂³ℓ/∂f_j∂f_k∂f_l) u_j u_k u_l. */
    public abstract double third(double[] f, double[] y, int n, int c, double[] u);

    /**
     * Writes the proximal points argmin_u ½‖u − v_i‖² + step · ℓ(u, y_i) of each sample, to rounding (J.-J. Moreau, 1965; N.
     * Parikh and S. Boyd, <i>Proximal Algorithms</i>, 2014). Unique for convex losses, which all built-in ones are.
     *
     * @param step the weight of the loss, &gt; 0
     */
    public final void prox(double[] v, double[] y, int n, int c, double step, double[] into) {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("A proximal step is a number > 0, not " + step + ".");
        }
        proximal(v, y, n, c, step, into);
    }

    abstract void proximal(double[] v, double[] y, int n, int c, double step, double[] into);

    /** Refuses targets and output widths that the loss is not defined for, with a message that says what it takes. */
    public abstract void require(Targets targets, int outputs);

    @Override
    public final String toString() {
        return name();
    }
}
