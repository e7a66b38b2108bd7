package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.sweeps.Cells;

/**
 * Many descents at once: other seeds, other data, other step sizes. Each replica is computed on one core by itself, in a
 * workspace small enough for its nearest cache, so every result is bit for bit that of the descent alone.
 *
 * <pre>{@code
 * Replicas.of(Descent.of(net.seed(1), data).loss(…).rate(0.1), Descent.of(net.seed(2), data).loss(…).rate(0.1)).run(1000);
 * }</pre>
 */
public final class Replicas {
    private final Descent[] descents;
    private final int threads;

    private Replicas(Descent[] descents, int threads) {
        this.descents = descents;
        this.threads = threads;
    }

    /** The given descents, on as many threads as the machine has processors. */
    public static Replicas of(Descent... descents) {
        if (descents.length == 0) {
            throw new IllegalArgumentException("Replicas need at least one descent.");
        }
        return new Replicas(descents.clone(), Runtime.getRuntime().availableProcessors());
    }

    /** The same on so many threads; the results do not depend on it. */
    public Replicas threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Replicas need at least 1 thread, not " + count + ".");
        }
        return new Replicas(descents, count);
    }

    /** Takes the given number of steps in each; after an interruption only the replicas that had ended are there. */
    public Run[] run(int steps) {
        Cells.Finished<Run> runs =
                Cells.named("replicas").threads(threads).run(descents.length, i -> descents[i].run(steps));
        return Arrays.stream(runs.indices()).mapToObj(runs::get).toArray(Run[]::new);
    }
}
