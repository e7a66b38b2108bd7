package org.ridgeless.jupyter;

import java.util.List;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import org.ridgeless.display.MimeBundle;

/** Teaches the rapaio kernel to show the toolkit's values; it finds this by itself once the jar is there. */
public final class RapaioAdapter implements DisplayProvider {
    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return Shown.all().stream().<DisplayRenderer>map(ShownRenderer::new).toList();
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    private record ShownRenderer(Shown shown) implements DisplayRenderer {
        @Override
        public Class<?> rendererClass() {
            return shown.type();
        }

        /** Whatever is asked for, the value comes in all the forms that it has. */
        @Override
        public boolean canRender(String mime) {
            return true;
        }

        @Override
        public DisplayData render(String mime, Object value) {
            MimeBundle bundle = shown.bundle().apply(value);
            DisplayData display =
                    DisplayData.fromText(bundle.data().get(MimeBundle.TEXT).toString());
            bundle.data().forEach(display::putData);
            bundle.metadata().forEach(display::putMetaData);
            return display;
        }
    }
}
