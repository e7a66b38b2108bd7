package org.ridgeless.sweeps.cells;

/**
 * Gets cells computed: on threads, in other JVMs, on a cluster. The outcome of a cell is the same bit by bit wherever it is
 * computed.
 */
@FunctionalInterface
public interface Runner {
    /**
     * Computes all cells of a job and hands each outcome to {@link Job#finished} as soon as it is there. What a cell brings after
     * an interruption is not handed on, because it may be cut short.
     *
     * @param job the cells
     * @throws InterruptedException if it was interrupted before all cells were finished; what was handed on stands
     * @throws IllegalStateException if the cells cannot be computed in this way
     */
    void run(Job job) throws InterruptedException;

    /**
     * Looks whether the cells of a study can be computed in this way; asked before any work.
     *
     * @param recipe of the study
     * @throws IllegalStateException if not, for example because the study has no name by which another JVM could make it, or
     *     because a cluster does not answer
     */
    default void check(Recipe recipe) {
        // Threads of this JVM can compute anything.
    }
}
