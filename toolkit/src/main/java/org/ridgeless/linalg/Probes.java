package org.ridgeless.linalg;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Random vectors for stochastic estimates, and orthonormal bases of what operators make of them. */
final class Probes {
    /** What is left of a vector is rounding where it is shorter than this, in units of its length. */
    private static final double ROUNDING = 1e-12;

    private Probes() {}

    /** A vector of ±1. */
    static double[] signs(int n, UniformRandomProvider random) {
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = random.nextBoolean() ? 1 : -1;
        }
        return z;
    }

    static ZigguratSampler.NormalizedGaussian normal(UniformRandomProvider random) {
        return ZigguratSampler.NormalizedGaussian.of(random);
    }

    /** A z, once it is certain that it is finite. */
    static double[] product(SymmetricOperator operator, double[] z) {
        Interruption.poll();
        double[] product = operator.times(z);
        if (!Vectors.areFinite(product)) {
            throw new ArithmeticException("a product with the " + operator + " is not finite");
        }
        return product;
    }

    /** An orthonormal basis of the products with so many vectors of random signs; shorter where these are dependent. */
    static double[][] range(SymmetricOperator operator, int count, UniformRandomProvider random) {
        List<double[]> images = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            images.add(product(operator, signs(operator.order(), random)));
        }
        return orthonormal(images.toArray(new double[0][]));
    }

    /** An orthonormal basis of the span, by Gram and Schmidt's process done twice; dependent vectors add nothing. */
    static double[][] orthonormal(double[]... vectors) {
        List<double[]> basis = new ArrayList<>();
        double longest = 0;
        for (double[] vector : vectors) {
            longest = Math.max(longest, Vectors.norm(vector));
        }
        for (double[] vector : vectors) {
            double[][] sofar = basis.toArray(new double[0][]);
            double[] rest = without(sofar, vector);
            if (Vectors.norm(rest) > ROUNDING * longest) {
                basis.add(Vectors.unit(without(sofar, Vectors.unit(rest))));
            }
        }
        return basis.toArray(new double[0][]);
    }

    /** The part of a vector that is orthogonal to an orthonormal basis, twice projected. */
    static double[] without(double[][] basis, double[] vector) {
        double[] rest = vector.clone();
        for (int pass = 0; pass < 2; pass++) {
            for (double[] q : basis) {
                Vectors.addScaled(rest, -Vectors.dot(q, rest), q);
            }
        }
        return rest;
    }
}
