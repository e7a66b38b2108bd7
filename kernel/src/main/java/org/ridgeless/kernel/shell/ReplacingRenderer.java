package org.ridgeless.kernel.shell;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Shows other values in the place of some, for which no type can be registered beforehand. */
final class ReplacingRenderer extends Renderer {

    private final List<UnaryOperator<Object>> replacements = new CopyOnWriteArrayList<>();

    void replace(UnaryOperator<Object> replacement) {
        replacements.add(replacement);
    }

    @Override
    public DisplayData render(Object value) {
        return super.render(replaced(value));
    }

    @Override
    public DisplayData renderAs(Object value, String... types) {
        return super.renderAs(replaced(value), types);
    }

    private Object replaced(Object value) {
        Object shown = value;
        for (UnaryOperator<Object> replacement : replacements) {
            shown = replacement.apply(shown);
        }
        return shown;
    }
}
