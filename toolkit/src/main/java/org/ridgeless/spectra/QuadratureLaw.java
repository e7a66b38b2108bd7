package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.List;

/**
 * A spectral law whose distribution function, quantile and moments come from its density by quadrature.
 *
 * <p>Each bulk [a, b] is read as x = a + (b − a) sin²(θ/2): a density that behaves like \(\sqrt{x-a}\) or \(1/\sqrt{x-a}\) at an edge
 * becomes smooth in θ, and its Chebyshev series converges exponentially fast. Where 128 terms leave more than 1e-12 of the
 * largest, as at the neck between two bulks that nearly part, the piece is halved, at most {@value #DEEPEST} times; what is
 * then missing shows in the residual.
 */
abstract class QuadratureLaw implements SpectralLaw {
    private static final int[] TERMS = {32, 64, 128};
    static final int DEEPEST = 8;
    private static final double RESOLVED = 1e-12;

    /** A stretch of θ: the mass per unit of θ, the integral of that, and the mass of the bulk to the left. */
    private record Piece(ChebyshevSeries mass, ChebyshevSeries cumulative, double before) {
        double upTo(double theta) {
            return before + cumulative.at(theta);
        }
    }

    /** One bulk. */
    private record Bulk(Interval interval, List<Piece> pieces) {
        double total() {
            Piece last = pieces.get(pieces.size() - 1);
            return last.upTo(last.mass().high());
        }

        Piece piece(double theta) {
            int k = 0;
            while (k + 1 < pieces.size() && theta > pieces.get(k).mass().high()) {
                k++;
            }
            return pieces.get(k);
        }

        double upTo(double theta) {
            return piece(theta).upTo(theta);
        }

        double mass(double theta) {
            return piece(theta).mass().at(theta);
        }

        double x(double theta) {
            double sine = Math.sin(theta / 2);
            return interval.low() + interval.length() * sine * sine;
        }

        double theta(double x) {
            double share = Math.min(1, Math.max(0, (x - interval.low()) / interval.length()));
            return 2 * Math.asin(Math.sqrt(share));
        }
    }

    private volatile List<Bulk> bulks;

    private List<Bulk> bulks() {
        if (bulks == null) {
            List<Bulk> made = new ArrayList<>();
            for (Interval interval : support()) {
                made.add(bulk(interval));
            }
            bulks = made;
        }
        return bulks;
    }

    private Bulk bulk(Interval interval) {
        Bulk bulk = new Bulk(interval, new ArrayList<>());
        split(bulk, 0, Math.PI, 0);
        return bulk;
    }

    /** Adds the pieces of [from, to] to those left of it. */
    private void split(Bulk bulk, double from, double to, int depth) {
        Interval interval = bulk.interval();
        ChebyshevSeries series = null;
        for (int terms : TERMS) {
            // The nodes leave out the ends, where the density may be infinite and sin θ is 0.
            series = ChebyshevSeries.inside(
                    theta -> density(bulk.x(theta)) * interval.length() / 2 * Math.sin(theta), from, to, terms);
            if (series.tail() < RESOLVED) {
                break;
            }
        }
        if (series.tail() < RESOLVED || depth == DEEPEST) {
            double before = bulk.pieces().isEmpty() ? 0 : bulk.total();
            bulk.pieces().add(new Piece(series, series.integral(), before));
            return;
        }
        double middle = (from + to) / 2;
        split(bulk, from, middle, depth + 1);
        split(bulk, middle, to, depth + 1);
    }

    private double continuousMass() {
        return bulks().stream().mapToDouble(Bulk::total).sum();
    }

    @Override
    public double residual() {
        return Math.abs(
                1 - continuousMass() - atoms().stream().mapToDouble(Atom::mass).sum());
    }

    @Override
    public double cdf(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        double sum = 0;
        for (Atom atom : atoms()) {
            sum += atom.at() <= x ? atom.mass() : 0;
        }
        for (Bulk bulk : bulks()) {
            if (x > bulk.interval().low()) {
                sum += x >= bulk.interval().high() ? bulk.total() : bulk.upTo(bulk.theta(x));
            }
        }
        return Math.min(1, Math.max(0, sum));
    }

    @Override
    public double quantile(double probability) {
        Probability.require(probability);
        double below = 0;
        List<Atom> open = new ArrayList<>(atoms());
        for (Bulk bulk : bulks()) {
            while (!open.isEmpty() && open.get(0).at() <= bulk.interval().low()) {
                Atom atom = open.remove(0);
                below += atom.mass();
                if (probability <= below) {
                    return atom.at();
                }
            }
            double wanted = probability - below;
            if (wanted <= bulk.total()) {
                return bulk.x(Probability.invert(theta -> bulk.upTo(theta) - wanted, bulk::mass, 0, Math.PI));
            }
            below += bulk.total();
        }
        // What is left is the last atom, or rounding at the right edge.
        return open.isEmpty() ? rightEdge() : open.get(open.size() - 1).at();
    }

    /** The mean of a function over the continuous part. */
    double expect(java.util.function.DoubleUnaryOperator function) {
        double sum = 0;
        for (Bulk bulk : bulks()) {
            for (Piece piece : bulk.pieces()) {
                ChebyshevSeries mass = piece.mass();
                sum += ChebyshevSeries.inside(
                                theta -> mass.at(theta) * function.applyAsDouble(bulk.x(theta)),
                                mass.low(),
                                mass.high(),
                                256)
                        .integral()
                        .at(mass.high());
            }
        }
        return sum;
    }

    @Override
    public double moment(int k) {
        Probability.requireOrder(k);
        double sum = expect(x -> Math.pow(x, k));
        for (Atom atom : atoms()) {
            sum += atom.mass() * Math.pow(atom.at(), k);
        }
        return sum;
    }

    /** Refuses what lies below the real axis or, if real, on the support. */
    final void requireOutside(org.ridgeless.spectra.measures.Complex z) {
        boolean real = z.im() == 0;
        boolean on = real
                && (support().stream().anyMatch(i -> i.low() <= z.re() && z.re() <= i.high())
                        || atoms().stream().anyMatch(a -> a.at() == z.re()));
        if (!(z.im() >= 0) || !Double.isFinite(z.re()) || on) {
            throw new IllegalArgumentException("the transform needs Im z > 0, or a real z outside the support, got "
                    + z.re() + " + " + z.im() + "i");
        }
    }
}
