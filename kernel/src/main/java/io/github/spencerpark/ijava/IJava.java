package io.github.spencerpark.ijava;

import org.ridgeless.kernel.shell.CurrentSession;

/** Where libraries made for IJava get the kernel. */
public final class IJava {

    private IJava() {}

    /**
     * The kernel of the cell that is running.
     *
     * @throws IllegalStateException outside a cell
     */
    public static JavaKernel getKernelInstance() {
        return new JavaKernel(CurrentSession.get());
    }
}
