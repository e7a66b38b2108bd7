package org.ridgeless.kernel.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ridgeless.kernel.display.VegaLite;

/** A control, and what a function makes of its value. */
public final class Interactive extends Widget {

    private final Control<?> control;
    private final OutputWidget output = new OutputWidget();
    private final Supplier<Object> result;
    private final Supplier<JsonObject> chart;

    <T> Interactive(Control<T> control, Function<? super T, ?> function) {
        super(ModelType.BOX, new JsonObject());
        this.control = control;
        result = () -> function.apply(control.value());
        chart = () -> Chart.of(control, function);
        control.onChange(value -> refresh());
    }

    private void refresh() {
        if (models() == null) {
            return;
        }
        try {
            output.show(result.get());
        } catch (RuntimeException | Error e) {
            output.error(e);
            throw e;
        }
    }

    @Override
    void opening() {
        JsonArray children = new JsonArray();
        children.add(Models.reference(control.open(models())));
        children.add(Models.reference(output.open(models())));
        put("children", children);
    }

    @Override
    DisplayData withoutManager(Models session) {
        Object now = result.get();
        output.show(now);
        return session.shown(
                now instanceof Number && session.isWatched()
                        ? VegaLite.of(chart.get().toString())
                        : now);
    }
}
