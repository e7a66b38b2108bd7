package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import org.ridgeless.kernel.shell.CellFunctions;

/** The running kernel. */
public final class Kernel {

    private Kernel() {}

    public static JavaKernel getKernelInstance() {
        return IJava.getKernelInstance();
    }

    /** Evaluates Java code in the session of the running cell and returns the value of its last expression. */
    public static Object eval(String code) {
        return CellFunctions.eval(code);
    }
}
