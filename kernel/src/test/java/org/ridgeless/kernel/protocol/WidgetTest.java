package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.protocol.WireClient.Execution;

/**
 * Widgets as a front end meets them. The attributes are those that the npm package {@code @jupyter-widgets/schema} 0.5.6 lists in
 * jupyterwidgetmodels.latest.json.
 */
class WidgetTest {

    private static final String VIEW = "application/vnd.jupyter.widget-view+json";
    private static final String CHART = "application/vnd.vegalite.v5+json";
    private static final List<String> OF_EVERY_MODEL = List.of(
            "_model_module",
            "_model_module_version",
            "_model_name",
            "_view_module",
            "_view_module_version",
            "_view_name");

    @TempDir
    static Path folder;

    private static KernelProcess kernel;
    private static WireClient client;

    @BeforeAll
    static void start() {
        kernel = KernelProcess.start(folder);
        client = new WireClient(kernel.connection());
    }

    @AfterAll
    static void stop() {
        client.close();
        kernel.close();
    }

    private static Execution run(String code) {
        Execution execution = client.execute(code);
        assertThat(execution.status()).as(code).isEqualTo("ok");
        return execution;
    }

    private static JsonObject state(Message open) {
        return open.object("data").getAsJsonObject("state");
    }

    /** The opening of the model of a name. */
    private static Message opened(Execution execution, String model) {
        return execution.published().stream()
                .filter(message -> message.type().equals("comm_open"))
                .filter(message ->
                        state(message).get("_model_name").getAsString().equals(model + "Model"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + model));
    }

    private static String id(Message open) {
        return open.text("comm_id", "");
    }

    private static JsonObject shown(Execution execution) {
        return execution.published().stream()
                .filter(message -> message.type().equals("execute_result"))
                .map(message -> message.object("data"))
                .findFirst()
                .orElseThrow();
    }

    /** What the kernel publishes when a person moves something. */
    private static List<Message> change(String id, String name, int value) {
        JsonObject state = new JsonObject();
        state.addProperty(name, value);
        JsonObject data = new JsonObject();
        data.addProperty("method", "update");
        data.add("state", state);
        data.add("buffer_paths", new JsonArray());
        return send("comm_msg", id, "", data);
    }

    private static List<Message> send(String type, String id, String target, JsonObject data) {
        JsonObject content = new JsonObject();
        content.addProperty("comm_id", id);
        content.addProperty("target_name", target);
        content.add("data", data);
        return client.publishedFor(client.send(client.shell, type, content));
    }

    private static List<JsonObject> updates(List<Message> published, String id) {
        return published.stream()
                .filter(message ->
                        message.type().equals("comm_msg") && id(message).equals(id))
                .map(message -> message.object("data"))
                .toList();
    }

    private static JsonObject output(JsonObject update) {
        assertThat(update.get("method").getAsString()).isEqualTo("update");
        return update.getAsJsonObject("state").getAsJsonArray("outputs").get(0).getAsJsonObject();
    }

    @Test
    void aSliderIsTheModelThatTheManagerKnows() {
        Execution showing = run("var plain = Controls.slider(\"width\", 1, 100);\nplain");
        Message slider = opened(showing, "IntSlider");
        assertThat(slider.text("target_name", "")).isEqualTo("jupyter.widget");
        assertThat(slider.metadata().get("version").getAsString()).isEqualTo("2.1.0");
        TreeSet<String> attributes = new TreeSet<>(OF_EVERY_MODEL);
        attributes.addAll(List.of("_dom_classes", "behavior", "continuous_update", "description"));
        attributes.addAll(List.of("description_allow_html", "disabled", "layout", "max", "min", "orientation"));
        attributes.addAll(List.of("readout", "readout_format", "step", "style", "tabbable", "tooltip", "value"));
        assertThat(state(slider).keySet()).containsExactlyInAnyOrderElementsOf(attributes);
        assertThat(state(slider).get("layout").getAsString()).isEqualTo("IPY_MODEL_" + id(opened(showing, "Layout")));
        assertThat(state(slider).get("style").getAsString())
                .isEqualTo("IPY_MODEL_" + id(opened(showing, "SliderStyle")));
        JsonObject view = shown(showing).getAsJsonObject(VIEW);
        assertThat(view.get("model_id").getAsString()).isEqualTo(id(slider));
        assertThat(view.get("version_major").getAsInt()).isEqualTo(2);
        assertThat(shown(showing).get("text/plain").getAsString()).isEqualTo("width: 1");
        change(id(slider), "value", 42);
        assertThat(run("plain.value() + 1").result()).isEqualTo("43");
    }

    @Test
    void movingASliderRunsTheFunctionAgain() {
        Execution showing = run("Controls.slider(\"n\", 0, 40).each(n -> n * n)");
        JsonArray children = state(opened(showing, "VBox")).getAsJsonArray("children");
        Message slider = opened(showing, "IntSlider");
        Message output = opened(showing, "Output");
        assertThat(children)
                .extracting(JsonElement::getAsString)
                .containsExactly("IPY_MODEL_" + id(slider), "IPY_MODEL_" + id(output));
        assertThat(updates(change(id(slider), "value", 7), id(output)))
                .singleElement()
                .satisfies(update -> assertThat(output(update)
                                .getAsJsonObject("data")
                                .get("text/plain")
                                .getAsString())
                        .isEqualTo("49"));
    }

    @Test
    void withoutAManagerAFunctionWithNumbersIsDrawn() {
        JsonObject chart =
                shown(run("Controls.slider(\"n\", 0, 40).each(n -> n * n)")).getAsJsonObject(CHART);
        assertThat(chart.getAsJsonObject("data").getAsJsonArray("values"))
                .hasSize(21)
                .allSatisfy(point -> {
                    double x = point.getAsJsonObject().get("x").getAsDouble();
                    assertThat(point.getAsJsonObject().get("y").getAsDouble()).isEqualTo(x * x);
                });
        JsonObject bind =
                chart.getAsJsonArray("params").get(0).getAsJsonObject().getAsJsonObject("bind");
        assertThat(bind.get("input").getAsString()).isEqualTo("range");
        assertThat(bind.get("max").getAsInt()).isEqualTo(40);
    }

    @Test
    void whatAFunctionShowsKeepsItsForms() {
        Execution showing =
                run("Controls.dropdown(\"kind\", \"a\", \"b\").each(kind -> Markdown.of(\"**\" + kind + \"**\"))");
        assertThat(shown(showing).get("text/markdown").getAsString()).isEqualTo("**a**");
        Message output = opened(showing, "Output");
        JsonObject update = updates(change(id(opened(showing, "Dropdown")), "index", 1), id(output))
                .get(0);
        assertThat(output(update).getAsJsonObject("data").get("text/markdown").getAsString())
                .isEqualTo("**b**");
    }

    @Test
    void aFunctionThatThrowsSaysSoInItsPlaceAndIsCalledAgain() {
        Execution showing = run("Controls.slider(\"d\", 0, 4).value(2).each(d -> 12 / d + \" each\")");
        String slider = id(opened(showing, "IntSlider"));
        String output = id(opened(showing, "Output"));
        List<Message> failing = change(slider, "value", 0);
        assertThat(output(updates(failing, output).get(0)).get("text").getAsString())
                .isEqualTo("java.lang.ArithmeticException: / by zero");
        assertThat(output(updates(change(slider, "value", 3), output).get(0)).toString())
                .contains("4 each");
    }

    @Test
    void aBarSendsWhatCanBeSeen() {
        run("var bar = Controls.progress(\"steps\", 1_000_000);\nbar");
        Execution loop = run("for (int i = 1; i <= 1_000_000; i++) bar.value(i);");
        List<Message> sent = loop.published().stream()
                .filter(message -> message.type().equals("comm_msg"))
                .toList();
        assertThat(sent).hasSize(500);
        assertThat(state(sent.get(499)).get("value").getAsDouble()).isEqualTo(1e6);
    }

    @Test
    void anOutputIsReplacedFromLaterCells() {
        Message output = opened(run("var place = Controls.output();\nplace"), "Output");
        Execution later = run("place.show(List.of(1, 2));");
        assertThat(output(updates(later.published(), id(output)).get(0)).toString())
                .contains("\"text/plain\":\"[1, 2]\"");
    }

    @Test
    void aFrontEndThatIsOpenedAgainGetsAllModels() {
        Message slider = opened(run("var again = Controls.slider(\"x\", 0.0, 1.0);\nagain"), "FloatSlider");
        run("again.value(0.25);");
        send("comm_open", "control", "jupyter.widget.control", new JsonObject());
        JsonObject request = new JsonObject();
        request.addProperty("method", "request_states");
        JsonObject answer =
                updates(send("comm_msg", "control", "", request), "control").get(0);
        assertThat(answer.get("method").getAsString()).isEqualTo("update_states");
        JsonObject model = answer.getAsJsonObject("states").getAsJsonObject(id(slider));
        assertThat(model.get("model_name").getAsString()).isEqualTo("FloatSliderModel");
        assertThat(model.getAsJsonObject("state").get("value").getAsDouble()).isEqualTo(0.25);
    }

    @Test
    void whatCannotBeChosenIsSaid() {
        for (String wrong : List.of(
                "Controls.slider(\"n\", 5, 5)",
                "Controls.slider(\"n\", 0, 5, 0)",
                "Controls.slider(\"x\", 0.0, Double.NaN)",
                "Controls.dropdown(\"none\")",
                "Controls.progress(\"p\", -1)",
                "Controls.slider(\"n\", 0, 5).value(6)",
                "Controls.dropdown(\"k\", \"a\").value(\"b\")")) {
            assertThat(client.execute(wrong).status()).as(wrong).isEqualTo("error");
        }
    }
}
