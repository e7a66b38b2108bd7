package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;

/**
 * The limiting spectrum of \(\frac1nC^{1/2}ZDZ^{\mathsf T}C^{1/2}\) for Z of size p × n with independent standard entries: rows
 * correlated by C ≥ 0 and columns weighted by D, whose values may have any sign (a generalized linear model's Hessian).
 *
 * <p>\(\delta=-\frac cz\int\frac{t\,\nu_C(dt)}{1+\tilde\delta t}\), \(\tilde\delta=-\frac1z\int\frac{d\,\nu_D(dd)}{1+\delta d}\),
 * \(m=-\frac1z\int\frac{\nu_C(dt)}{1+\tilde\delta t}\), c = p/n. Reference: L. Zhang, <i>Spectral analysis of large dimensional random
 * matrices</i>, thesis, Singapore 2006; D. Paul and J. W. Silverstein, J. Multivariate Anal. 100 (2009) 37–57, (1.3)–(1.5).
 */
public final class SeparableCovariance extends TransformLaw {
    private final Law rows;
    private final Law columns;
    private final double ratio;
    private final Continuation equation;

    private SeparableCovariance(Law rows, Law columns, double ratio) {
        this.rows = rows;
        this.columns = columns;
        this.ratio = ratio;
        this.equation = new Continuation(
                this::image,
                size(),
                z -> new Complex[] {
                    z.inverse().times(-ratio * rows.mean()), z.inverse().times(-columns.mean())
                },
                false);
    }

    /**
     * The law for the spectra of C and D and the ratio c = p/n.
     *
     * @param rows eigenvalues of C, none negative, not all 0
     * @param columns values of D, not all 0
     * @param ratio c, positive and finite
     * @return the law
     * @throws IllegalArgumentException if the ratio is not positive and finite, C has a negative eigenvalue, or C or D is 0
     */
    public static SeparableCovariance of(Law rows, Law columns, double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("the ratio p/n must be positive and finite, got " + ratio);
        }
        if (!(rows.min() >= 0) || rows.max() == 0) {
            throw new IllegalArgumentException("the eigenvalues of C must be at least 0 and not all 0, got values from "
                    + rows.min() + " to " + rows.max());
        }
        if (columns.min() == 0 && columns.max() == 0) {
            throw new IllegalArgumentException("the values of D are all 0");
        }
        return new SeparableCovariance(rows, columns, ratio);
    }

    private double size() {
        double largest = Math.max(Math.abs(columns.min()), Math.abs(columns.max()));
        return rows.max() * largest * Math.pow(1 + Math.sqrt(ratio), 2);
    }

    private Complex[] image(Complex[] u, Complex z) {
        return new Complex[] {
            mean(rows, u[1], true).over(z).times(-ratio),
            mean(columns, u[0], true).over(z).negate()
        };
    }

    /** The mean of t/(1 + ut), or of 1/(1 + ut). */
    private static Complex mean(Law law, Complex u, boolean weighted) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < law.size(); i++) {
            double t = law.node(i);
            double a = 1 + u.re() * t;
            double b = u.im() * t;
            double w = law.weight(i) * (weighted ? t : 1) / (a * a + b * b);
            re += w * a;
            im -= w * b;
        }
        return new Complex(re, im);
    }

    @Override
    Continuation equation() {
        return equation;
    }

    @Override
    Complex transform(Complex[] solution, Complex z) {
        return mean(rows, solution[1], false).over(z).negate();
    }

    @Override
    Interval enclosure() {
        double size = 1.01 * size();
        return new Interval(columns.min() < 0 ? -size : -size / 100, columns.max() > 0 ? size : size / 100);
    }

    /** The mass at 0: what the ranks of C and D leave. */
    @Override
    public List<Atom> atoms() {
        double zeros = rows.expect(t -> t == 0 ? 1 : 0);
        double weights = columns.expect(d -> d == 0 ? 0 : 1);
        double mass = Math.max(zeros, 1 - weights / ratio);
        return mass > 0 ? List.of(new Atom(0, mass)) : List.of();
    }

    @Override
    public String toString() {
        return "separable covariance law of ratio " + ratio;
    }
}
