package org.ridgeless.kernel.cell;

import java.util.concurrent.locks.LockSupport;

/**
 * Memory that is kept back for the moment in which a cell has filled all the rest: what it takes to report that, and to compile
 * {@code list = null}. It belongs to the process, as the memory does.
 */
public final class MemoryReserve {

    private static final int PIECE = 1 << 20;
    private static final int PART = 12;
    private static final int MOST_PIECES = 32;
    private static final int CAUSES = 100;
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 100_000_000;

    private static byte[][] pieces;
    private static boolean released;

    private MemoryReserve() {}

    /** Gives the reserve free if memory has run out. To be called first thing where anything is caught; makes no object. */
    public static void releaseFor(Throwable thrown) {
        Throwable one = thrown;
        for (int i = 0; one != null && i < CAUSES; i++) {
            if (one instanceof OutOfMemoryError) {
                release();
                return;
            }
            one = one.getCause();
        }
    }

    /**
     * Does what has to be done even while a cell takes all memory there is: until the cell gets an error of its own, in a
     * pause between two attempts, each thread may find none left.
     */
    public static void insist(Runnable action) {
        for (int i = 1; i < ATTEMPTS; i++) {
            try {
                action.run();
                return;
            } catch (OutOfMemoryError e) {
                release();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        action.run();
    }

    private static synchronized void release() {
        pieces = null;
        released = true;
    }

    /**
     * Sets the reserve aside, if it is not.
     *
     * @return false if it was given free and memory is too full to have it back
     */
    public static synchronized boolean restore() {
        if (pieces != null) {
            return true;
        }
        try {
            byte[][] kept = new byte[size()][];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = new byte[PIECE];
            }
            pieces = kept;
            released = false;
        } catch (OutOfMemoryError e) {
            return !released;
        }
        return true;
    }

    private static int size() {
        return (int) Math.min(MOST_PIECES, Runtime.getRuntime().maxMemory() / PART / PIECE);
    }
}
