package org.ridgeless.kernel.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/** A place for one value, which can be replaced at any time, whatever other cells show. */
public final class OutputWidget extends Widget {

    private Object shown = "";

    OutputWidget() {
        super(ModelType.OUTPUT, new JsonObject());
    }

    /** Shows a value in the place of what is there. */
    public synchronized OutputWidget show(Object value) {
        shown = value;
        if (models() != null) {
            put(models().output(value));
        }
        return this;
    }

    synchronized void error(Throwable thrown) {
        JsonObject stream = new JsonObject();
        stream.addProperty("output_type", "stream");
        stream.addProperty("name", "stderr");
        stream.addProperty("text", thrown.toString());
        put(stream);
    }

    private void put(JsonObject output) {
        JsonArray outputs = new JsonArray();
        outputs.add(output);
        put("outputs", outputs);
    }

    @Override
    void opening() {
        put(models().output(shown));
    }

    @Override
    synchronized DisplayData withoutManager(Models session) {
        return session.shown(shown);
    }
}
