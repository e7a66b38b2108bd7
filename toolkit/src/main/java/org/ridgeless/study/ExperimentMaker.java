package org.ridgeless.study;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import org.ridgeless.sweeps.cells.Recipe;

/** Makes experiments again from their class, options and seed. */
final class ExperimentMaker implements Recipe.Maker {
    /** Whether a class can be made by its name: it has a constructor without parameters and is no lambda's or cell's. */
    static boolean canMake(Class<?> type) {
        return !type.isAnonymousClass()
                && !type.isHidden()
                && Arrays.stream(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    }

    @Override
    public Recipe.Replayable make(Recipe recipe, ClassLoader loader) {
        return experiment(recipe, loader)::replay;
    }

    static Experiment<?> experiment(Recipe recipe, ClassLoader loader) {
        Experiment<?> experiment = fresh(recipe.study(), loader).seed(recipe.seed());
        // The size first: it puts all other options back.
        String size = recipe.options().get("size");
        experiment = size == null ? experiment : experiment.setAny("size", size);
        for (Map.Entry<String, String> option : recipe.options().entrySet()) {
            if (!option.getKey().equals("size")) {
                experiment = experiment.setAny(option.getKey(), option.getValue());
            }
        }
        return experiment;
    }

    private static Experiment<?> fresh(String name, ClassLoader loader) {
        try {
            Constructor<?> constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Experiment<?>) constructor.newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException("there is no experiment " + name + " here: " + e, e);
        }
    }
}
