package org.ridgeless.bounds.complexity;

/** What bounds say that count parameters and know nothing of norms and margins. */
public final class ParameterCount {
    private ParameterCount() {}

    /**
     * √(2h ln(eN/h)/N) + √(ln(1/δ)/(2N)): how far the probability of an error exceeds its share on N samples at most, with probability
     * 1 − δ, in a class of Vapnik–Chervonenkis dimension h (M. Mohri, A. Rostamizadeh and A. Talwalkar, <i>Foundations of Machine
     * Learning</i>, 2018, Corollary 3.19). Linear functions of d inputs have h = d.
     *
     * @param dimension h, from 1 to N; with h > N the class fits any labels and the bound says nothing
     * @param samples N
     * @param delta δ, the probability with which the bound may fail, in (0, 1)
     * @return a probability, or more than 1, which says nothing
     * @throws IllegalArgumentException if h is not in 1..N; the message has both numbers
     */
    public static double gap(int dimension, int samples, double delta) {
        if (dimension < 1 || dimension > samples) {
            throw new IllegalArgumentException("counting parameters bounds nothing unless 1 ≤ h ≤ N, got h = "
                    + dimension + " and N = " + samples);
        }
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("a bound fails with a probability between 0 and 1, got " + delta);
        }
        double h = dimension;
        return Math.sqrt(2 * h * Math.log(Math.E * samples / h) / samples)
                + Math.sqrt(Math.log(1 / delta) / (2 * samples));
    }
}
