package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.ridgeless.display.MimeBundle;

class ExplorerTest {
    private static final double[] X =
            IntStream.range(0, 500).mapToDouble(i -> 1 + i / 50.0).toArray();

    @Test
    void oneBundleHoldsTheSlidersAndThePicture() {
        MimeBundle shown = powers().mime();
        assertThat(shown.data()).containsOnlyKeys("text/plain", "image/png", "application/vnd.vegalite.v5+json");
        assertThat(shown.metadata()).containsKey("image/png");
        assertThat(shown.data().get(MimeBundle.TEXT).toString()).contains("x to the power 2");
        assertThat(new Gson().toJson(shown.data().get(MimeBundle.VEGA_LITE))).hasSizeLessThan(250_000);
    }

    @Test
    void aSliderIsAParameterThatPicksTheRowsOfItsChart() {
        JsonObject specification = specification(powers());
        assertThat(specification.get("$schema").getAsString()).endsWith("/vega-lite/v5.json");
        JsonObject slider = object(specification.getAsJsonArray("params").get(0));
        assertThat(slider.get("name").getAsString()).isEqualTo("slider0");
        assertThat(slider.get("value").getAsDouble()).isEqualTo(2);
        JsonObject bind = slider.getAsJsonObject("bind");
        assertThat(bind.get("input").getAsString()).isEqualTo("range");
        assertThat(List.of(
                        bind.get("min").getAsDouble(),
                        bind.get("max").getAsDouble(),
                        bind.get("step").getAsDouble()))
                .containsExactly(1.0, 3.0, 1.0);
        assertThat(object(specification.getAsJsonArray("transform").get(0))
                        .get("filter")
                        .getAsString())
                .isEqualTo("datum.frame === round((slider0 - 1.0) / 1.0)");
        assertThat(specification
                        .getAsJsonObject("title")
                        .getAsJsonObject("text")
                        .get("expr")
                        .getAsString())
                .startsWith("['x to the power 1', 'x to the power 2', 'x to the power 3'][");
    }

    @Test
    void allChartsShareTheirAxes() {
        for (Chart frame : powers().frames()) {
            assertThat(frame.axes().yHigh()).isGreaterThan(Math.pow(X[X.length - 1], 3));
            assertThat(frame.axes().yLow()).isLessThanOrEqualTo(1).isPositive();
        }
    }

    /** The simulated points and the theory at a value of the slider are those of the chart at that value. */
    @Test
    void theRowsOfAChartAreItsData() {
        JsonArray rows = specification(powers()).getAsJsonObject("data").getAsJsonArray("values");
        assertThat(rows.size()).isLessThanOrEqualTo(2000).isGreaterThan(1000);
        for (JsonElement element : rows) {
            JsonObject row = object(element);
            double power = 1 + row.get("frame").getAsInt();
            assertThat(row.get("y").getAsDouble())
                    .isEqualTo(Math.pow(row.get("x").getAsDouble(), power), within(row));
        }
        assertThat(values(rows, "kind")).containsExactly("point", "theory");
        assertThat(values(rows, "label")).containsExactly("simulated", "theory");
    }

    @Test
    void theoryKeepsItsDashesAndEachLabelItsColour() {
        JsonArray layers = specification(powers()).getAsJsonArray("layer");
        assertThat(layers).hasSize(2);
        JsonObject theory = object(layers.get(0));
        assertThat(theory.getAsJsonObject("encoding").has("strokeDash")).isTrue();
        JsonObject colours =
                theory.getAsJsonObject("encoding").getAsJsonObject("color").getAsJsonObject("scale");
        assertThat(colours.get("domain").toString()).isEqualTo("[\"simulated\",\"theory\"]");
        assertThat(colours.get("range").toString()).isEqualTo("[\"#0072b2\",\"#111111\"]");
    }

    @Test
    void twoSlidersWithUnevenValuesCountThroughTheirCharts() {
        Explorer explorer = Explorer.slider("momentum", 0, 0.5, 0.9)
                .slider("batch", 1, 8)
                .show((m, b) -> Chart.titled("m " + m + ", b " + b).points("p", new double[] {m}, new double[] {b}))
                .start(0.9, 1);
        assertThat(explorer.frames()).hasSize(6);
        assertThat(explorer.caption()).contains("m 0.9, b 1.0");
        JsonObject specification = specification(explorer);
        assertThat(object(specification.getAsJsonArray("transform").get(0))
                        .get("filter")
                        .getAsString())
                .isEqualTo("datum.frame === (indexof([0.0, 0.5, 0.9], slider0)) * 2 + round((slider1 - 1.0) / 7.0)");
        assertThat(object(specification.getAsJsonArray("params").get(0))
                        .get("value")
                        .getAsDouble())
                .isEqualTo(0.9);
        JsonObject bind = object(specification.getAsJsonArray("params").get(0)).getAsJsonObject("bind");
        assertThat(bind.get("input").getAsString()).isEqualTo("select");
        assertThat(bind.get("options").toString()).isEqualTo("[0.0,0.5,0.9]");
        JsonArray rows = specification.getAsJsonObject("data").getAsJsonArray("values");
        JsonObject last = object(rows.get(rows.size() - 1));
        assertThat(last.get("x").getAsDouble()).isEqualTo(0.9);
        assertThat(last.get("y").getAsDouble()).isEqualTo(8);
    }

    @Test
    void everyKindOfLayerHasItsMark() {
        double[] x = {1, 2, 3};
        Explorer explorer = Explorer.slider("s", 0, 1)
                .show(s -> Chart.titled("all")
                        .logY()
                        .band("band", x, new double[] {1, 1, 1}, new double[] {2, 3, 4})
                        .line("line", x, new double[] {1, Double.NaN, 3})
                        .step("step", x, x)
                        .errors("errors", x, x, new double[] {0.5, 1, 2}, new double[] {2, 3, 4})
                        .histogram("histogram", new double[] {1, 1, 2, 3}, 3)
                        .vertical("here", 2)
                        .horizontal("there", 2)
                        .theory("theory", v -> v));
        JsonArray layers = specification(explorer).getAsJsonArray("layer");
        assertThat(StreamSupport.stream(layers.spliterator(), false)
                        .map(layer -> object(layer)
                                .getAsJsonObject("mark")
                                .get("type")
                                .getAsString()))
                .containsExactly("area", "area", "rule", "rule", "line", "line", "line", "rule", "point");
        assertThat(new Gson().toJson(explorer.mime().data().get(MimeBundle.VEGA_LITE)))
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void wrongUseNamesTheValue() {
        assertThatThrownBy(() -> Explorer.slider("n", 5)).hasMessageContaining("at least 2 values, got 1");
        assertThatThrownBy(() -> Explorer.slider("n", 5, 4)).hasMessageContaining("rising, got [5.0, 4.0]");
        assertThatThrownBy(() -> powers().start(7)).hasMessageContaining("\"power\" has no value 7; it has 1, 2, 3");
        assertThatThrownBy(() -> powers().start(1, 2)).hasMessageContaining("1 sliders, got 2 values");
        double[] two = {1, 2};
        assertThatThrownBy(() -> Explorer.slider("n", 0, 1)
                        .show(n -> Chart.titled("").heatMap("z", two, two, new double[2][2]))
                        .mime())
                .hasMessageContaining("not heat maps");
        double[] many = IntStream.range(0, 300).asDoubleStream().toArray();
        assertThatThrownBy(() -> Explorer.slider("n", many)
                        .show(n -> Chart.titled("").line("y", X, X))
                        .mime())
                .hasMessageContaining("give the sliders fewer values");
        assertThatThrownBy(() -> Explorer.slider("n", 0, 1)
                        .show(n -> n == 0
                                ? Chart.titled("").line("y", X, X)
                                : Chart.titled("").logY().line("y", X, X)))
                .hasMessageContaining("must agree");
    }

    private static Explorer powers() {
        return Explorer.slider("power", 1, 2, 3).show(p -> {
            double[] y = java.util.Arrays.stream(X).map(v -> Math.pow(v, p)).toArray();
            return Chart.titled("x to the power " + (int) p)
                    .logY()
                    .points("simulated", X, y)
                    .theory("theory", v -> Math.pow(v, p));
        });
    }

    private static org.assertj.core.data.Offset<Double> within(JsonObject row) {
        return org.assertj.core.api.Assertions.within(2e-4 * row.get("y").getAsDouble());
    }

    private static Set<String> values(JsonArray rows, String field) {
        Set<String> values = new TreeSet<>();
        rows.forEach(row -> values.add(object(row).get(field).getAsString()));
        return values;
    }

    private static JsonObject specification(Explorer explorer) {
        return object(new Gson().toJsonTree(explorer.mime().data().get(MimeBundle.VEGA_LITE)));
    }

    private static JsonObject object(JsonElement element) {
        return element.getAsJsonObject();
    }
}
