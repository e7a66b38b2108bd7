package org.ridgeless.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ridgeless.display.Numbers;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Result;
import org.ridgeless.study.Size;
import org.ridgeless.verdict.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The theory of deep learning as a test suite. */
@Command(
        name = "verify",
        description = {
            "Runs experiments and prints what theory predicts, what was observed, and the verdict.",
            "Exit status 1 if any experiment fails or stops with an error, 2 on wrong use."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenExperiments chosen;

    @Option(names = "--size", paramLabel = "SIZE", description = "tiny, teaching (the default) or paper.")
    private String size = "teaching";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all randomness; 1 unless given.")
    private long seed = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "So many runs of each experiment, with the seeds from --seed on; 1 unless given.")
    private int seeds = 1;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "An option of the experiment, as lab list NAME names it; may be given several times.")
    private Map<String, String> options = new LinkedHashMap<>();

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
        List<Experiment<?>> ready = ready();
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        boolean sound = true;
        try (Writer lines = open()) {
            for (Experiment<?> experiment : ready) {
                for (long run = seed; run < seed + seeds; run++) {
                    sound &= verify(experiment.seed(run), run, counts, lines);
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(summary(ready.size(), counts));
        out.flush();
        return sound && !counts.containsKey(Outcome.FAIL) ? 0 : FAILED;
    }

    private List<Experiment<?>> ready() {
        List<Experiment<?>> experiments = chosen.experiments(spec);
        try {
            Size wanted = Size.of(size);
            if (seeds < 1) {
                throw new IllegalArgumentException("--seeds must be at least 1, got " + seeds);
            }
            List<Experiment<?>> ready = new ArrayList<>();
            for (Experiment<?> experiment : experiments) {
                Experiment<?> sized = experiment.size(wanted).threads(threads);
                for (Map.Entry<String, String> option : options.entrySet()) {
                    sized = sized.set(option.getKey(), option.getValue());
                }
                ready.add(data == null ? sized : sized.images(data));
            }
            return ready;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** An experiment that throws is reported, and the others still run. */
    private boolean verify(Experiment<?> experiment, long run, Map<Outcome, Integer> counts, Writer lines)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Result result;
        try {
            result = experiment.run();
        } catch (RuntimeException | Error e) {
            String message = e instanceof Error || e.getMessage() == null ? e.toString() : e.getMessage();
            out.println(experiment.card().title() + ": stopped with an error: " + message);
            out.println();
            out.flush();
            return false;
        }
        out.println(result.verdict());
        out.println("  " + (seeds > 1 ? "seed " + run + ", " : "") + Numbers.show(result.seconds()) + " s");
        out.println();
        out.flush();
        counts.merge(result.verdict().outcome(), 1, Integer::sum);
        lines.write(JsonLines.of(result, size, run));
        lines.flush();
        return true;
    }

    private Writer open() throws IOException {
        return json == null ? Writer.nullWriter() : Files.newBufferedWriter(json);
    }

    private static String summary(int experiments, Map<Outcome, Integer> counts) {
        String verdicts = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return experiments
                + (experiments == 1 ? " experiment: " : " experiments: ")
                + (verdicts.isEmpty() ? "no verdict" : verdicts);
    }
}
