package org.ridgeless.linalg.openblas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * OpenBLAS, loaded when it is first asked for. Where it does not load or gives a wrong answer to {@link SelfCheck}, everything is
 * computed in Java and {@link #account} says why. The system property {@value #SWITCH}, {@code on} unless it is set to {@code off}
 * when Java starts, keeps it from being loaded at all.
 *
 * <p>It runs in the calling thread alone, in as many threads as call it. Who uses it decides by the shapes of the matrices and by
 * nothing else, so that a result does not depend on what ran before.
 */
public final class OpenBlas {
    public static final String SWITCH = "ridgeless.native";

    private static final OpenBlas FOUND = find();

    /** Null where Java does the work. */
    private final NativeLibrary library;

    /** Null where the switch is neither on nor off. */
    private final String account;

    private final boolean sumsInOrder;

    private OpenBlas(NativeLibrary library, String account, boolean sumsInOrder) {
        this.library = library;
        this.account = account;
        this.sumsInOrder = sumsInOrder;
    }

    /**
     * Whether it is there and right; the first call loads it, in some tenths of a second.
     *
     * @throws IllegalStateException if {@link #SWITCH} is neither on nor off, at every call
     */
    public static boolean works() {
        account();
        return FOUND.library != null;
    }

    /**
     * What does the work of large matrices, and why, in words; throws and loads as {@link #works}.
     *
     * @throws IllegalStateException if {@link #SWITCH} is neither on nor off
     */
    public static String account() {
        if (FOUND.account == null) {
            throw new IllegalStateException(
                    "the system property " + SWITCH + " is on or off, got \"" + System.getProperty(SWITCH) + "\"");
        }
        return FOUND.account;
    }

    /** Whether {@link #SWITCH} keeps it off. */
    public static boolean isSwitchedOff() {
        return System.getProperty(SWITCH, "on").toLowerCase(Locale.ROOT).equals("off");
    }

    /**
     * Whether every entry of a product is summed as {@link SummationOrder} says if the number of columns of its column-major result is a
     * multiple of four. Then entries depend on their row and column alone.
     */
    public static boolean sumsInOrder() {
        return FOUND.sumsInOrder;
    }

    /** To be asked for at each call; only where it {@link #works}. */
    public static BLAS blas() {
        return FOUND.library.blas();
    }

    /** To be asked for at each call; only where it {@link #works}. */
    public static LAPACK lapack() {
        return FOUND.library.lapack();
    }

    private static OpenBlas find() {
        String said = System.getProperty(SWITCH, "on").toLowerCase(Locale.ROOT);
        if (!said.equals("on") && !said.equals("off")) {
            return new OpenBlas(null, null, false);
        }
        if (said.equals("off")) {
            return without("the system property " + SWITCH + " is off");
        }
        // In a thread of its own: unpacking would end early, and for good, if the caller were interrupted.
        FutureTask<NativeLibrary> loading = new FutureTask<>(NativeLibrary::load);
        Thread thread = new Thread(loading, "loading OpenBLAS");
        thread.setDaemon(true);
        thread.start();
        try {
            NativeLibrary library = result(loading);
            SelfCheck check = new SelfCheck(library);
            String wrong = check.firstError();
            if (wrong != null) {
                return without("OpenBLAS computes wrong results on this processor: " + wrong
                        + " (with OPENBLAS_CORETYPE=Haswell in the environment it uses other kernels, for AVX2)");
            }
            return new OpenBlas(library, "OpenBLAS, through JavaCPP", check.sumsInOrder());
        } catch (ExecutionException e) {
            return without(reason(e.getCause()));
        }
    }

    private static NativeLibrary result(FutureTask<NativeLibrary> loading) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return loading.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NoClassDefFoundError) {
            return "the jars of OpenBLAS and JavaCPP (org.bytedeco) are not on the class path";
        }
        if (failure instanceof UnsatisfiedLinkError) {
            return "OpenBLAS does not load here: " + failure.getMessage();
        }
        return "OpenBLAS does not load here: " + failure;
    }

    private static OpenBlas without(String reason) {
        return new OpenBlas(null, "LAPACK and products in Java, since " + reason, false);
    }
}
