package org.ridgeless.spectra;

import org.ridgeless.random.Seeds;

/**
 * The circular law: the complex eigenvalues of an n × n matrix with independent entries of mean 0 and variance σ²/n fill the
 * disc of radius σ evenly. Reference: T. Tao and V. Vu, <i>Random matrices: universality of ESDs and the circular law</i>, Ann.
 * Probab. 38 (2010) 2023–2065.
 */
public final class CircularLaw {
    private final double radius;

    private CircularLaw(double radius) {
        this.radius = radius;
    }

    /**
     * Entries of variance σ²/n.
     *
     * @param variance σ², finite and &gt; 0
     * @return the law on the disc of radius σ
     * @throws IllegalArgumentException if the variance is not
     */
    public static CircularLaw ofVariance(double variance) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("a variance is positive and finite, got " + variance);
        }
        return new CircularLaw(Math.sqrt(variance));
    }

    /** The radius of the disc, σ: the limit of the spectral radius. */
    public double radius() {
        return radius;
    }

    /**
     * The density in the plane.
     *
     * @param re real part
     * @param im imaginary part
     * @return 1/(πσ²) inside of the disc, 0 elsewhere
     */
    public double density(double re, double im) {
        return Math.hypot(re, im) < radius ? 1 / (Math.PI * radius * radius) : 0;
    }

    /** The law of the modulus: P(|λ| ≤ r) = (r/σ)². */
    public Distribution modulus() {
        return new Modulus(radius);
    }

    /** The law of the real part: a semicircle of variance σ²/4. */
    public Semicircle realPart() {
        return Semicircle.ofVariance(radius * radius / 4);
    }

    /**
     * Independent points of the law, pairs of real and imaginary part.
     *
     * @param count ≥ 1
     * @param seeds equal seeds give equal draws
     * @return count × 2 numbers
     * @throws IllegalArgumentException if the count is below 1
     */
    public double[][] sample(int count, Seeds seeds) {
        double[] moduli = modulus().sample(count, seeds.child("modulus"));
        var angles = seeds.child("angle").stream();
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * angles.nextDouble();
            points[i] = new double[] {moduli[i] * Math.cos(angle), moduli[i] * Math.sin(angle)};
        }
        return points;
    }

    @Override
    public String toString() {
        return "circular law of radius " + radius;
    }

    private record Modulus(double radius) implements Distribution {
        @Override
        public double density(double r) {
            return r <= 0 || r >= radius ? 0 : 2 * r / radius / radius;
        }

        @Override
        public double cdf(double r) {
            double share = Math.min(1, Math.max(0, r / radius));
            return share * share;
        }

        @Override
        public double quantile(double probability) {
            Probability.require(probability);
            return radius * Math.sqrt(probability);
        }

        @Override
        public double moment(int k) {
            Probability.requireOrder(k);
            return 2 * Math.pow(radius, k) / (k + 2);
        }
    }
}
