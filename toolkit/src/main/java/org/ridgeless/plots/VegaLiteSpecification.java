package org.ridgeless.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ridgeless.display.Numbers;

/**
 * Charts and sliders in the words of Vega-Lite 5 (A. Satyanarayan, D. Moritz, K. Wongsuphasawat and J. Heer,
 * <i>Vega-Lite: A grammar of interactive graphics</i>, 2017): all data inlined, each slider a parameter, and a filter that
 * picks the rows of the chart at which the sliders stand.
 */
final class VegaLiteSpecification {
    static final int MOST_ROWS = 2000;
    private static final double BAND_OPACITY = 0.25;
    /** The markers of the pictures, as far as Vega has them. */
    private static final List<String> SHAPES = List.of(
            "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left");

    private final List<Slider> sliders;
    private final List<Chart> frames;
    private final int[] start;

    VegaLiteSpecification(List<Slider> sliders, List<Chart> frames, int[] start) {
        this.sliders = sliders;
        this.frames = frames;
        this.start = start;
    }

    Map<String, Object> json() {
        Rows rows = Rows.of(frames, MOST_ROWS);
        Axes axes = frames.get(0).axes();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
        json.put(
                "title",
                map(
                        "text",
                        map(
                                "expr",
                                pick(frames.stream()
                                        .map(chart -> MathText.of(chart.axes().title())
                                                .plain())
                                        .toList()))));
        json.put("width", axes.width() - 90);
        json.put("height", axes.height() - 110);
        json.put("params", parameters());
        json.put("data", map("values", rows.all()));
        json.put("transform", List.of(map("filter", "datum.frame === " + frame())));
        json.put("layer", layers(rows, axes));
        Map<String, Object> legend = map("orient", "bottom", "title", "", "columns", 2, "labelLimit", 0);
        legend.put("symbolType", "stroke");
        legend.put("symbolStrokeWidth", 3);
        legend.put("symbolOpacity", 1);
        json.put("config", map("legend", legend));
        return json;
    }

    private List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < sliders.size(); i++) {
            Slider slider = sliders.get(i);
            boolean even = slider.isEven();
            double[] values = slider.values();
            Map<String, Object> bind = map("input", even ? "range" : "select", "name", slider.name() + " ");
            if (even) {
                bind.put("min", values[0]);
                bind.put("max", values[values.length - 1]);
                bind.put("step", slider.step());
            } else {
                bind.put("options", Arrays.stream(values).boxed().toList());
            }
            parameters.add(map("name", name(i), "value", values[start[i]], "bind", bind));
        }
        return parameters;
    }

    /** The number of the chart at which the sliders stand. */
    private String frame() {
        String expression = "0";
        for (int i = 0; i < sliders.size(); i++) {
            Slider slider = sliders.get(i);
            String place = place(i);
            expression = i == 0 ? place : "(" + expression + ") * " + slider.values().length + " + " + place;
        }
        return expression;
    }

    /** The number of the value at which a slider stands. */
    private String place(int i) {
        Slider slider = sliders.get(i);
        if (slider.isEven()) {
            return "round((" + name(i) + " - " + slider.values()[0] + ") / " + slider.step() + ")";
        }
        return "indexof(" + Arrays.toString(slider.values()) + ", " + name(i) + ")";
    }

    /** An expression for the text that belongs to the chart, and where the sliders stand. */
    private String pick(List<String> texts) {
        StringBuilder expression =
                new StringBuilder(array(texts)).append('[').append(frame()).append(']');
        for (int i = 0; i < sliders.size(); i++) {
            Slider slider = sliders.get(i);
            List<String> values =
                    Arrays.stream(slider.values()).mapToObj(Numbers::tick).toList();
            expression
                    .append(" + ")
                    .append(quoted(", " + slider.name() + " = "))
                    .append(" + ")
                    .append(array(values))
                    .append('[')
                    .append(place(i))
                    .append(']');
        }
        return expression.toString();
    }

    private static String array(List<String> texts) {
        return texts.stream().map(VegaLiteSpecification::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'";
    }

    private static String name(int slider) {
        return "slider" + slider;
    }

    private List<Object> layers(Rows rows, Axes axes) {
        Chart first = frames.get(0);
        Window window = Window.of(first.axes(), first.layers());
        Map<String, Object> x = map(
                "field",
                "x",
                "type",
                "quantitative",
                "title",
                MathText.of(axes.x()).plain(),
                "scale",
                scale(window.x()));
        Map<String, Object> y = map(
                "field",
                "y",
                "type",
                "quantitative",
                "title",
                MathText.of(axes.y()).plain(),
                "scale",
                scale(window.y()));
        Map<String, Object> colour = map("field", "label", "type", "nominal", "scale", colours());
        List<Object> layers = new ArrayList<>();
        for (Rows.Kind kind : Rows.Kind.values()) {
            if (!rows.kinds().contains(kind)) {
                continue;
            }
            Map<String, Object> encoding = new LinkedHashMap<>();
            if (kind != Rows.Kind.HORIZONTAL) {
                encoding.put("x", x);
            }
            if (kind != Rows.Kind.VERTICAL) {
                encoding.put("y", y);
            }
            if (kind == Rows.Kind.BAND || kind == Rows.Kind.BARS || kind == Rows.Kind.WHISKER) {
                encoding.put("y2", map("field", "upper"));
            }
            encoding.put("color", colour);
            if (kind == Rows.Kind.POINT) {
                encoding.put("shape", map("field", "label", "type", "nominal", "scale", shapes(), "legend", null));
            } else if (kind == Rows.Kind.THEORY) {
                encoding.put("strokeDash", map("field", "label", "type", "nominal", "scale", dashes(), "legend", null));
            }
            encoding.put("detail", map("field", "part", "type", "nominal"));
            layers.add(map(
                    "transform",
                    List.of(map("filter", "datum.kind === '" + kind.label() + "'")),
                    "mark",
                    mark(kind),
                    "encoding",
                    encoding));
        }
        return layers;
    }

    private static Map<String, Object> mark(Rows.Kind kind) {
        return switch (kind) {
            case BAND, BARS -> map("type", "area", "opacity", BAND_OPACITY, "clip", true);
            case WHISKER -> map("type", "rule", "strokeWidth", 1.3, "clip", true);
            case LINE -> map("type", "line", "strokeWidth", 2, "clip", true);
            case STEP -> map("type", "line", "strokeWidth", 2, "interpolate", "step-after", "clip", true);
            case POINT -> map("type", "point", "filled", true, "size", 40, "clip", true);
            case THEORY -> map("type", "line", "strokeWidth", 1.4, "clip", true);
            case VERTICAL, HORIZONTAL -> map("type", "rule", "strokeDash", List.of(2, 4), "clip", true);
        };
    }

    private static Map<String, Object> scale(Scale scale) {
        String type = scale.log() ? "log" : "linear";
        return map("type", type, "domain", List.of(scale.low(), scale.high()), "nice", false);
    }

    /** The colours of the picture, each curve under its label; a band has the colour of the curve that follows it. */
    private Map<String, Object> colours() {
        Map<String, String> colours = new LinkedHashMap<>();
        Set<String> data = labels(false);
        Set<String> theories = labels(true);
        List<String> curves = List.copyOf(data);
        for (Chart chart : frames) {
            for (int i = 0; i < chart.layers().size(); i++) {
                Layer layer = chart.layers().get(i);
                colours.putIfAbsent(layer.label(), hex(colour(layer, i, chart.layers(), curves, theories)));
            }
        }
        return map("domain", List.copyOf(colours.keySet()), "range", List.copyOf(colours.values()));
    }

    /** The labels of the curves, or of the theories, in the order in which they come. */
    private Set<String> labels(boolean theory) {
        Set<String> labels = new LinkedHashSet<>();
        for (Chart chart : frames) {
            for (Layer layer : chart.layers()) {
                if (theory ? layer.isTheory() : layer instanceof Layer.Curve) {
                    labels.add(layer.label());
                }
            }
        }
        return labels;
    }

    private Map<String, Object> shapes() {
        List<String> labels = List.copyOf(labels(false));
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            shapes.add(SHAPES.get(i % SHAPES.size()));
        }
        return map("domain", labels, "range", shapes);
    }

    private Map<String, Object> dashes() {
        List<String> labels = List.copyOf(labels(true));
        List<float[]> dashes = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            dashes.add(Palette.theoryDashes(i));
        }
        return map("domain", labels, "range", dashes);
    }

    private static Color colour(Layer layer, int index, List<Layer> layers, List<String> curves, Set<String> theories) {
        if (layer instanceof Layer.Curve) {
            return Palette.data(curves.indexOf(layer.label()));
        }
        if (layer instanceof Layer.Reference) {
            return Palette.REFERENCE;
        }
        if (theories.contains(layer.label())) {
            return Palette.theory(List.copyOf(theories).indexOf(layer.label()));
        }
        for (int i = index + 1; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Curve curve) {
                return Palette.data(curves.indexOf(curve.label()));
            }
        }
        return Palette.data(Math.max(0, curves.size() - 1));
    }

    private static String hex(Color color) {
        return String.format("#%06x", color.getRGB() & 0xFFFFFF);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
