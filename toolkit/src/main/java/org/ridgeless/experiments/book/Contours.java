package org.ridgeless.experiments.book;

import java.util.List;
import org.ridgeless.spectra.Interval;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.measures.Complex;

/** Contours around the bulks of a sample covariance. */
final class Contours {
    private static final int NODES = 400;

    private Contours() {}

    /** The number of population eigenvalues inside α(contour), for a contour around a bulk: the winding numbers about them. */
    static int enclosed(SampleCovariance law, int bulk) {
        List<Interval> support = law.support();
        double before = bulk == 0 ? 0 : support.get(bulk - 1).high();
        double after = bulk == support.size() - 1
                ? 2 * support.get(bulk).high()
                : support.get(bulk + 1).low();
        double left = (before + support.get(bulk).low()) / 2;
        double right = (after + support.get(bulk).high()) / 2;
        double total = 0;
        for (int i = 0; i < law.population().size(); i++) {
            double t = law.population().node(i);
            // Above the axis; below it the picture is mirrored and the turn is the same.
            double turn = 0;
            Complex last = law.alpha(Complex.real(right)).minus(t);
            for (int k = 1; k <= NODES; k++) {
                double angle = Math.PI * k / NODES;
                double x = (left + right) / 2 + (right - left) / 2 * Math.cos(angle);
                Complex z = k == NODES ? Complex.real(left) : new Complex(x, (right - left) / 2 * Math.sin(angle));
                Complex next = law.alpha(z).minus(t);
                turn += next.over(last).log().im();
                last = next;
            }
            total += turn / Math.PI;
        }
        return (int) Math.round(total);
    }
}
