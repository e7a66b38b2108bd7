package io.github.spencerpark.ijava;

import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.shell.KernelInstance;

/** The kernel under the name that code made for IJava has for it. */
public final class JavaKernel extends KernelInstance {

    JavaKernel(KernelSession session) {
        super(session);
    }
}
