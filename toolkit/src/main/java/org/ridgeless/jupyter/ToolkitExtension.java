package org.ridgeless.jupyter;

import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.nd4j.ForeignArray;
import org.ridgeless.plots.ForeignChart;
import org.ridgeless.tables.ForeignTable;

/** Teaches the kernel to show the toolkit's values, and the charts and tables of the libraries below it. */
public final class ToolkitExtension implements KernelExtension {
    private static final String[] FORMS = {
        MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.PNG, MimeBundle.MARKDOWN, MimeBundle.LATEX, MimeBundle.SVG
    };

    @Override
    public void install(KernelSession session) {
        install(session.renderer(), value -> show((Displayable) value, session));
    }

    /** Registers the renderers; for kernels of the IJava family that do not load extensions by themselves. */
    public static void install(Renderer renderer) {
        install(renderer, value -> ((Displayable) value).mime());
    }

    /** All parts but the last go below the cell at once; the last one is what the value itself shows as. */
    private static MimeBundle show(Displayable value, KernelSession session) {
        List<Displayable> parts = value.parts();
        parts.subList(0, parts.size() - 1).forEach(session::display);
        Displayable last = parts.get(parts.size() - 1);
        return last.mime();
    }

    private static void install(Renderer renderer, Function<Object, MimeBundle> displayable) {
        register(renderer, () -> Displayable.class, displayable);
        register(renderer, ForeignChart::type, chart -> ForeignChart.of(chart).mime());
        register(renderer, ForeignTable::type, table -> ForeignTable.of(table).mime());
        register(renderer, ForeignArray::type, ForeignArray::show);
    }

    /** A library that is not on the class path has no values to show either. */
    private static void register(Renderer renderer, Supplier<Class<?>> type, Function<Object, MimeBundle> show) {
        Class<?> shown;
        try {
            shown = type.get();
        } catch (NoClassDefFoundError absent) {
            return;
        }
        renderer.createRegistration(shown)
                .preferring(FORMS)
                .register((value, context) -> Bundles.copy(show.apply(value), context.getOutputContainer()));
    }
}
