package org.ridgeless.nd4j;

import org.nd4j.linalg.factory.Nd4j;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Architecture;

/** Runs networks by ND4J. */
final class NdEngine implements Engine {
    static final NdEngine INSTANCE = new NdEngine();

    private NdEngine() {}

    /** Loads the native library, or says why it cannot be. */
    static NdEngine started() {
        try {
            Nd4j.getBackend();
            return INSTANCE;
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new IllegalStateException(
                    "ND4J cannot be started here (" + System.getProperty("os.name") + ", "
                            + System.getProperty("os.arch")
                            + "): " + cause
                            + "; its engine needs org.nd4j:nd4j-native with the library of this platform"
                            + " on the class path; networks run without it on Engine.FUSED",
                    e);
        }
    }

    @Override
    public String name() {
        return "ND4J";
    }

    @Override
    public Evaluator evaluator(Architecture architecture, int capacity) {
        return new NdEvaluator(architecture, capacity);
    }

    @Override
    public String toString() {
        return name();
    }
}
