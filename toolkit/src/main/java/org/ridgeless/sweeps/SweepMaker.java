package org.ridgeless.sweeps;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.ridgeless.sweeps.cells.Recipe;

/** Makes sweeps again from the class of their source, the values on their axes and their seed. */
final class SweepMaker implements Recipe.Maker {
    @Override
    public Recipe.Replayable make(Recipe recipe, ClassLoader loader) {
        Sweep sweep = sweep(recipe, loader);
        return runner -> sweep.conduct(runner);
    }

    static Sweep sweep(Recipe recipe, ClassLoader loader) {
        Sweep sweep = Sweep.of(source(recipe.study(), loader)).seed(recipe.seed());
        for (Map.Entry<String, String> option : recipe.options().entrySet()) {
            sweep = sweep.setAny(option.getKey(), option.getValue());
        }
        return sweep;
    }

    private static SweepSource source(String name, ClassLoader loader) {
        try {
            Constructor<?> constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (SweepSource) constructor.newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException("there is no sweep " + name + " here: " + e, e);
        }
    }
}
