package org.ridgeless.jupyter;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import org.ridgeless.display.MimeBundle;

/** MIME bundles in the form of the kernel's display API. */
final class Bundles {
    private Bundles() {}

    static void copy(MimeBundle bundle, DisplayData display) {
        bundle.data().forEach(display::putData);
        bundle.metadata().forEach(display::putMetaData);
    }
}
