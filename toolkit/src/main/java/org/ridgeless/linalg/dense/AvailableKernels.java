package org.ridgeless.linalg.dense;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Chooses the kernels once for the JVM. */
final class AvailableKernels {
    static final DenseKernels BEST = find();

    private AvailableKernels() {}

    private static DenseKernels find() {
        // Without the module the provider cannot even be loaded, so it is not asked for.
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return PlainKernels.INSTANCE;
        }
        try {
            return ServiceLoader.load(DenseKernels.class, DenseKernels.class.getClassLoader())
                    .findFirst()
                    .orElse(PlainKernels.INSTANCE);
        } catch (ServiceConfigurationError | LinkageError e) {
            // The module is an incubator, which another Java may have changed; networks run without it, too.
            Logger.getLogger(AvailableKernels.class.getName())
                    .log(Level.WARNING, "Networks run on plain loops, since the vector kernels do not load", e);
            return PlainKernels.INSTANCE;
        }
    }
}
