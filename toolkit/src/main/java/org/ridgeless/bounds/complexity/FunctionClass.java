package org.ridgeless.bounds.complexity;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * Functions of N given inputs, known by how well they correlate with weights of the samples. Its empirical Rademacher
 * complexity is the mean of {@link #supremum} over independent signs.
 */
public interface FunctionClass {
    /** The number of inputs N. */
    int samples();

    /**
     * sup_f (1/N) Σ_n w_n f(x_n).
     *
     * @param weights w, one for each input
     */
    double supremum(double... weights);

    /**
     * Independent draws of the supremum over random signs; their mean estimates the empirical Rademacher complexity without
     * bias.
     *
     * @param count of draws, at least 1
     * @param seeds of the signs
     * @return as many draws
     * @throws java.util.concurrent.CancellationException if interrupted; nothing partial is returned
     * @throws IllegalArgumentException if there is no draw
     */
    default double[] draws(int count, Seeds seeds) {
        if (count < 1) {
            throw new IllegalArgumentException("a complexity needs at least 1 draw of signs, got " + count);
        }
        UniformRandomProvider stream = seeds.stream();
        double[] draws = new double[count];
        for (int i = 0; i < count; i++) {
            Interruption.poll();
            draws[i] = supremum(signs(samples(), stream));
        }
        return draws;
    }

    /**
     * So many independent signs, ±1 with equal probability.
     *
     * @param count ≥ 0
     * @param stream one of its bits for each sign
     * @return the signs
     */
    static double[] signs(int count, UniformRandomProvider stream) {
        double[] signs = new double[count];
        for (int i = 0; i < count; i++) {
            signs[i] = stream.nextBoolean() ? 1 : -1;
        }
        return signs;
    }
}
