package org.ridgeless.linalg.dense;

import java.util.ServiceLoader;

/** Chooses the kernels once for the JVM. */
final class AvailableKernels {
    static final DenseKernels BEST = find();

    private AvailableKernels() {}

    private static DenseKernels find() {
        // Without the module the provider cannot even be loaded, so it is not asked for.
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return PlainKernels.INSTANCE;
        }
        return ServiceLoader.load(DenseKernels.class, DenseKernels.class.getClassLoader())
                .findFirst()
                .orElse(PlainKernels.INSTANCE);
    }
}
