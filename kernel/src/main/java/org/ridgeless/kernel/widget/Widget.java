package org.ridgeless.kernel.widget;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import org.ridgeless.kernel.extension.Comm;

/**
 * What a cell shows and a front end can change. The kernel and the front end have the same state, and each sends the other what
 * changes on its side; nothing is sent before the widget is shown.
 */
public abstract class Widget {

    private final ModelType type;
    private final JsonObject state;
    private Models models;
    private Comm comm;

    Widget(ModelType type, JsonObject state) {
        this.type = type;
        this.state = type.state();
        state.entrySet().forEach(entry -> this.state.add(entry.getKey(), entry.getValue()));
    }

    /** Its identifier; the first time, the front end is told of it. */
    final synchronized String open(Models session) {
        if (comm == null) {
            models = session;
            opening();
            if (type.style().isPresent()) {
                state.addProperty("layout", session.open(ModelType.LAYOUT.state()));
                state.addProperty("style", session.open(type.style().get().state()));
            }
            comm = session.open(this::copy, this::received);
        }
        return comm.id();
    }

    /** What is to be there before the front end is told. */
    void opening() {}

    /** Where it is shown; null before. */
    final synchronized Models models() {
        return models;
    }

    final synchronized JsonElement get(String name) {
        return state.get(name);
    }

    private synchronized JsonObject copy() {
        return state.deepCopy();
    }

    /** Changes the state on both sides. */
    final synchronized void put(String name, JsonElement value) {
        state.add(name, value);
        if (comm != null && !comm.isClosed()) {
            JsonObject changes = new JsonObject();
            changes.add(name, value);
            comm.send(Models.update(changes));
        }
    }

    private void received(JsonObject changes) {
        synchronized (this) {
            changes.entrySet().forEach(entry -> state.add(entry.getKey(), entry.getValue()));
        }
        changed(changes);
    }

    /** The front end has changed something. */
    void changed(JsonObject changes) {}

    /** What stands beside it for front ends without widgets, and alone where nobody watches. */
    abstract DisplayData withoutManager(Models session);
}
