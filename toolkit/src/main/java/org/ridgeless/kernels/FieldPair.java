package org.ridgeless.kernels;

import java.util.Arrays;
import org.ridgeless.nets.layers.Activation;

/**
 * What a layer of infinite width hands on for two inputs x and z. Averages over places need the covariance of each input between
 * different places, too; then all pairs of places are kept, otherwise a place with itself.
 *
 * @param x the field of the first input
 * @param z that of the second
 * @param xz between the two
 * @param xx of the first with itself, or null
 * @param zz of the second with itself, or null
 */
record FieldPair(Field x, Field z, Cross xz, Cross xx, Cross zz) {
    /** Two samples with their channels side by side at each of so many places. */
    static FieldPair of(double[] x, double[] z, int places, boolean all) {
        return new FieldPair(
                Field.of(x, places),
                Field.of(z, places),
                Cross.of(x, z, places, all),
                all ? Cross.of(x, x, places, true) : null,
                all ? Cross.of(z, z, places, true) : null);
    }

    /** One layer on any of the pairs of fields. */
    private interface Step {
        Cross on(Cross cross, Field a, Field b, Field nextA, Field nextB);
    }

    private FieldPair next(Field nextX, Field nextZ, Step step) {
        return new FieldPair(
                nextX,
                nextZ,
                step.on(xz, x, z, nextX, nextZ),
                xx == null ? null : step.on(xx, x, x, nextX, nextX).ofOne(),
                zz == null ? null : step.on(zz, z, z, nextZ, nextZ).ofOne());
    }

    /** Φ between the two inputs at the one place that is left. */
    double covariance() {
        return xz.covariance(x, z, 0, 0);
    }

    /** Θ between the two inputs at the one place that is left. */
    double tangent() {
        return xz.theta(0, 0);
    }

    FieldPair weighted(double variance, double constant, boolean bias, boolean own) {
        return next(
                x.weighted(variance),
                z.weighted(variance),
                (cross, a, b, nextA, nextB) -> cross.weighted(a, b, variance, constant, bias, own));
    }

    FieldPair gain(boolean bias) {
        return next(x, z, (cross, a, b, nextA, nextB) -> cross.gain(a, b, bias));
    }

    FieldPair activated(Activation activation) {
        ActivationMoments moments = ActivationMoments.of(activation);
        return next(
                x.activated(moments, activation),
                z.activated(moments, activation),
                (cross, a, b, nextA, nextB) -> cross.activated(moments, a, b, nextA, nextB));
    }

    /** All numbers of a sample as those of one place. */
    FieldPair flat() {
        if (x.places() == 1) {
            return this;
        }
        int[][] whole = new int[1][x.places()];
        Arrays.setAll(whole[0], place -> place);
        return windows(whole);
    }

    FieldPair windows(int[][] seen) {
        return next(x.windows(seen), z.windows(seen), (cross, a, b, nextA, nextB) -> cross.windows(a, b, seen));
    }

    FieldPair pooled(int[][] seen) {
        return next(
                x.pooled(xx, seen),
                z.pooled(zz, seen),
                (cross, a, b, nextA, nextB) -> cross.pooled(a, b, nextA, nextB, seen));
    }

    FieldPair normalized(double epsilon) {
        return next(
                x.normalized(epsilon),
                z.normalized(epsilon),
                (cross, a, b, nextA, nextB) -> cross.normalized(a, b, nextA, nextB, epsilon));
    }

    FieldPair plus(FieldPair other) {
        return new FieldPair(
                x.plus(other.x),
                z.plus(other.z),
                xz.plus(x, z, other.xz, other.x, other.z),
                xx == null ? null : xx.plus(x, x, other.xx, other.x, other.x).ofOne(),
                zz == null ? null : zz.plus(z, z, other.zz, other.z, other.z).ofOne());
    }
}
