package org.ridgeless.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ridgeless.display.Numbers;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Gallery;
import org.ridgeless.experiments.Result;
import org.ridgeless.experiments.Size;
import org.ridgeless.oldverdict.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The theory of deep learning as a test suite. */
@Command(
        name = "verify",
        description = {
            "Runs experiments and prints what theory predicts, what was observed, and the verdict.",
            "Exit status 1 if any check fails, 2 on wrong use."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names or entries as in lab list; all if none is given.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--size", paramLabel = "SIZE", description = "tiny, teaching (the default) or paper.")
    private String size = "teaching";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all randomness; 1 unless given.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; results do not depend on their number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with IDX files (MNIST, Fashion-MNIST) in the place of the shipped handwritten digits.")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes one JSON object a line for each check.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        List<Experiment<?>> chosen;
        try {
            chosen = chosen();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        boolean crashed = false;
        try (Writer lines = open()) {
            for (Experiment<?> experiment : chosen) {
                crashed |= !verify(experiment, counts, lines);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(summary(chosen.size(), counts));
        out.flush();
        return crashed || counts.containsKey(Outcome.FAIL) ? FAILED : 0;
    }

    private List<Experiment<?>> chosen() {
        Size wanted = Size.of(size);
        // A name and an entry may mean the same experiment; it runs once, where it was asked for first.
        Map<String, Experiment<?>> asked = new LinkedHashMap<>();
        for (String name : names) {
            Gallery.select(name)
                    .forEach(experiment -> asked.putIfAbsent(experiment.card().name(), experiment));
        }
        Collection<Experiment<?>> all = names.isEmpty() ? Gallery.all().experiments() : asked.values();
        List<Experiment<?>> ready = new ArrayList<>();
        for (Experiment<?> experiment : all) {
            Experiment<?> sized = experiment.size(wanted).seed(seed).threads(threads);
            ready.add(data == null ? sized : sized.images(data));
        }
        return ready;
    }

    /** An experiment that throws is reported, and the others still run. */
    private boolean verify(Experiment<?> experiment, Map<Outcome, Integer> counts, Writer lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Result result;
        try {
            result = experiment.run();
        } catch (RuntimeException e) {
            out.println(experiment.card().title() + ": stopped with an error: " + e.getMessage());
            out.println();
            out.flush();
            return false;
        }
        out.println(result.verdict());
        out.println("  " + Numbers.show(result.seconds()) + " s");
        out.println();
        out.flush();
        result.verdict().checks().forEach(check -> counts.merge(check.outcome(), 1, Integer::sum));
        lines.write(JsonLines.of(result, size, seed));
        lines.flush();
        return true;
    }

    private Writer open() throws IOException {
        return json == null ? Writer.nullWriter() : Files.newBufferedWriter(json);
    }

    private static String summary(int experiments, Map<Outcome, Integer> counts) {
        String checks = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return experiments
                + (experiments == 1 ? " experiment: " : " experiments: ")
                + (checks.isEmpty() ? "no checks" : checks);
    }
}
