package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;

/**
 * How gradients become steps. With g = ∇L(w) on the whole data or a batch and η the step size of {@link Descent#rate}:
 *
 * <ul>
 *   <li>gradient descent, w ← w − ηg;
 *   <li>{@link #heavyBall}, {@link #nesterov}: momentum;
 *   <li>{@link #adam()}, {@link #adamW}: adaptive steps;
 *   <li>{@link #sign}, {@link #normalized}, {@link #normalizedBlocks}, {@link #muon}: steepest descent in the maximum norm,
 *       the Euclidean norm, that of each block, and the spectral norm of each matrix;
 *   <li>{@link #halpern}: anchored iteration towards the solution nearest to the anchor;
 *   <li>{@link #custom}: anything else.
 * </ul>
 */
public final class Optimizer {
    private static final Optimizer GRADIENT_DESCENT =
            new Optimizer("gradient descent", architecture -> (w, g, rate) -> {
                for (int i = 0; i < w.length; i++) {
                    w[i] -= rate * g[i];
                }
            });

    private final String name;
    private final Function<Architecture, Update> update;

    private Optimizer(String name, Function<Architecture, Update> update) {
        this.name = name;
        this.update = update;
    }

    /** w ← w − ηg; what a descent does unless told otherwise. */
    public static Optimizer gradientDescent() {
        return GRADIENT_DESCENT;
    }

    /**
     * \( w_{t+1} = w_t - \eta g_t + \beta(w_t - w_{t-1}) \), 0 ≤ β &lt; 1; on a quadratic stable for ηλ &lt; 2(1 + β)
     * (B. T. Polyak, <i>Some methods of speeding up the convergence of iteration methods</i>, 1964).
     *
     * {@snippet file="DynamicsTest.java" region="momentum"}
     *
     * @param beta β, 0 ≤ β &lt; 1
     * @return the optimizer; its memory is one number for each parameter
     * @throws IllegalArgumentException if β is not in [0, 1)
     */
    public static Optimizer heavyBall(double beta) {
        requireMomentum(beta);
        return new Optimizer("heavy ball β=" + beta, a -> new MomentumUpdate(beta, false, a.parameterCount()));
    }

    /**
     * v ← βv − ηg, w ← w + βv − ηg: Nesterov's method in terms of the points at which gradients are taken; on a quadratic
     * stable for ηλ &lt; 2(1 + β)/(1 + 2β) (Y. Nesterov, 1983; I. Sutskever et al., <i>On the importance of initialization
     * and momentum in deep learning</i>, ICML 2013).
     *
     * @param beta β, 0 ≤ β &lt; 1
     * @return the optimizer; its memory is one number for each parameter
     * @throws IllegalArgumentException if β is not in [0, 1)
     */
    public static Optimizer nesterov(double beta) {
        requireMomentum(beta);
        return new Optimizer("Nesterov β=" + beta, a -> new MomentumUpdate(beta, true, a.parameterCount()));
    }

    private static void requireMomentum(double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("momentum needs 0 ≤ β < 1, got " + beta);
        }
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e−8. */
    public static Optimizer adam() {
        return adam(0.9, 0.999, 1e-8);
    }

    /**
     * \( w \leftarrow w - \eta\,\hat m/(\sqrt{\hat v} + \epsilon) \) with bias-corrected averages of g and g² (D. Kingma and
     * J. Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015, Algorithm 1). With ε = 0 a parameter whose gradient
     * has always been 0 stays.
     *
     * @param beta1 β₁ of the average of g, in [0, 1)
     * @param beta2 β₂ of the average of g², in [0, 1)
     * @param epsilon ε, in the units of the gradient, finite and ≥ 0
     * @return the optimizer; its memory is two numbers for each parameter
     * @throws IllegalArgumentException if β₁ or β₂ is not in [0, 1), or ε is negative or not finite
     */
    public static Optimizer adam(double beta1, double beta2, double epsilon) {
        return adam("Adam", beta1, beta2, epsilon, 0);
    }

    /**
     * Adam whose weights also shrink by the factor 1 − ηλ at each step, outside of the adaptive scaling (I. Loshchilov and F.
     * Hutter, <i>Decoupled weight decay regularization</i>, ICLR 2019, Algorithm 2).
     *
     * @param lambda λ, finite and ≥ 0; on all parameters, biases too
     * @return Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e−8 and this decay
     * @throws IllegalArgumentException if λ is negative or not finite
     */
    public static Optimizer adamW(double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("weight decay needs a number λ ≥ 0, got " + lambda);
        }
        return adam("AdamW λ=" + lambda, 0.9, 0.999, 1e-8, lambda);
    }

    private static Optimizer adam(String name, double beta1, double beta2, double epsilon, double decay) {
        requireMomentum(beta1);
        requireMomentum(beta2);
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("Adam needs a number ε ≥ 0, got " + epsilon);
        }
        return new Optimizer(
                name + " β₁=" + beta1 + " β₂=" + beta2 + " ε=" + epsilon,
                a -> new AdamUpdate(beta1, beta2, epsilon, decay, a.parameterCount()));
    }

    /** w ← w − η sign(g) (J. Bernstein et al., <i>signSGD</i>, ICML 2018); an entry with g = 0 stays. */
    public static Optimizer sign() {
        return new Optimizer("sign descent", a -> (w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * Math.signum(g[i]);
            }
        });
    }

    /** w ← w − η g/‖g‖ over all parameters together. */
    public static Optimizer normalized() {
        return new Optimizer("normalized descent", a -> new NormalizedUpdate(a.parameterCount()));
    }

    /** w_b ← w_b − η g_b/‖g_b‖ for each block of parameters, that is weight matrix or bias, by itself. */
    public static Optimizer normalizedBlocks() {
        return new Optimizer(
                "normalized descent by blocks",
                a -> new NormalizedUpdate(
                        a.blocks().stream().mapToInt(Block::end).toArray()));
    }

    /**
     * Muon: the momentum of each weight matrix with all its singular values brought close to 1 (between about 0.7 and 1.2) by
     * five Newton–Schulz iterations with the coefficients 3.4445, −4.7750, 2.0315, times √max(1, outputs/inputs); vectors are
     * divided by their norm (K. Jordan et al., <i>Muon: an optimizer for hidden layers in neural networks</i>, 2024; J.
     * Bernstein and L. Newhouse, <i>Old optimizer, new norm</i>, arXiv:2409.20325). A matrix r × c costs ten products of the
     * order of min(r, c)² max(r, c) a step.
     *
     * @param beta β of the momentum, 0 ≤ β &lt; 1
     * @return the optimizer; its memory is one number for each parameter
     * @throws IllegalArgumentException if β is not in [0, 1)
     */
    public static Optimizer muon(double beta) {
        requireMomentum(beta);
        return new Optimizer("Muon β=" + beta, a -> new MuonUpdate(beta, a.blocks(), a.parameterCount()));
    }

    /**
     * Gradient descent with the rate η·(outputs/inputs)/c² for a weight matrix of a layer with the constant c, and η·outputs for a
     * bias: with {@code Parametrization.MAXIMAL_UPDATE} all layers move by the same order at every width (G. Yang and E. Hu,
     * <i>Tensor programs IV: feature learning in infinite-width neural networks</i>, ICML 2021; in this form G. Yang, J. Simon
     * and J. Bernstein, <i>A spectral condition for feature learning</i>, 2023). Dense and residual networks.
     */
    public static Optimizer maximalUpdate() {
        return gradientDescent().withFactors("gradient descent, maximal update", LayerRates::ofGradients);
    }

    /** {@link #adam()} with the rate η/(c·inputs) for a weight matrix and η for a bias: the same for adaptive steps. */
    public static Optimizer maximalUpdateAdam() {
        return adam().withFactors("Adam, maximal update", LayerRates::ofUnitSteps);
    }

    /**
     * This optimizer with each step that is longer than a rule allows cut to it, along its own direction. What the optimizer
     * remembers is that of the step it proposed.
     *
     * @param rule its name, which tells runs with different rules apart
     * @param reach the longest step allowed, from the parameters and the direction
     * @return the optimizer that shortens its steps
     */
    public Optimizer within(String rule, Reach reach) {
        return new Optimizer(name + ", within " + rule, a -> new ShortenedUpdate(update(a), reach, a.parameterCount()));
    }

    /** This optimizer with every step of parameter i times a factor. */
    private Optimizer withFactors(String label, Function<Architecture, double[]> factors) {
        return new Optimizer(label, a -> new ScaledUpdate(update(a), factors.apply(a)));
    }

    /**
     * \( w_{t+1} = \tfrac{1}{t+2}\,a + (1 - \tfrac{1}{t+2})(w_t - \eta g_t) \), which for convex L with β-Lipschitz gradient
     * and η ≤ 2/β converges to the minimizer nearest to the anchor a: for a = 0, the default, that of least norm (B. Halpern,
     * <i>Fixed points of nonexpanding maps</i>, 1967; R. Wittmann, 1992; rate O(1/t): F. Lieder, <i>On the convergence rate
     * of the Halpern-iteration</i>, 2021). Without convexity nothing is promised.
     *
     * @param anchor a, one number for each parameter; none for 0
     * @return the optimizer; a descent refuses an anchor that is not as long as its network has parameters
     */
    public static Optimizer halpern(double... anchor) {
        double[] chosen = anchor.clone();
        return new Optimizer(
                "Halpern " + (chosen.length == 0 ? "towards 0" : "towards " + Arrays.hashCode(chosen)), a -> {
                    int p = a.parameterCount();
                    if (chosen.length != 0 && chosen.length != p) {
                        throw new IllegalArgumentException(
                                "the network has " + p + " parameters, but the anchor has " + chosen.length);
                    }
                    return new HalpernUpdate(chosen.length == 0 ? new double[p] : chosen);
                });
    }

    /**
     * An optimizer of one's own, for example {@code Optimizer.custom("cubic", (w, g, rate) -> …)}. The same object serves
     * every run, so it must keep no memory; for one that does see the other form.
     *
     * @param name in messages and checkpoints, which tell runs by it
     * @param update the step, without a state of its own
     * @return the optimizer
     */
    public static Optimizer custom(String name, Update update) {
        return new Optimizer(name, a -> update);
    }

    /**
     * An optimizer of one's own with memory: a fresh update for each run, given the number of parameters.
     *
     * @param name in messages and checkpoints, which tell runs by it
     * @param update makes the update of one run from the number of parameters
     * @return the optimizer
     */
    public static Optimizer withMemory(String name, IntFunction<Update> update) {
        return new Optimizer(name, a -> update.apply(a.parameterCount()));
    }

    boolean isPlain() {
        return this == GRADIENT_DESCENT;
    }

    Update update(Architecture architecture) {
        return update.apply(architecture);
    }

    @Override
    public String toString() {
        return name;
    }
}
