package org.ridgeless.dynamics;

import org.ridgeless.sweeps.Cells;

/**
 * Many descents at once: other seeds, other data, other step sizes. Each replica is computed on one core by itself, in a
 * workspace small enough for its nearest cache, so every result is bit for bit that of the descent alone.
 *
 * {@snippet file="DynamicsTest.java" region="replicas"}
 */
public final class Replicas {
    private final Descent[] descents;
    private final int threads;

    private Replicas(Descent[] descents, int threads) {
        this.descents = descents;
        this.threads = threads;
    }

    /**
     * The given descents, on as many threads as the machine has processors.
     *
     * @param descents at least 1, each complete
     * @return the replicas
     * @throws IllegalArgumentException if there is none
     */
    public static Replicas of(Descent... descents) {
        if (descents.length == 0) {
            throw new IllegalArgumentException("replicas need at least one descent");
        }
        return new Replicas(descents.clone(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same on so many threads; the results do not depend on it.
     *
     * @param count threads, ≥ 1
     * @return the replicas on them
     * @throws IllegalArgumentException if the number is below 1
     */
    public Replicas threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("replicas need at least 1 thread, got " + count);
        }
        return new Replicas(descents, count);
    }

    /**
     * Takes the given number of steps in each; run i is that of descent i. After an interruption those that were under way are
     * there up to their last step, those whose turn had not come without a step; {@link Run#partial} says so of both.
     *
     * @param steps of each, ≥ 0
     * @return as many runs as descents, in their order
     */
    public Run[] run(int steps) {
        // Tasks cut short do not count as finished, but a run says itself how it ended.
        Run[] runs = new Run[descents.length];
        Cells.named("replicas").threads(threads).run(runs.length, i -> runs[i] = descents[i].run(steps));
        for (int i = 0; i < runs.length; i++) {
            if (runs[i] == null) {
                runs[i] = descents[i].untouched(steps);
            }
        }
        return runs;
    }
}
