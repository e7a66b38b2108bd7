package org.ridgeless.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ridgeless.study.Experiment;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.Threads;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;
import org.ridgeless.sweeps.cells.RunnerProvider;
import org.ridgeless.sweeps.jvms.ChildJvms;
import org.ridgeless.sweeps.store.Contents;
import org.ridgeless.sweeps.store.Shard;
import org.ridgeless.sweeps.store.Store;
import org.ridgeless.sweeps.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the cells of a study and keeps them. */
@Command(
        name = "sweep",
        description = {
            "Runs an experiment or a sweep of one's own cell by cell and keeps each finished cell in a folder.",
            "Started again after any end, it goes on from there. With --shard it runs one part of several;",
            "lab merge joins them. Exit status 1 if something is missing or the verdict is FAIL, 2 on wrong use."
        },
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenStudy chosen;

    @Option(names = "--store", paramLabel = "DIR", description = "The folder in which finished cells are kept.")
    private Path folder;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Only part I of N, in a folder of its own inside of DIR; I counts from 1.")
    private String shard;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; results do not depend on their number.")
    private Integer threads;

    @Option(names = "--jvms", paramLabel = "N", description = "Child processes in the place of threads.")
    private Integer jvms;

    @Option(names = "--memory", paramLabel = "SIZE", description = "The heap of each child process, such as 2g.")
    private String memory;

    @Option(names = "--on", paramLabel = "ADDRESS", description = "A cluster, such as spark://host:7077.")
    private String address;

    @Option(names = "--retry-failed", description = "Computes cells again that are kept as failed.")
    private boolean retrying;

    @Override
    public Integer call() {
        ClassLoader loader;
        Recipe recipe;
        Runner runner;
        Shard part;
        try {
            loader = chosen.loader();
            recipe = chosen.recipe(loader);
            recipe.open(loader);
            runner = runner();
            runner.check(recipe);
            part = shard == null ? null : Shard.of(shard);
            if (folder == null && (part != null || retrying)) {
                throw new IllegalArgumentException("--shard and --retry-failed need --store DIR");
            }
            if (Stream.of(threads, jvms, address).filter(Objects::nonNull).count() > 1) {
                throw new IllegalArgumentException("cells go to one of --threads, --jvms and --on");
            }
            if (memory != null && jvms == null) {
                throw new IllegalArgumentException("--memory is that of child processes; it needs --jvms N");
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        try (StopOnSignal signal = new StopOnSignal()) {
            int status = part == null ? whole(recipe, loader, runner) : part(part, recipe, loader, runner);
            signal.finished();
            return status;
        } catch (StoreException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } catch (IllegalStateException e) {
            // Every cell has failed, or they cannot be computed in this way.
            spec.commandLine().getErr().println("lab sweep: " + e.getMessage());
            return INCOMPLETE;
        }
    }

    private int whole(Recipe recipe, ClassLoader loader, Runner runner) {
        return new StudyReport(recipe, loader, out()).print(new StudyReport.Setup() {
            @Override
            public Experiment<?> of(Experiment<?> experiment) {
                Experiment<?> placed = experiment.on(runner);
                placed = folder == null ? placed : placed.store(folder);
                return retrying ? placed.retryFailed() : placed;
            }

            @Override
            public Sweep of(Sweep sweep) {
                Sweep placed = sweep.on(runner);
                placed = folder == null ? placed : placed.store(folder);
                return retrying ? placed.retryFailed() : placed;
            }
        });
    }

    private int part(Shard part, Recipe recipe, ClassLoader loader, Runner runner) {
        Path own = part.folder(folder);
        boolean[] complete = {true};
        int cells;
        try (Store store = Store.open(own, recipe)) {
            Runner stored = (retrying ? store.retryingFailed() : store).around(runner);
            Runner watched = job -> {
                complete[0] = false;
                stored.run(job);
                complete[0] = true;
            };
            recipe.open(loader).replay(part.around(watched, folder));
            cells = store.contents().keys().size();
        } catch (Shard.End e) {
            cells = Contents.of(own).keys().size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INCOMPLETE;
        }
        out().println("shard " + part.number() + " of " + part.count() + ": " + cells + " cells in " + own
                + (complete[0] ? "" : ", interrupted before the end"));
        out().flush();
        return complete[0] ? 0 : INCOMPLETE;
    }

    private Runner runner() {
        if (address != null) {
            return ServiceLoader.load(RunnerProvider.class).stream()
                    .flatMap(provider -> provider.get().open(address).stream())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nothing here runs cells on " + address
                            + "; for spark:// the jar of the module cluster must be on the class path"));
        }
        if (jvms != null) {
            ChildJvms children = ChildJvms.of(jvms).classPath(chosen.jars());
            return memory == null ? children : children.memory(memory);
        }
        return threads == null ? Threads.all() : Threads.of(threads);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
