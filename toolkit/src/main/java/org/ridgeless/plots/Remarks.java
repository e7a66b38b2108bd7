package org.ridgeless.plots;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a picture cannot show, said below it. */
final class Remarks {
    private final Axes axes;
    private final Set<String> notes = new LinkedHashSet<>();

    private Remarks(Axes axes) {
        this.axes = axes;
    }

    static List<String> of(Axes axes, List<Layer> layers, Window window) {
        Remarks remarks = new Remarks(axes);
        Frame frame = new Frame(0, 0, 1, 1, window);
        for (Layer layer : layers) {
            if (layer instanceof Layer.Curve curve) {
                remarks.curve(curve);
            } else if (layer.isTheory()) {
                Polyline line = Polyline.ofTheory(layer, window.x());
                boolean visible = frame.path(line).getCurrentPoint() != null
                        || !Marks.lonely(line, frame).isEmpty();
                if (!visible) {
                    remarks.notes.add("\"" + layer.label() + "\" lies outside the picture");
                }
            } else if (layer instanceof Layer.Heat heat && HeatMap.isAveraged(heat)) {
                remarks.notes.add("\"" + heat.label() + "\": neighbouring cells of " + heat.y().length + " × "
                        + heat.x().length + " are averaged");
            }
        }
        return List.copyOf(remarks.notes);
    }

    private void curve(Layer.Curve curve) {
        int count = 0;
        for (int i = 0; i < curve.x().length; i++) {
            boolean bar = curve.style() == Layer.Style.BARS && curve.y()[i] == 0;
            boolean missing = Double.isNaN(curve.x()[i]) || Double.isNaN(curve.y()[i]);
            boolean drawable = Scale.drawable(axes.logX(), curve.x()[i]) && Scale.drawable(axes.logY(), curve.y()[i]);
            count += missing || bar || drawable ? 0 : 1;
        }
        if (count > 0) {
            boolean log = axes.logX() || axes.logY();
            String why = log ? "zero, negative or infinite on a logarithmic axis" : "infinite";
            notes.add("\"" + curve.label() + "\": " + count + " of " + curve.x().length + " values not drawn (" + why
                    + ")");
        }
        if (curve.style() == Layer.Style.POINTS && curve.x().length > Decimation.MOST_POINTS) {
            notes.add("\"" + curve.label() + "\": " + Decimation.MOST_POINTS + " of " + curve.x().length
                    + " points drawn");
        }
    }
}
