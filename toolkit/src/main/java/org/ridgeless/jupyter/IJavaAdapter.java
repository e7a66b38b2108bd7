package org.ridgeless.jupyter;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.List;
import org.ridgeless.display.MimeBundle;

/**
 * Teaches IJava to show the toolkit's values. IJava looks for nothing in a jar, so it takes one line:
 *
 * <pre>{@code
 * %jars ridgeless-toolkit-all.jar
 * org.ridgeless.jupyter.IJavaAdapter.install()
 * }</pre>
 */
public final class IJavaAdapter {
    private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

    private IJavaAdapter() {}

    /**
     * Registers the renderers with the IJava that runs this.
     *
     * @throws IllegalStateException in any other kernel, which needs no such line
     */
    public static void install() {
        try {
            Object kernel = Class.forName(IJAVA).getMethod("getKernelInstance").invoke(null);
            if (kernel instanceof BaseKernel running) {
                install(running.getRenderer());
                return;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(advice(), e);
        }
        throw new IllegalStateException(advice());
    }

    /**
     * Registers the renderers; for any kernel made from IJava's base library.
     *
     * @param renderer of the kernel
     */
    public static void install(Renderer renderer) {
        register(renderer, Shown.all());
    }

    static void register(Renderer renderer, List<Shown> types) {
        for (Shown shown : types) {
            renderer.createRegistration(shown.type())
                    .preferring(Shown.FORMS)
                    .register((value, context) -> copy(shown.bundle().apply(value), context.getOutputContainer()));
        }
    }

    private static void copy(MimeBundle bundle, DisplayData display) {
        bundle.data().forEach(display::putData);
        bundle.metadata().forEach(display::putMetaData);
    }

    private static String advice() {
        return "no IJava runs here; the kernels of Ridgeless, JJava and rapaio show the toolkit's values without this line";
    }
}
