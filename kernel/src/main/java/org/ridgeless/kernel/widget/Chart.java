package org.ridgeless.kernel.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.function.Function;

/** A function with numbers over the values of a control, in Vega-Lite, with a slider or a list of its own. */
final class Chart {

    private Chart() {}

    static <T> JsonObject of(Control<T> control, Function<? super T, ?> function) {
        boolean isNumeric = control.samples().get(0) instanceof Number;
        JsonArray points = new JsonArray();
        for (T sample : control.samples()) {
            if (function.apply(sample) instanceof Number number && Double.isFinite(number.doubleValue())) {
                JsonObject point = new JsonObject();
                point.add("x", isNumeric ? new JsonPrimitive((Number) sample) : new JsonPrimitive(sample.toString()));
                point.addProperty("y", number);
                points.add(point);
            }
        }
        JsonObject chart = JsonParser.parseString(isNumeric ? CURVE : BARS).getAsJsonObject();
        JsonObject at = chart.getAsJsonArray("params").get(0).getAsJsonObject();
        at.add("bind", isNumeric ? range(control) : choice(control));
        at.add(
                "value",
                isNumeric
                        ? control.get("value")
                        : new JsonPrimitive(control.value().toString()));
        chart.getAsJsonObject("data").add("values", points);
        chart.getAsJsonObject("encoding").getAsJsonObject("x").addProperty("title", control.label());
        return chart;
    }

    private static JsonObject range(Control<?> control) {
        JsonObject bind = new JsonObject();
        bind.addProperty("input", "range");
        bind.addProperty("name", control.label() + " ");
        for (String bound : new String[] {"min", "max", "step"}) {
            bind.add(bound, control.get(bound));
        }
        return bind;
    }

    private static JsonObject choice(Control<?> control) {
        JsonObject bind = new JsonObject();
        bind.addProperty("input", "select");
        bind.addProperty("name", control.label() + " ");
        bind.add("options", control.get("_options_labels"));
        return bind;
    }

    private static final String CURVE = """
            {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 400, "height": 240,
             "params": [{"name": "at"}], "data": {},
             "encoding": {"x": {"field": "x", "type": "quantitative"},
                          "y": {"field": "y", "type": "quantitative", "title": null, "scale": {"zero": false}}},
             "layer": [{"mark": "line"},
                       {"transform": [{"calculate": "abs(datum.x - at)", "as": "distance"},
                                      {"window": [{"op": "rank", "as": "rank"}], "sort": [{"field": "distance"}]},
                                      {"filter": "datum.rank == 1"}],
                        "layer": [{"mark": {"type": "point", "filled": true, "size": 80}},
                                  {"mark": {"type": "text", "dy": -12},
                                   "encoding": {"text": {"field": "y", "format": ".4~g"}}}]}]}
            """;

    private static final String BARS = """
            {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 400, "height": 240,
             "params": [{"name": "at"}], "data": {}, "mark": "bar",
             "encoding": {"x": {"field": "x", "type": "nominal", "sort": null},
                          "y": {"field": "y", "type": "quantitative", "title": null},
                          "opacity": {"condition": {"test": "datum.x == at", "value": 1}, "value": 0.4}}}
            """;
}
