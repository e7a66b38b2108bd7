package org.ridgeless.sweeps.cells;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;

/**
 * What came of a cell: a plain value, or the reason why there is none.
 *
 * @param value a number, a text, an enum, an array or list of these, or a record of plain values; null if there is none
 * @param problem why there is no value; empty if there is one
 * @param seed of the cell, for the record
 * @param wallNanos the time it took
 * @param cpuNanos the processor time of its thread; −1 where the JVM does not tell
 */
public record Outcome(Object value, String problem, long seed, long wallNanos, long cpuNanos) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean TIMED = THREADS.isCurrentThreadCpuTimeSupported();

    /**
     * An outcome with all that is known of it.
     *
     * @throws IllegalArgumentException unless there is either a value or a problem
     */
    public Outcome {
        if ((value == null) == problem.isEmpty()) {
            throw new IllegalArgumentException("an outcome is a value or a reason, got " + value + ", " + problem);
        }
    }

    /**
     * A cell that was not computed, for a reason.
     *
     * @param reason why, not empty
     * @return the outcome, without seed and times
     */
    public static Outcome missing(String reason) {
        return new Outcome(null, reason, 0, 0, 0);
    }

    /**
     * Computes a cell. Whatever it throws is its problem alone: an error of one cell, such as a stack too deep, is no reason to
     * lose the others.
     *
     * @param seed of the cell
     * @param body what is computed
     * @return the value, or the message of what was thrown
     */
    public static Outcome of(long seed, Callable<?> body) {
        long wall = System.nanoTime();
        long cpu = cpuTime();
        Object value = null;
        String problem = "";
        try {
            value = Plain.require(body.call());
        } catch (Exception | Error e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            boolean speaks = e instanceof Exception
                    && e.getMessage() != null
                    && !e.getMessage().isBlank();
            problem = speaks ? e.getMessage() : e.toString();
        }
        return new Outcome(value, problem, seed, System.nanoTime() - wall, TIMED ? cpuTime() - cpu : -1);
    }

    /** Whether there is a value. */
    public boolean hasValue() {
        return value != null;
    }

    /** This outcome as bytes, from which {@link #read} makes one that is equal bit by bit. */
    public byte[] bytes() {
        return new ValueWriter()
                .number(seed)
                .number(wallNanos)
                .number(cpuNanos)
                .text(problem)
                .value(value)
                .bytes();
    }

    /**
     * The outcome that was written as these bytes.
     *
     * @param bytes that {@link #bytes} has written
     * @param loader finds the classes of records and enums
     * @return the outcome
     * @throws IllegalArgumentException if it is not one, or if a class is missing or has changed
     */
    public static Outcome read(byte[] bytes, ClassLoader loader) {
        ValueReader in = new ValueReader(bytes, loader);
        long seed = in.number();
        long wall = in.number();
        long cpu = in.number();
        String problem = in.text();
        return new Outcome(in.value(), problem, seed, wall, cpu);
    }

    /**
     * The outcome that was written as these bytes where its classes may be missing: records and enums are read as texts.
     *
     * @param bytes that {@link Outcome#bytes} has written
     * @return the outcome with texts in the place of records and enums
     * @throws IllegalArgumentException if it is not one
     */
    public static Outcome readWithoutClasses(byte[] bytes) {
        return read(bytes, null);
    }

    private static long cpuTime() {
        return TIMED ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
