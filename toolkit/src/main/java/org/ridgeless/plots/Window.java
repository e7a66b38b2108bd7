package org.ridgeless.plots;

import java.util.List;

/** What part of the plane a chart shows. */
record Window(Scale x, Scale y) {
    static Window of(Axes axes, List<Layer> layers) {
        Extent dataX = new Extent(axes.logX());
        Extent dataY = new Extent(axes.logY());
        Extent theoryX = new Extent(axes.logX());
        layers.forEach(layer -> include(layer, dataX, dataY, theoryX));
        if (!axes.names().isEmpty()) {
            dataX.include(-0.5, axes.names().size() - 0.5);
            dataX.touchEdges();
        }
        if (dataX.isEmpty()) {
            dataX.include(theoryX.low(), theoryX.high());
        }
        // Bars and reference lines give no room of their own in x, and curves need none.
        Scale x = dataX.window(axes.xLow(), axes.xHigh());
        Extent theoryY = new Extent(axes.logY());
        for (Layer layer : layers) {
            Polyline line = Polyline.ofTheory(layer, x);
            if (line != null) {
                theoryY.include(line.y());
            }
        }
        dataY.includeTheory(theoryY);
        return new Window(x, dataY.window(axes.yLow(), axes.yHigh()));
    }

    /** The smallest window that holds both. */
    Window union(Window other) {
        return new Window(x.union(other.x), y.union(other.y));
    }

    private static void include(Layer layer, Extent x, Extent y, Extent theoryX) {
        if (layer instanceof Layer.Curve curve) {
            x.include(curve.x());
            y.include(curve.y());
        } else if (layer instanceof Layer.Ribbon band) {
            x.include(band.x());
            y.include(band.low());
            y.include(band.high());
        } else if (layer instanceof Layer.Whiskers bars) {
            x.include(bars.x());
            y.include(bars.low());
            y.include(bars.high());
        } else if (layer instanceof Layer.Heat heat) {
            include(x, heat.x());
            include(y, heat.y());
        } else if (layer instanceof Layer.Contours contours) {
            x.include(contours.x());
            y.include(contours.y());
        } else if (layer instanceof Layer.Annotation note) {
            x.include(note.x());
            y.include(note.y());
        } else if (layer instanceof Layer.Reference line) {
            (line.vertical() ? x : y).include(line.value());
        } else if (layer instanceof Layer.Theory theory) {
            theoryX.include(theory.from(), theory.to());
        } else if (layer instanceof Layer.TheoryPoints points) {
            theoryX.include(points.x());
        }
    }

    /** Cells reach half way to their neighbours, and to the edge of the picture. */
    private static void include(Extent extent, double[] centres) {
        extent.include(HeatMap.edges(extent.log(), centres));
        extent.touchEdges();
    }
}
