package org.ridgeless.models;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.random.Seeds;

/**
 * Gradient descent with Gaussian noise: \( f_{t+1} = f_t - \gamma \nabla V(f_t) + \gamma' W_t \), W_t standard normal.
 *
 * <p>With \( \gamma' = \sqrt{2\gamma T} \) it is the Euler–Maruyama scheme of the Langevin equation
 * \( df = -\nabla V\,dt + \sqrt{2T}\,dB \), whose stationary density is \( e^{-V/T}/Z \); the temperature of a given noise is
 * \( T = \gamma'^2/(2\gamma) \). At a finite step the stationary law is that of Gibbs up to terms of order γ, see
 * {@link HarmonicWell#variance} and {@link EulerLaw}; {@link #corrected} removes them.
 *
 * <p><i>Reference:</i> C. Zhang, Q. Liao, A. Rakhlin, B. Miranda, N. Golowich and T. Poggio, <i>Theory of Deep Learning IIb:
 * Optimization properties of SGD</i>, arXiv:1801.02254 (2018).
 */
public final class Langevin {
    private static final int INTERRUPT_EVERY = 4096;

    private final Potential potential;
    private final double temperature;
    private final double step;
    private final boolean corrected;

    private Langevin(Potential potential, double temperature, double step, boolean corrected) {
        this.potential = potential;
        this.temperature = temperature;
        this.step = step;
        this.corrected = corrected;
    }

    /**
     * Langevin dynamics on a potential at temperature T with step γ.
     *
     * @param potential V
     * @param temperature T ≥ 0, in the units of V
     * @param step γ &gt; 0
     * @return the dynamics, without correction
     * @throws IllegalArgumentException if T or γ are not as said; the message has both
     */
    public static Langevin on(Potential potential, double temperature, double step) {
        if (!(temperature >= 0 && step > 0) || Double.isInfinite(temperature + step)) {
            throw new IllegalArgumentException(
                    "Langevin dynamics needs T ≥ 0 and a positive step, got T = " + temperature + ", γ = " + step);
        }
        return new Langevin(potential, temperature, step, false);
    }

    /**
     * The same steps as proposals, each taken with the probability of Metropolis and Hastings and otherwise left out, so that the
     * stationary law is that of Gibbs at every step (J. Besag, J. R. Stat. Soc. B 56 (1994) 591–592; G. Roberts and R. Tweedie,
     * Bernoulli 2 (1996) 341–363).
     *
     * @throws IllegalStateException at temperature 0, where there is no law
     */
    public Langevin corrected() {
        if (temperature == 0) {
            throw new IllegalStateException("the correction of Metropolis needs a temperature T > 0, got T = 0");
        }
        return new Langevin(potential, temperature, step, true);
    }

    /** What a run shows of each state, after the step. */
    public interface Observer {
        /**
         * Sees a state.
         *
         * @param f the state itself, to be read at once and not kept
         */
        void see(double[] f);
    }

    /**
     * Moves f for so many steps, with noise of its own stream, and shows each state to the observer. Stops early when the
     * thread is interrupted.
     *
     * @param f the start, which the run changes; as many numbers as the potential has dimensions
     * @param steps ≥ 0
     * @param seeds of the noise
     * @param observer is shown f after each step
     * @return the number of steps taken
     * @throws IllegalArgumentException if the start has another dimension than the potential
     */
    public int run(double[] f, int steps, Seeds seeds, Observer observer) {
        if (f.length != potential.dimension()) {
            throw new IllegalArgumentException(
                    "the potential lives in dimension " + potential.dimension() + ", the start has " + f.length);
        }
        UniformRandomProvider stream = seeds.stream();
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double noise = Math.sqrt(2 * step * temperature);
        double[] gradient = new double[f.length];
        Correction correction = corrected ? new Correction(f, stream) : null;
        for (int t = 0; t < steps; t++) {
            if (t % INTERRUPT_EVERY == 0 && Thread.currentThread().isInterrupted()) {
                return t;
            }
            potential.gradient(f, gradient);
            for (int i = 0; i < f.length; i++) {
                f[i] += noise * normal.sample() - step * gradient[i];
            }
            if (corrected) {
                correction.judge(f, gradient);
            }
            observer.see(f);
        }
        return steps;
    }

    /** Takes proposals or goes back to where they came from. */
    private final class Correction {
        private final double[] from;
        private final double[] there;
        private final UniformRandomProvider stream;

        Correction(double[] start, UniformRandomProvider stream) {
            this.from = start.clone();
            this.there = new double[start.length];
            this.stream = stream;
        }

        void judge(double[] proposal, double[] gradient) {
            potential.gradient(proposal, there);
            double forth = 0;
            double back = 0;
            for (int i = 0; i < proposal.length; i++) {
                double ahead = proposal[i] - from[i] + step * gradient[i];
                double home = from[i] - proposal[i] + step * there[i];
                forth += ahead * ahead;
                back += home * home;
            }
            double log = (potential.value(from) - potential.value(proposal)) / temperature
                    + (forth - back) / (4 * step * temperature);
            // A proposal whose value overflows is refused: the comparison with NaN is false.
            boolean taken = Math.log(stream.nextDouble()) < log;
            System.arraycopy(taken ? proposal : from, 0, taken ? from : proposal, 0, from.length);
        }
    }
}
