package org.ridgeless.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ridgeless.study.Experiment;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;
import org.ridgeless.sweeps.store.Contents;
import org.ridgeless.sweeps.store.Merge;
import org.ridgeless.sweeps.store.Shard;
import org.ridgeless.sweeps.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins the parts of a study. */
@Command(
        name = "merge",
        description = {
            "Joins the cells that the shards of a study have kept, and prints what the study came to.",
            "Exit status 1 if shards or cells are missing, which it names; nothing is computed."
        },
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 1;
    private static final int SHOWN = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "The folder given to lab sweep --store; or several, if the parts were kept apart.")
    private List<Path> folders;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the joined cells go; the first DIR unless given.")
    private Path target;

    @Option(names = "--with", paramLabel = "JAR", description = "A jar or a folder of classes with the study.")
    private List<Path> jars = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        try {
            ClassLoader loader = ChosenStudy.loader(jars);
            Merge merge = Merge.of(folders);
            Contents joined = merge.into(target == null ? folders.get(0) : target);
            PrintWriter out = spec.commandLine().getOut();
            out.println(joined.keys().size() + " cells in " + (target == null ? folders.get(0) : target));
            out.flush();
            return report(merge, joined, loader, out);
        } catch (StoreException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private int report(Merge merge, Contents joined, ClassLoader loader, PrintWriter out) throws InterruptedException {
        Recipe recipe = joined.recipe();
        List<CellKey> missing = new ArrayList<>();
        try {
            recipe.open(loader).replay(joined.asRunner(missing::add));
        } catch (Shard.End e) {
            out.println("What is missing is needed before the study goes on; run the missing parts, then merge again.");
        }
        if (!missing.isEmpty()) {
            out.println(missing.size() + " cells are missing"
                    + (merge.missing().isEmpty() ? "" : "; " + String.join(", ", merge.missing()) + " is not there")
                    + ": "
                    + missing.stream().limit(SHOWN).map(CellKey::toString).collect(Collectors.joining("; "))
                    + (missing.size() > SHOWN ? "; …" : ""));
            out.flush();
            return INCOMPLETE;
        }
        Runner stored = joined.asRunner(key -> {});
        return new StudyReport(recipe, loader, out).print(new StudyReport.Setup() {
            @Override
            public Experiment<?> of(Experiment<?> experiment) {
                return experiment.on(stored);
            }

            @Override
            public Sweep of(Sweep sweep) {
                return sweep.on(stored);
            }
        });
    }
}
