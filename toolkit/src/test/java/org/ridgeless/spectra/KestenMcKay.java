package org.ridgeless.spectra;

// code: law
import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limit of the eigenvalues of the adjacency matrix of a random regular graph, and the law of the sum of d free ±1.
 *
 * <p>Density \(d\sqrt{4(d-1)-x^2}/(2\pi(d^2-x^2))\) on \([-2\sqrt{d-1},2\sqrt{d-1}]\);
 * \(m(z)=((d-2)z-d\sqrt{z^2-4(d-1)})/(2(z^2-d^2))\). Reference: B. D. McKay, <i>The expected eigenvalue distribution of a large
 * regular graph</i>, Linear Algebra Appl. 40 (1981) 203–216, equation 3.
 */
final class KestenMcKay extends QuadratureLaw {
    private final int degree;

    private KestenMcKay(int degree) {
        this.degree = degree;
    }

    /**
     * The law for a degree.
     *
     * @param degree d ≥ 2
     * @throws IllegalArgumentException if it is smaller, with the number
     */
    static KestenMcKay ofDegree(int degree) {
        if (degree < 2) {
            throw new IllegalArgumentException("the graph has a degree of at least 2, got " + degree);
        }
        return new KestenMcKay(degree);
    }

    private double edge() {
        return 2 * Math.sqrt(degree - 1);
    }

    @Override
    public List<Interval> support() {
        return List.of(new Interval(-edge(), edge()));
    }

    @Override
    public List<Atom> atoms() {
        return List.of();
    }

    @Override
    public double density(double x) {
        double inside = (edge() - x) * (edge() + x);
        return inside <= 0 ? 0 : degree * Math.sqrt(inside) / (2 * Math.PI * ((degree - x) * (degree + x)));
    }

    @Override
    public Complex stieltjes(Complex z) {
        requireOutside(z);
        // The product of roots has its cut on the support and behaves like z at infinity.
        Complex root = z.minus(edge()).sqrt().times(z.plus(edge()).sqrt());
        Complex numerator = z.times(degree - 2).minus(root.times(degree));
        return numerator.over(z.minus(degree).times(z.plus(degree)).times(2));
    }

    @Override
    public String toString() {
        return "Kesten–McKay law of degree " + degree;
    }
}
// end
