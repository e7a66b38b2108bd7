package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * A spectral law known by its Stieltjes transform in the upper half plane. The bulks are found by a scan of
 * {@value #SCAN} points, Chebyshev points of the enclosing interval, and their edges by bisection; gaps and bulks narrower
 * than the spacing of the scan can be missed, which the residual then tells.
 */
abstract class TransformLaw extends QuadratureLaw {
    static final int SCAN = 512;
    private static final double HEIGHT = 1e-13;
    private static final double LOOK = 1e-11;
    private static final double CLEAR = 1e-3;
    private static final double BESIDE = 1e-9;
    private static final int BISECTIONS = 48;

    private volatile List<Interval> support;
    private volatile List<GuideLine> guides;

    /** The equation behind the transform. */
    abstract Continuation equation();

    /** m(z) from a solution of the equation at z. */
    abstract Complex transform(Complex[] solution, Complex z);

    /** m(z) for Im z &gt; 0. */
    Complex transform(Complex z) {
        return transform(equation().at(z), z);
    }

    /** An interval that holds the whole support. */
    abstract Interval enclosure();

    /** m just above a point of a bulk, from solutions nearby, which saves the way down from far above. */
    private Complex boundary(double x) {
        if (guides == null) {
            guides = support().stream()
                    .map(bulk -> new GuideLine(equation(), bulk, height()))
                    .toList();
        }
        Complex z = new Complex(x, height());
        for (GuideLine guide : guides) {
            Complex[] solution = guide.holds(x) ? guide.at(x) : null;
            Complex m = solution == null ? Complex.ZERO : transform(solution, z);
            // Beside an edge the other branch is near, too: it has a negative imaginary part.
            if (m.im() > 0) {
                return m;
            }
        }
        return transform(z);
    }

    private double scale() {
        Interval enclosure = enclosure();
        return Math.max(Math.abs(enclosure.low()), Math.abs(enclosure.high()));
    }

    private double height() {
        return HEIGHT * scale();
    }

    /**
     * Whether x lies in a bulk. When the height falls to a quarter, Im m stays in a bulk, falls to a half at an edge like a
     * square root, to a quarter outside, and grows fourfold at an atom: no threshold and no scale.
     */
    private boolean inside(double x) {
        double height = LOOK * scale();
        double high = transform(new Complex(x, height)).im();
        if (high * scale() > CLEAR) {
            // Outside it would be of the order of the height itself.
            return true;
        }
        double ratio = transform(new Complex(x, height / 4)).im() / high;
        return ratio > 0.5 && ratio < 3;
    }

    /** Goes through a bulk from point to point, each solution from the one before. */
    private final class Walk {
        private static final double NEAR = 0.2;

        private Complex[] last;

        boolean inside(double x) {
            Complex z = new Complex(x, LOOK * scale());
            Complex[] next = last == null ? null : equation().near(last, z, NEAR);
            if (next != null && transform(next, z).im() * scale() > CLEAR) {
                last = next;
                return true;
            }
            boolean inside = TransformLaw.this.inside(x);
            last = inside ? equation().at(z) : null;
            return inside;
        }
    }

    @Override
    public final List<Interval> support() {
        if (support == null) {
            support = scan();
        }
        return support;
    }

    private List<Interval> scan() {
        Interval enclosure = enclosure();
        double[] points = ChebyshevSeries.points(enclosure.high(), enclosure.low(), SCAN);
        List<Interval> found = new ArrayList<>();
        double low = Double.NaN;
        boolean before = false;
        if (inside(enclosure.low()) || inside(enclosure.high())) {
            throw new ArithmeticException("the support reaches beyond " + enclosure + ", in which it was looked for");
        }
        Walk walk = new Walk();
        for (int i = 1; i < points.length; i++) {
            boolean now = i < points.length - 1 && !atom(points[i]) && walk.inside(points[i]);
            if (now != before) {
                double edge = edge(points[i - 1], points[i], now);
                if (now) {
                    low = edge;
                } else {
                    found.add(new Interval(low, edge));
                }
            }
            before = now;
        }
        if (found.isEmpty() && atoms().stream().mapToDouble(Atom::mass).sum() < 1 - 1e-9) {
            throw new ArithmeticException("no bulk was found in " + enclosure);
        }
        return List.copyOf(found);
    }

    private boolean atom(double x) {
        return atoms().stream().anyMatch(a -> Math.abs(a.at() - x) <= BESIDE * scale());
    }

    private double edge(double outside, double inner, boolean rising) {
        double a = rising ? outside : inner;
        double b = rising ? inner : outside;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = a + (b - a) / 2;
            if (inside(middle)) {
                b = middle;
            } else {
                a = middle;
            }
        }
        return b;
    }

    @Override
    public double density(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (support().stream().noneMatch(i -> i.holds(x))) {
            return 0;
        }
        return boundary(x).im() / Math.PI;
    }

    @Override
    public final Complex stieltjes(Complex z) {
        requireOutside(z);
        if (z.im() > 0) {
            return transform(z);
        }
        return Complex.real(transform(new Complex(z.re(), height())).re());
    }
}
