package org.ridgeless.kernel.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** The models of ipywidgets 8 that are used here; names, versions and defaults are those of its published schema. */
enum ModelType {
    LAYOUT("base", "2.0.0", "Layout", "Layout"),
    SLIDER_STYLE("controls", "2.0.0", "SliderStyle", "Style"),
    DESCRIPTION_STYLE("controls", "2.0.0", "DescriptionStyle", "Style"),
    PROGRESS_STYLE("controls", "2.0.0", "ProgressStyle", "Style"),
    INT_SLIDER("controls", "2.0.0", "IntSlider", "IntSlider", SLIDER_STYLE),
    FLOAT_SLIDER("controls", "2.0.0", "FloatSlider", "FloatSlider", SLIDER_STYLE),
    DROPDOWN("controls", "2.0.0", "Dropdown", "Dropdown", DESCRIPTION_STYLE),
    PROGRESS("controls", "2.0.0", "FloatProgress", "Progress", PROGRESS_STYLE),
    BOX("controls", "2.0.0", "VBox", "VBox"),
    OUTPUT("output", "1.0.0", "Output", "Output");

    private final String module;
    private final String version;
    private final String model;
    private final String view;
    private final ModelType style;

    ModelType(String module, String version, String model, String view) {
        this(module, version, model, view, null);
    }

    ModelType(String module, String version, String model, String view, ModelType style) {
        this.module = "@jupyter-widgets/" + module;
        this.version = version;
        this.model = model + "Model";
        this.view = view + "View";
        this.style = style;
    }

    Optional<ModelType> style() {
        return Optional.ofNullable(style);
    }

    /** What every model of the type begins with. */
    JsonObject state() {
        JsonObject state = new JsonObject();
        state.addProperty("_model_module", module);
        state.addProperty("_model_module_version", version);
        state.addProperty("_model_name", model);
        // The views of styles are those of the base.
        state.addProperty("_view_module", view.equals("StyleView") ? "@jupyter-widgets/base" : module);
        state.addProperty("_view_module_version", version);
        state.addProperty("_view_name", view);
        switch (this) {
            case LAYOUT -> {}
            case SLIDER_STYLE, DESCRIPTION_STYLE, PROGRESS_STYLE -> state.addProperty("description_width", "initial");
            case BOX -> state.addProperty("box_style", "");
            case OUTPUT -> {
                state.addProperty("msg_id", "");
                state.add("outputs", new JsonArray());
            }
            default -> described(state);
        }
        return state;
    }

    private void described(JsonObject state) {
        state.add("_dom_classes", new JsonArray());
        state.addProperty("description", "");
        state.addProperty("description_allow_html", false);
        state.add("tooltip", JsonNull.INSTANCE);
        state.add("tabbable", JsonNull.INSTANCE);
        if (this == PROGRESS) {
            state.addProperty("bar_style", "");
            state.addProperty("orientation", "horizontal");
            return;
        }
        state.addProperty("disabled", false);
        if (this == INT_SLIDER || this == FLOAT_SLIDER) {
            state.addProperty("behavior", "drag-tap");
            state.addProperty("continuous_update", true);
            state.addProperty("orientation", "horizontal");
            state.addProperty("readout", true);
            state.add("readout_format", new JsonPrimitive(this == INT_SLIDER ? "d" : ".4~g"));
        }
    }
}
