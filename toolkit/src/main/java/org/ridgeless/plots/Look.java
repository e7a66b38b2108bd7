package org.ridgeless.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Colour, marker and dashes of each layer. Layers of one label look alike; a band or an error bar takes the colour of the series that
 * follows it. A theory whose label occurs once has a dark stroke of its own; one whose label is drawn for several series has their
 * colours, darkened, and one entry in the legend.
 */
final class Look {
    private final List<Layer> layers;
    private final List<String> data = new ArrayList<>();
    private final List<String> theories = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final Set<String> marked = new HashSet<>();
    private final Set<String> joined = new HashSet<>();

    Look(List<Layer> layers) {
        this.layers = layers;
        for (Layer layer : layers) {
            if (layer instanceof Layer.Curve curve) {
                once(data, layer.label());
                if (curve.style() == Layer.Style.POINTS) {
                    marked.add(layer.label());
                } else if (curve.style() != Layer.Style.BARS) {
                    joined.add(layer.label());
                }
            } else if (layer.isTheory()) {
                once(theories, layer.label());
            } else if (layer instanceof Layer.Reference) {
                once(references, layer.label());
            }
        }
    }

    private static void once(List<String> labels, String label) {
        if (!labels.contains(label)) {
            labels.add(label);
        }
    }

    /** The number of the series of data to which a curve, a band or an error bar belongs. */
    int series(int layer) {
        for (int i = layer; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Curve) {
                return data.indexOf(layers.get(i).label());
            }
        }
        return Math.max(0, data.size() - 1);
    }

    Marker marker(int layer) {
        return Marker.of(series(layer));
    }

    /** Whether some points of a line carry a marker: where several lines must be told apart. */
    boolean isMarkedLine(Layer.Curve line) {
        return joined.size() > 1 && !marked.contains(line.label());
    }

    /** Whether the series has a point for each value. */
    boolean hasPoints(String label) {
        return marked.contains(label);
    }

    int theory(Layer layer) {
        return theories.indexOf(layer.label());
    }

    int reference(Layer layer) {
        return references.indexOf(layer.label());
    }

    Color theoryColor(int layer) {
        Layer theory = layers.get(layer);
        int before = seriesBefore(layer);
        return before >= 0 && isShared(theory.label()) ? Palette.shade(before) : Palette.theory(theory(theory));
    }

    private int seriesBefore(int layer) {
        for (int i = layer - 1; i >= 0; i--) {
            if (layers.get(i) instanceof Layer.Curve) {
                return data.indexOf(layers.get(i).label());
            }
        }
        return -1;
    }

    /** Whether curves of this label stand behind several series. */
    boolean isShared(String label) {
        Set<Integer> owners = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).isTheory() && layers.get(i).label().equals(label)) {
                owners.add(seriesBefore(i));
            }
        }
        return owners.size() > 1;
    }
}
