package org.ridgeless.sweeps.cells;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a worker computes cells: it makes the study from its recipe, follows it up to the job in which a cell stands, with the
 * outcomes of the jobs before, and computes that cell. Safe for use by several threads.
 *
 * <pre>{@code
 * Workshop shop = Workshop.of(recipe, loader);
 * shop.learn(earlier);               // what the study knows by then
 * Outcome outcome = shop.compute(key);
 * }</pre>
 */
public final class Workshop {
    private final Recipe recipe;
    private final ClassLoader loader;
    private final Map<CellKey, Outcome> known = new ConcurrentHashMap<>();
    private volatile Map<CellKey, Integer> places = Map.of();
    private volatile Job job;

    private Workshop(Recipe recipe, ClassLoader loader) {
        this.recipe = recipe;
        this.loader = loader;
    }

    /**
     * A workshop for one study.
     *
     * @param recipe of the study
     * @param loader finds its classes
     * @return the workshop, which knows no outcome yet
     * @throws IllegalStateException if the study has no name by which it could be made here
     */
    public static Workshop of(Recipe recipe, ClassLoader loader) {
        recipe.requireNamed("another JVM");
        return new Workshop(recipe, loader);
    }

    /**
     * Takes outcomes of earlier jobs, also in the place of others.
     *
     * @param earlier outcomes by the names of their cells
     */
    public synchronized void learn(Map<CellKey, Outcome> earlier) {
        known.putAll(earlier);
        places = Map.of();
    }

    /**
     * Computes a cell.
     *
     * @param key the name of the cell
     * @return its value, or why there is none
     * @throws IllegalStateException if the study, as it is here and with what is known, has no such cell
     */
    public Outcome compute(CellKey key) {
        Integer place;
        Job current;
        synchronized (this) {
            if (!places.containsKey(key)) {
                follow(key);
            }
            place = places.get(key);
            current = job;
        }
        return current.compute(place);
    }

    private void follow(CellKey wanted) {
        try {
            recipe.open(loader).replay(announced -> take(announced, wanted));
        } catch (Reached reached) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        if (!places.containsKey(wanted)) {
            throw new IllegalStateException("the study " + recipe.study() + " has no cell " + wanted
                    + " here; is it of the same version everywhere?");
        }
    }

    private void take(Job announced, CellKey wanted) {
        Map<CellKey, Integer> found = new HashMap<>();
        for (int i = 0; i < announced.size(); i++) {
            found.put(announced.key(i), i);
        }
        if (found.containsKey(wanted)) {
            job = announced;
            places = found;
            throw new Reached();
        }
        found.forEach((key, index) -> {
            Outcome outcome = known.get(key);
            if (outcome == null && announced.goesOnInParts()) {
                // A cell of another shard, which the wanted one does not need.
                return;
            }
            if (outcome == null) {
                throw new IllegalStateException(
                        "the cell " + wanted + " comes after " + key + ", whose outcome is not known here");
            }
            announced.finished(index, outcome);
        });
    }

    /** The job is found; the study need not go on. Like an interruption to whoever catches exceptions on the way. */
    private static final class Reached extends CancellationException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
