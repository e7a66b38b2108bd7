package org.ridgeless.landscape.polynomials;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.landscape.polynomials.Certificates.Certificate;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * All zeros of a polynomial system by continuation from \( z_i^k = 1 \):
 * \( H(z, t) = (1-t)\, g\, (z_i^k - 1) + t\, F_i(z) \), with g a random complex number of modulus one, so that for almost every g no
 * two paths meet before t = 1.
 *
 * <p>Each path is predicted by its tangent and corrected by Newton's method; the step grows while the corrector needs little
 * and is halved where it does not contract. A path that reaches t = 1 is refined to rounding. Where a path is lost, or two end at
 * one zero, everything is followed again in projective coordinates, in which no zero is far away, with a corrector four times as
 * strict each time.
 *
 * <p>What is counted is certain, up to rounding: a point counts if Smale's α-test says that Newton's method converges from it to a
 * zero, and to another one than from those before it. As there are at most \( k^N \) isolated zeros (Bézout), so many are all.
 *
 * <p><i>Cost:</i> \( k^N \) paths of about a hundred Newton steps. <i>Reference:</i> A. Sommese and C. Wampler, <i>The Numerical
 * Solution of Systems of Polynomials</i> (2005), Sections 2.3, 3.7 and 8.4.
 *
 * {@snippet file="BoundsTest.java" region="homotopy"}
 */
public final class Homotopy {
    private static final double FIRST_TOLERANCE = 1e-3;
    private static final double SMALLEST_STEP = 1e-10;
    private static final int ATTEMPTS = 6;

    private final PolynomialSystem system;
    private final double angle;
    private final Certificates certificates;

    private Homotopy(PolynomialSystem system, double angle) {
        this.system = system;
        this.angle = angle;
        this.certificates = new Certificates(system);
    }

    /**
     * A homotopy to the system; the angle of g between 0 and 2π should be random.
     *
     * @param system N equations of degree k
     * @param angle of g, in radians
     * @return the homotopy
     */
    public static Homotopy to(PolynomialSystem system, double angle) {
        return new Homotopy(system, angle);
    }

    /**
     * Follows all paths. Zeros that no path reached are missing from the result, never made up.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Zeros solve() {
        List<Certificate> best = List.of();
        double tolerance = FIRST_TOLERANCE;
        int attempt = 0;
        Deformation deformation = Deformation.affine(system, angle);
        while (attempt < ATTEMPTS && best.size() < system.bezout()) {
            List<Certificate> found = follow(deformation, tolerance);
            best = found.size() > best.size() ? found : best;
            tolerance /= 4;
            attempt++;
            deformation = Deformation.projective(system, angle);
        }
        double[][] points = best.stream().map(Certificate::z).toArray(double[][]::new);
        double residual =
                Arrays.stream(points).mapToDouble(this::residual).max().orElse(0);
        for (int i = 0; i < points.length; i++) {
            points[i] = Vectors.scale(points[i], system.unit());
        }
        return new Zeros(points, system.bezout(), residual, attempt);
    }

    private List<Certificate> follow(Deformation deformation, double tolerance) {
        Tracker tracker = new Tracker(deformation);
        List<Certificate> distinct = new ArrayList<>();
        for (int path = 0; path < system.bezout(); path++) {
            Interruption.poll();
            double[] z = Arrays.copyOf(start(path), 2 * deformation.unknowns());
            if (deformation.unknowns() > system.unknowns()) {
                z[2 * system.unknowns()] = 1;
            }
            if (tracker.follow(z, tolerance, SMALLEST_STEP)) {
                Certificate end = certificates.of(affine(z));
                if (end.holds() && distinct.stream().allMatch(end::excludes)) {
                    distinct.add(end);
                }
            }
        }
        return distinct;
    }

    /** The start point whose i-th coordinate is the root of unity given by the i-th digit of the path in base k. */
    private double[] start(int path) {
        double[] z = new double[2 * system.unknowns()];
        int rest = path;
        for (int i = 0; i < system.unknowns(); i++) {
            double turn = 2 * Math.PI * (rest % system.degree()) / system.degree();
            z[2 * i] = Math.cos(turn);
            z[2 * i + 1] = Math.sin(turn);
            rest /= system.degree();
        }
        return z;
    }

    /** z_i / z_0. */
    private double[] affine(double[] z) {
        int n = system.unknowns();
        if (z.length == 2 * n) {
            return z;
        }
        double re = z[2 * n];
        double im = z[2 * n + 1];
        double squares = re * re + im * im;
        double[] affine = new double[2 * n];
        for (int i = 0; i < n; i++) {
            affine[2 * i] = (z[2 * i] * re + z[2 * i + 1] * im) / squares;
            affine[2 * i + 1] = (z[2 * i + 1] * re - z[2 * i] * im) / squares;
        }
        return affine;
    }

    /** How far z is from a zero of the system, relative to the size of the terms. */
    private double residual(double[] z) {
        int n = system.unknowns();
        double[] value = new double[2 * n];
        system.map().evaluate(z, value, new double[2 * n * n]);
        double largest = 0;
        for (double part : value) {
            largest = Math.max(largest, Math.abs(part));
        }
        return largest / system.scale(z);
    }
}
