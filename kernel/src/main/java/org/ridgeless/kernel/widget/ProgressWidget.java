package org.ridgeless.kernel.widget;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/** A bar that shows how much of something is done. */
public final class ProgressWidget extends Widget {

    /** Nobody sees less than this part of the bar. */
    private static final double VISIBLE = 0.002;

    private final String label;
    private final double total;
    private double sent;

    ProgressWidget(String label, double total, JsonObject state) {
        super(ModelType.PROGRESS, state);
        this.label = label;
        this.total = total;
    }

    /** So much is done, of the total; safe to call from any thread of a cell and as often as one likes. */
    public synchronized ProgressWidget value(double done) {
        double value = Math.max(0, Math.min(total, done));
        if (value == total || Math.abs(value - sent) >= VISIBLE * total) {
            sent = value;
            put("value", new JsonPrimitive(value));
        }
        return this;
    }

    @Override
    synchronized DisplayData withoutManager(Models session) {
        return new DisplayData(label + ": " + sent + " of " + total);
    }
}
