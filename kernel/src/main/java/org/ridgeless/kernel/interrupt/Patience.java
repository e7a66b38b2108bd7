package org.ridgeless.kernel.interrupt;

/**
 * How long to wait for a thread that was told to stop. In the code of a cell it will notice for certain, so it is given
 * time; in library code it is given up soon, for the person should have the notebook back.
 */
public final class Patience {

    private static final long LIBRARY_MILLIS = 150;
    private static final long CELL_MILLIS = 3000;

    private final Thread thread;
    private final long begin = System.nanoTime();

    public Patience(Thread thread) {
        this.thread = thread;
    }

    public boolean isExhausted() {
        long waited = (System.nanoTime() - begin) / 1_000_000;
        return waited > CELL_MILLIS || waited > LIBRARY_MILLIS && !isInCell();
    }

    private boolean isInCell() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && Stragglers.isCellCode(stack[0]);
    }
}
