package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.common.Text;
import io.github.spencerpark.jupyter.kernel.display.common.Url;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.MultiResolutionImage;
import java.awt.image.RenderedImage;
import java.util.List;
import java.util.Optional;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;

/** The renderers that every shell has. */
public final class StandardDisplays implements KernelExtension {
    @Override
    public void install(KernelSession session) {
        register(session.renderer());
    }

    @Override
    public List<String> imports() {
        return List.of("import org.ridgeless.kernel.display.*;");
    }

    /** A value as text, with arrays written out and long ones cut short. */
    public static String text(Object value) {
        return Values.text(value);
    }

    /** Adds the renderers to a registry. */
    public static void register(Renderer renderer) {
        Text.registerAll(renderer);
        Url.registerAll(renderer);
        renderer.createRegistration(RenderedImage.class)
                .preferring(MIMEType.IMAGE_PNG)
                .supporting(MIMEType.IMAGE_PNG)
                .register((image, context) -> Picture.of(image).render(context));
        renderer.createRegistration(MultiResolutionImage.class)
                .preferring(MIMEType.IMAGE_PNG)
                .supporting(MIMEType.IMAGE_PNG)
                .register((image, context) -> Picture.of(image).render(context));
        // Object is what the registry tries last, so whoever registers a class or an interface of his own wins.
        renderer.createRegistration(Object.class)
                .preferring(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML)
                .register(StandardDisplays::renderValue);
    }

    private static void renderValue(Object value, RenderContext context) {
        Optional<Grid> grid = Grids.of(value);
        // A record's text is the line that Java programmers know; as a table it is for HTML.
        Optional<Grid> tabular = grid.filter(table -> !(value instanceof Record));
        context.renderIfRequested(
                MIMEType.TEXT_PLAIN, () -> tabular.map(Grid::text).orElseGet(() -> Values.text(value)));
        grid.ifPresent(table ->
                context.renderIfRequested(MIMEType.TEXT_HTML, (java.util.function.Supplier<Object>) table::html));
    }
}
