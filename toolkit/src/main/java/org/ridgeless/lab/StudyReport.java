package org.ridgeless.lab;

import java.io.PrintWriter;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Result;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.verdict.Outcome;

/** Runs the study of a recipe and prints what it came to: the verdict of an experiment, the means of a sweep. */
final class StudyReport {
    private static final int FAILED = 1;

    private final Recipe recipe;
    private final ClassLoader loader;
    private final PrintWriter out;

    StudyReport(Recipe recipe, ClassLoader loader, PrintWriter out) {
        this.recipe = recipe;
        this.loader = loader;
        this.out = out;
    }

    /** What differs between the two kinds of studies. */
    interface Setup {
        Experiment<?> of(Experiment<?> experiment);

        Sweep of(Sweep sweep);
    }

    /** The exit status: 1 if the verdict is FAIL or something is missing. */
    int print(Setup setup) {
        return isSweep()
                ? print(setup.of(Sweep.of(recipe, loader)).run())
                : print(setup.of(Experiment.of(recipe, loader)).run());
    }

    private boolean isSweep() {
        return recipe.maker().startsWith(Sweep.class.getPackageName() + ".");
    }

    private int print(Result result) {
        out.println(result);
        out.flush();
        return result.isPartial() || result.verdict().outcome() == Outcome.FAIL ? FAILED : 0;
    }

    private int print(SweepResult result) {
        for (String measure : result.measures()) {
            out.println(result.summary(measure));
        }
        if (result.failures().rows() > 0) {
            out.println(result.failures());
        }
        out.println(result.status());
        out.flush();
        return result.isPartial() ? FAILED : 0;
    }
}
