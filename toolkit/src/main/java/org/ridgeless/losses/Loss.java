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
 *
 * {@snippet file="LossesTest.java" region="loss"}
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
     *
     * @param width length of the parabola, in units of the margin, &gt; 0
     * @return a convex loss with a continuous derivative; its second derivative jumps at both ends of the parabola
     * @throws IllegalArgumentException if the width is not a finite number &gt; 0; the message has it
     */
    public static Loss smoothedHinge(double width) {
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("the width of the smoothed kink must be a number > 0, got " + width);
        }
        return new HingeLoss(width);
    }

    /** A loss Σ_j ℓ(f_j, y_j) in the arithmetic of jets. */
    public interface OfJet {
        /**
         * ℓ(f, y) and its derivatives in f.
         *
         * @param f an output, with the derivatives that are wanted
         * @param y its target
         * @return the loss of this output, made from f by the arithmetic of jets
         */
        Jet of(Jet f, double y);
    }

    /**
     * A loss ℓ(m) of the margin m = y f of the user's own, written with jets, from which its derivatives follow:
     * {@code Loss.margin("Savage", m -> m.sigmoid().minus(1).square())}.
     *
     * {@snippet file="LossesTest.java" region="margin"}
     *
     * @param name how charts and messages call it
     * @param loss ℓ in the arithmetic of jets; smooth, since a jet that loses its derivatives is refused
     * @return a loss for labels ±1 and one output, about three times as expensive as one with derivatives written out
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points from −4 to 4
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
     *
     * @param name how charts and messages call it
     * @param loss ℓ in the arithmetic of jets; it may be undefined (NaN) at some f
     * @return a loss for targets of any kind and any number of outputs
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points of f for y = −1, 0, ½ and 1
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
     * @param name how charts and messages call it
     * @param value ℓ(m)
     * @param derivative ℓ′(m)
     * @param second ℓ″(m)
     * @return a loss for labels ±1 and one output; {@link #third} of it throws {@link UnsupportedOperationException}
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points from −4 to 4
     */
    public static Loss margin(
            String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, DoubleUnaryOperator second) {
        return CustomMarginLoss.checked(name, value, derivative, second, null);
    }

    /**
     * The same with its third derivative, for those of a risk along a line.
     *
     * @param name how charts and messages call it
     * @param value ℓ(m)
     * @param derivative ℓ′(m)
     * @param second ℓ″(m)
     * @param third ℓ‴(m)
     * @return a loss for labels ±1 and one output
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points from −4 to 4
     */
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
     * @param name how charts and messages call it
     * @param value ℓ(f, y)
     * @param derivative ∂ℓ/∂f
     * @param second ∂²ℓ/∂f²
     * @return a loss for targets of any kind and any number of outputs; {@link #third} of it throws {@link UnsupportedOperationException}
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points of f for y = −1, 0, ½ and 1
     */
    public static Loss elementwise(
            String name, DoubleBinaryOperator value, DoubleBinaryOperator derivative, DoubleBinaryOperator second) {
        return CustomElementwiseLoss.checked(name, value, derivative, second, null);
    }

    /**
     * The same with its third derivative, for those of a risk along a line.
     *
     * @param name how charts and messages call it
     * @param value ℓ(f, y)
     * @param derivative ∂ℓ/∂f
     * @param second ∂²ℓ/∂f²
     * @param third ∂³ℓ/∂f³
     * @return a loss for targets of any kind and any number of outputs
     * @throws IllegalArgumentException if a derivative is not that of the loss, by differences at 24 points of f for y = −1, 0, ½ and 1
     */
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
        return new UnsupportedOperationException("the loss " + name
                + " was given with two derivatives; this needs the third, as the last argument of Loss.margin or"
                + " Loss.elementwise");
    }

    /** How the loss is called. */
    public abstract String name();

    /**
     * The mean loss.
     *
     * @param f the outputs, n × c, sample after sample
     * @param y the targets, n × c: ±1 for a margin loss (c = 1), rows that sum to 1 for the cross-entropy, any numbers for the square loss
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @return (1/n) Σ_i ℓ(f_i, y_i) ≥ 0; it may underflow to 0 or overflow to infinity where {@link #logValue} does not
     */
    public abstract double value(double[] f, double[] y, int n, int c);

    /**
     * The logarithm of the mean loss.
     *
     * @param f the outputs, n × c, sample after sample
     * @param y the targets, n × c: ±1 for a margin loss (c = 1), rows that sum to 1 for the cross-entropy, any numbers for the square loss
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @return log of {@link #value}, exact at margins far beyond ±745; −∞ where the loss is 0, as a hinge can be
     */
    public abstract double logValue(double[] f, double[] y, int n, int c);

    /**
     * Writes ∂ℓ/∂f for each sample, without the factor 1/n.
     *
     * @param f the outputs, n × c, sample after sample
     * @param y the targets, n × c: ±1 for a margin loss (c = 1), rows that sum to 1 for the cross-entropy, any numbers for the square loss
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @param into takes the gradient, n × c
     * @return the mean loss
     */
    public abstract double gradient(double[] f, double[] y, int n, int c, double[] into);

    /**
     * Writes ∂ log L / ∂f for each sample, where L is the mean loss. Each entry is finite even where L is not representable.
     *
     * @param f the outputs, n × c, sample after sample
     * @param y the targets, n × c: ±1 for a margin loss (c = 1), rows that sum to 1 for the cross-entropy, any numbers for the square loss
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @param into takes the gradient, n × c; zeros where the loss is 0
     * @return log L
     */
    public abstract double logGradient(double[] f, double[] y, int n, int c, double[] into);

    /**
     * Writes (∂²ℓ/∂f²) u for each sample, without the factor 1/n.
     *
     * @param f the outputs, n × c, sample after sample
     * @param y the targets, n × c: ±1 for a margin loss (c = 1), rows that sum to 1 for the cross-entropy, any numbers for the square loss
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @param u a direction in the space of outputs, n × c
     * @param into takes the products, n × c
     */
    public abstract void curvature(double[] f, double[] y, int n, int c, double[] u, double[] into);

    /**
     * The third derivative of the mean loss along u.
     *
     * @param f the outputs, n × c, sample after sample
     * @param y the targets, n × c: ±1 for a margin loss (c = 1), rows that sum to 1 for the cross-entropy, any numbers for the square loss
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @param u a direction in the space of outputs, n × c
     * @return the mean over the samples of Σ_jkl (∂³ℓ/∂f_j∂f_k∂f_l) u_j u_k u_l
     * @throws UnsupportedOperationException if the loss was given without its third derivative
     */
    public abstract double third(double[] f, double[] y, int n, int c, double[] u);

    /**
     * Writes the proximal points argmin_u ½‖u − v_i‖² + step · ℓ(u, y_i) of each sample, to rounding (J.-J. Moreau, 1965; N.
     * Parikh and S. Boyd, <i>Proximal Algorithms</i>, 2014). Unique for convex losses, which all built-in ones are.
     *
     * @param v the points to start from, n × c
     * @param y the targets, n × c
     * @param n number of samples, ≥ 1
     * @param c outputs of a sample, ≥ 1
     * @param step the weight of the loss, a finite number &gt; 0
     * @param into takes the proximal points, n × c
     * @throws IllegalArgumentException if the step is not such a number; the message has it
     */
    public final void prox(double[] v, double[] y, int n, int c, double step, double[] into) {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("a proximal step is a number > 0, got " + step);
        }
        proximal(v, y, n, c, step, into);
    }

    abstract void proximal(double[] v, double[] y, int n, int c, double step, double[] into);

    /**
     * Refuses targets and output widths that the loss is not defined for.
     *
     * @param targets the kind of the data's targets
     * @param outputs outputs of the network, ≥ 1
     * @throws IllegalArgumentException if the loss is not defined for them, with a message that says what it takes
     */
    public abstract void require(Targets targets, int outputs);

    @Override
    public final String toString() {
        return name();
    }
}
