package org.ridgeless.jupyter;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.ridgeless.display.MimeBundle;

/** Teaches JJava to show the toolkit's values; JJava finds it by itself once the jar is there. */
public final class JJavaAdapter implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        install(kernel.getRenderer());
    }

    static void install(Renderer renderer) {
        for (Shown shown : Shown.all()) {
            renderer.createRegistration(shown.type())
                    .preferring(Shown.FORMS)
                    .register((value, context) -> copy(shown.bundle().apply(value), context.getOutputContainer()));
        }
    }

    private static void copy(MimeBundle bundle, DisplayData display) {
        bundle.data().forEach(display::putData);
        bundle.metadata().forEach(display::putMetaData);
    }
}
