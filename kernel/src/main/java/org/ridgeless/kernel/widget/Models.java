package org.ridgeless.kernel.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.extension.Comm;
import org.ridgeless.kernel.extension.KernelSession;

/** The models that the front ends of a session know (version 2 of the widget messaging protocol). */
final class Models {

    static final MIMEType VIEW = new MIMEType("application", "vnd", "jupyter.widget-view", "json");

    private static final String TARGET = "jupyter.widget";
    private static final String CONTROL = "jupyter.widget.control";
    private static final String PROTOCOL = "2.1.0";
    private static final String REFERENCE = "IPY_MODEL_";

    private final KernelSession session;
    private final Map<String, Supplier<JsonObject>> states = new ConcurrentHashMap<>();

    Models(KernelSession session) {
        this.session = session;
        session.onComm(
                CONTROL,
                comm -> comm.onMessage(data -> {
                    if (isMethod(data, "request_states")) {
                        comm.send(all());
                    }
                }));
    }

    /** Tells of a model that nobody will change; returns how others refer to it. */
    String open(JsonObject state) {
        return reference(open(() -> state, changes -> {}).id());
    }

    static String reference(String id) {
        return REFERENCE + id;
    }

    /** @param state a copy of the state as it is */
    Comm open(Supplier<JsonObject> state, Consumer<JsonObject> changed) {
        JsonObject data = new JsonObject();
        data.add("state", state.get());
        data.add("buffer_paths", new JsonArray());
        JsonObject metadata = new JsonObject();
        metadata.addProperty("version", PROTOCOL);
        Comm comm = session.openComm(TARGET, data, metadata, List.of());
        states.put(comm.id(), state);
        comm.onClose(closed -> states.remove(comm.id()));
        comm.onMessage(message -> {
            if (isMethod(message, "update") && message.get("state") instanceof JsonObject changes) {
                changed.accept(changes);
            } else if (isMethod(message, "request_state")) {
                comm.send(update(state.get()));
            }
        });
        return comm;
    }

    private static boolean isMethod(JsonObject data, String name) {
        return data.has("method")
                && data.get("method").isJsonPrimitive()
                && data.get("method").getAsString().equals(name);
    }

    static JsonObject update(JsonObject changes) {
        JsonObject data = new JsonObject();
        data.addProperty("method", "update");
        data.add("state", changes);
        data.add("buffer_paths", new JsonArray());
        return data;
    }

    /** The answer to a front end that has been opened again. */
    private JsonObject all() {
        JsonObject models = new JsonObject();
        states.forEach((id, current) -> {
            JsonObject state = current.get();
            JsonObject model = new JsonObject();
            model.add("model_name", state.get("_model_name"));
            model.add("model_module", state.get("_model_module"));
            model.add("model_module_version", state.get("_model_module_version"));
            model.add("state", state);
            models.add(id, model);
        });
        JsonObject data = new JsonObject();
        data.addProperty("method", "update_states");
        data.add("states", models);
        data.add("buffer_paths", new JsonArray());
        return data;
    }

    /** A widget as it is shown: where nobody watches, only what can be drawn without a kernel. */
    DisplayData display(Widget widget) {
        DisplayData shown = new DisplayData(widget.withoutManager(this));
        if (isWatched()) {
            JsonObject view = new JsonObject();
            view.addProperty("model_id", widget.open(this));
            view.addProperty("version_major", 2);
            view.addProperty("version_minor", 0);
            shown.putData(VIEW, view);
        }
        return shown;
    }

    boolean isWatched() {
        return session.interactive();
    }

    /** A value as it is shown below a cell. */
    DisplayData shown(Object value) {
        return value instanceof DisplayData data ? data : session.renderer().render(value == null ? "null" : value);
    }

    /** A value as an output of a notebook. */
    JsonObject output(Object value) {
        MimeBundle bundle = MimeBundle.of(shown(value));
        JsonObject output = new JsonObject();
        output.addProperty("output_type", "display_data");
        output.add("data", bundle.data());
        output.add("metadata", bundle.metadata());
        return output;
    }
}
