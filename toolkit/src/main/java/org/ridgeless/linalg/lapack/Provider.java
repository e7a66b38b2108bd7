package org.ridgeless.linalg.lapack;

import dev.ludovic.netlib.lapack.LAPACK;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.openblas.Netlib;
import org.ridgeless.linalg.openblas.OpenBlas;

/**
 * Which LAPACK does the work: for orders from {@value #SMALLEST} on {@link OpenBlas} where it works, else the translation to Java. The
 * order alone decides, so that a result does not depend on what was computed before it.
 */
public final class Provider {
    /**
     * The order from which the native library gains more than its calls cost: at 32 it takes about half of the time of Java, at 16
     * almost as long, and for still smaller matrices a notebook should not have to load it.
     */
    static final int SMALLEST = 24;

    /** The order from which a decomposition takes so long that an interruption is looked for before it. */
    private static final int LONG = 1000;

    /**
     * To be held around routines of the Java translation that keep local variables in static fields: dlasq1 with all that computes singular
     * values without vectors, and dgeev. Two threads inside return wrong digits or loop for ever.
     */
    private static final Object SAVED_VARIABLES = new Object();

    private Provider() {}

    /** What a decomposition asks of LAPACK. */
    interface Call {
        void on(LAPACK lapack);
    }

    /** Whether matrices of this order go to the native library. */
    static boolean isNative(int order) {
        return order >= SMALLEST && OpenBlas.works();
    }

    /** For a matrix of this order, its smaller dimension if it is not square; to be asked for at each call. */
    static LAPACK lapack(int order) {
        if (order >= LONG) {
            Interruption.poll();
        }
        return isNative(order) ? OpenBlas.lapack() : InJava.LAPACK;
    }

    /** A call of a routine that is for one thread at a time where it is translated to Java. */
    static void alone(int order, Call call) {
        LAPACK lapack = lapack(order);
        if (lapack == InJava.LAPACK) {
            synchronized (SAVED_VARIABLES) {
                call.on(lapack);
            }
        } else {
            call.on(lapack);
        }
    }

    /** What does the work of large matrices, in words; loads the native library. */
    public static String name() {
        return OpenBlas.account();
    }

    private static final class InJava {
        static final LAPACK LAPACK = Netlib.javaLapack();

        private InJava() {}
    }
}
