package org.ridgeless.sweeps.cells;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to make a study again, in another JVM or on another day: its name, options and seed. All parts are texts and numbers.
 *
 * @param maker the name of the class, a {@link Maker}, that makes it; empty if the study is a lambda, which has no name
 * @param study the name of its class, or the title of a study without one
 * @param options by name, each as text; in order
 * @param seed the root of all randomness
 */
public record Recipe(String maker, String study, Map<String, String> options, long seed) implements Serializable {
    /** Makes studies of one kind from their recipes; it has a constructor without parameters. */
    @FunctionalInterface
    public interface Maker {
        /**
         * The study of a recipe.
         *
         * @param recipe with name, options and seed
         * @param loader finds the class of the study
         * @return the study
         * @throws IllegalArgumentException if there is no such study or it does not have such options
         */
        Replayable make(Recipe recipe, ClassLoader loader);
    }

    /** A study that announces its cells, job by job, to whatever runner it is given. */
    @FunctionalInterface
    public interface Replayable {
        /**
         * Announces all cells.
         *
         * @param runner which gets them computed
         * @throws InterruptedException if it was interrupted before all cells were finished
         */
        void replay(Runner runner) throws InterruptedException;
    }

    /** A recipe; the options are copied in their order. */
    public Recipe {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Of a study that only this JVM has.
     *
     * @param study its title
     * @param options by name, each as text
     * @param seed the root of all randomness
     * @return a recipe that cannot be opened elsewhere
     */
    public static Recipe local(String study, Map<String, String> options, long seed) {
        return new Recipe("", study, options, seed);
    }

    /** Whether another JVM can make the study. */
    public boolean isNamed() {
        return !maker.isEmpty();
    }

    /**
     * Makes the study.
     *
     * @param loader finds the classes of maker and study
     * @return the study
     * @throws IllegalStateException if it has no name
     * @throws IllegalArgumentException if its class is not found
     */
    public Replayable open(ClassLoader loader) {
        requireNamed("another JVM");
        try {
            Constructor<?> constructor = Class.forName(maker, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Maker) constructor.newInstance()).make(this, loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make the study " + study + ": " + e, e);
        }
    }

    /**
     * Refuses a study that other JVMs cannot make.
     *
     * @param where it was to be made, for the message
     * @throws IllegalStateException if only this JVM has the study; the message says how to give it a name
     */
    public void requireNamed(String where) {
        if (!isNamed()) {
            throw new IllegalStateException(
                    "\"" + study + "\" is made of lambdas, which stay in this JVM; to run it in " + where
                            + " write a class of it: class MySweep implements SweepSource { public Sweep sweep() { return …; } } and"
                            + " Sweep.of(new MySweep()), or an Experiment");
        }
    }
}
