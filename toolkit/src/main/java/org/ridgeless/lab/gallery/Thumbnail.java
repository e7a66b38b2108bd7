package org.ridgeless.lab.gallery;

import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;

/** A picture drawn anew for a narrow screen, where a large one scaled down could not be read: one panel below the other. */
final class Thumbnail {
    static final int WIDTH = 352;
    /** Of one panel; a card shows the first. */
    private static final int HEIGHT = 330;

    private Thumbnail() {}

    static Plot of(Plot plot) {
        if (plot instanceof Panels panels) {
            return Panels.of(panels.plots().stream().map(Thumbnail::of).toArray(Plot[]::new));
        }
        return plot instanceof Chart chart ? chart.size(WIDTH, HEIGHT) : plot;
    }
}
