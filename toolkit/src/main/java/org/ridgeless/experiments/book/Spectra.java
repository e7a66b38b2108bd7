package org.ridgeless.experiments.book;

import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.SpectralLaw;

/** What several sections say about spectra. */
final class Spectra {
    private static final int POINTS = 200;

    private Spectra() {}

    /** So many values, taking these in turn. */
    static double[] cycle(int count, double... values) {
        double[] all = new double[count];
        for (int i = 0; i < count; i++) {
            all[i] = values[i % values.length];
        }
        return all;
    }

    /** The Kolmogorov distance of two laws, on a grid over both. */
    static double distance(SpectralLaw a, SpectralLaw b) {
        double low = Math.min(a.leftEdge(), b.leftEdge());
        double high = Math.max(a.rightEdge(), b.rightEdge());
        double largest = 0;
        for (int i = 1; i < POINTS; i++) {
            double x = low + (high - low) * i / POINTS;
            largest = Math.max(largest, Math.abs(a.cdf(x) - b.cdf(x)));
        }
        return largest;
    }

    /** Eigenvalues with their law over them. */
    static Chart chart(String title, double[] eigenvalues, SpectralLaw law) {
        return Chart.titled(title)
                .x("eigenvalue")
                .y("density")
                .histogram("eigenvalues", eigenvalues, 60)
                .theory("law", law::density, law.leftEdge(), law.rightEdge());
    }
}
