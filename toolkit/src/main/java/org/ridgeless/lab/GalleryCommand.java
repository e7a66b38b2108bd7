package org.ridgeless.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ridgeless.lab.gallery.Runs;
import org.ridgeless.lab.gallery.Site;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the gallery as a static site. */
@Command(
        name = "gallery",
        description = {
            "Runs experiments and writes a static site: a card and a page for each, a page for each notebook, and a search."
                    + " It is read from the folder itself, without a server and without a network.",
            "",
            "The site can be read at any time. Interrupted, or when an experiment stops with an error, it keeps every card"
                    + " that is finished; --resume goes on from there, and naming experiments renews those alone.",
            "",
            "Exit status 0 if every card was written, whatever its verdict; 1 if not; 2 on wrong use."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GalleryCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Gallery gallery;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names or entries as in lab list; all if none is given.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder of the site.")
    private Path out;

    @Option(names = "--size", paramLabel = "SIZE", description = "tiny, teaching (the default) or paper.")
    private String size = "teaching";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all randomness; 1 unless given.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; results do not depend on their number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--resume", description = "Keep the cards in DIR that are finished with this size and seed.")
    private boolean resume;

    @Option(
            names = "--no-sliders",
            description =
                    "Run each experiment once. Without it those whose card has a slider are also run at each of its"
                            + " values, which makes the whole gallery take about two thirds longer.")
    private boolean noSliders;

    @Option(
            names = "--notebooks",
            paramLabel = "FOLDER",
            description = "The notebooks to show, with the outputs they hold; those of Ridgeless unless given.")
    private Path notebooks = Site.ownNotebooks();

    GalleryCommand() {
        this(Gallery.all());
    }

    /** A gallery of these experiments. */
    GalleryCommand(Gallery gallery) {
        this.gallery = gallery;
    }

    @Override
    public Integer call() {
        List<Experiment<?>> chosen;
        Site site;
        try {
            Size.of(size);
            chosen = chosen();
            site = Site.open(out, gallery.experiments());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        boolean complete;
        try (StopOnSignal signal = new StopOnSignal()) {
            site.addNotebooks(notebooks);
            if (!site.addFrontFigure(names.isEmpty() && !resume, size, seed, threads)) {
                // Whoever computes may have taken the request to stop off the thread.
                Thread.currentThread().interrupt();
            }
            complete = runAll(chosen, site);
            signal.finished();
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("wrote " + out.resolve("index.html"));
        printer.flush();
        return complete ? 0 : FAILED;
    }

    private List<Experiment<?>> chosen() {
        List<Experiment<?>> chosen = new ArrayList<>();
        if (names.isEmpty()) {
            chosen.addAll(gallery.experiments());
        }
        for (String name : names) {
            chosen.addAll(gallery.select(name));
        }
        return chosen.stream()
                .distinct()
                .<Experiment<?>>map(
                        experiment -> experiment.size(Size.of(size)).seed(seed).threads(threads))
                .toList();
    }

    private boolean runAll(List<Experiment<?>> chosen, Site site) {
        boolean complete = true;
        for (int i = 0; i < chosen.size(); i++) {
            Experiment<?> experiment = chosen.get(i);
            String place = String.format(Locale.ROOT, "%7s", (i + 1) + "/" + chosen.size());
            if (resume && site.holds(experiment, size, seed) && (noSliders || site.holdsSlider(experiment))) {
                say(place + "           " + experiment.card().name() + "  kept");
                continue;
            }
            complete &= run(experiment, site, place);
            if (Thread.currentThread().isInterrupted()) {
                say("lab gallery: stopped; " + site.finished() + " finished cards are in " + out
                        + ", and --resume goes on from there");
                return false;
            }
        }
        return complete;
    }

    private boolean run(Experiment<?> experiment, Site site, String place) {
        String name = experiment.card().name();
        try {
            Optional<Runs> runs = Runs.of(experiment, !noSliders);
            if (runs.isEmpty()) {
                // Whoever computes may have taken the request to stop off the thread.
                Thread.currentThread().interrupt();
                return false;
            }
            site.add(experiment, runs.get(), size, seed);
            say(String.format(
                    Locale.ROOT,
                    "%s %8.1f s  %s  %s",
                    place,
                    runs.get().seconds(),
                    name,
                    runs.get().main().verdict().outcome()));
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            String error = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            site.addFailed(experiment, size, seed, error);
            say(place + "           " + name + "  stopped with an error: " + error);
            return false;
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
