package org.ridgeless.linalg.lapack;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.util.Locale;

/**
 * Which LAPACK does the work. Java unless the environment asks for the system's library with
 * {@code RIDGELESS_LAPACK=native}: the translation to Java gives the same bits on every machine, the native library is
 * faster for large matrices.
 */
public final class Provider {
    private static final String VARIABLE = "RIDGELESS_LAPACK";

    /** Null if there is no such library; then {@link #REFUSAL} says so, at every use and not only at the first. */
    private static final LAPACK CHOSEN;

    private static final String REFUSAL;

    static {
        Chatter.off();
        LAPACK chosen = null;
        String refusal = null;
        try {
            chosen = choose(System.getenv(VARIABLE));
            // The machine constants are worked out at the first call and kept; two first calls at once would spoil them
            // for good.
            chosen.dlamch("E");
        } catch (IllegalArgumentException | IllegalStateException e) {
            refusal = e.getMessage();
        }
        CHOSEN = chosen;
        REFUSAL = refusal;
    }

    /**
     * To be held around routines that keep local variables in static fields where they are translated to Java: dlasq1 with all
     * that computes singular values without vectors, and dgeev. Two threads inside return wrong digits or loop for ever.
     */
    static final Object SAVED_VARIABLES = new Object();

    private Provider() {}

    static LAPACK lapack() {
        if (REFUSAL != null) {
            throw new IllegalStateException(REFUSAL);
        }
        return CHOSEN;
    }

    /**
     * What is used, in words.
     *
     * @throws IllegalStateException if the environment asks for what there is not, as does every decomposition then
     */
    public static String name() {
        return lapack() == JavaLAPACK.getInstance() ? "LAPACK in Java" : "native LAPACK of the system";
    }

    static LAPACK choose(String wanted) {
        String kind = wanted == null ? "java" : wanted.toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "java" -> JavaLAPACK.getInstance();
            case "native" -> available();
            default -> throw new IllegalArgumentException(VARIABLE + " is java or native, got \"" + wanted + "\"");
        };
    }

    /** Whether the system has a native LAPACK that could be used. */
    public static boolean nativeIsAvailable() {
        try {
            return NativeLAPACK.getInstance() != null;
        } catch (RuntimeException | LinkageError absent) {
            return false;
        }
    }

    private static LAPACK available() {
        if (!nativeIsAvailable()) {
            throw new IllegalStateException(VARIABLE
                    + " asks for a native LAPACK, but the system has none (install liblapack3 or libopenblas0)");
        }
        return NativeLAPACK.getInstance();
    }
}
