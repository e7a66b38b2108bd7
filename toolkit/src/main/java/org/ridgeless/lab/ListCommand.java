package org.ridgeless.lab;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.ridgeless.study.Card;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Panel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the gallery: a line for each experiment, or all there is to say about some. */
@Command(
        name = "list",
        description = {
            "Lists all experiments, a line each: name, entry, title.",
            "With names: cost (teaching / paper), claim, options and papers of those; with words in --search: those that mention them.",
            "book lists the panels of the book's companion code, book/2.5 those of a section, with the experiment that shows each."
        },
        mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    private static final int WIDTH = 80;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenExperiments chosen;

    @Option(names = "--search", paramLabel = "WORD", description = "Only experiments whose card has this word.")
    private String word = "";

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<Panel> panels = chosen.names().stream()
                .flatMap(name -> chosen.gallery().panels(name).stream())
                .toList();
        if (!panels.isEmpty()) {
            panels.forEach(panel -> out.println(line(panel)));
            out.flush();
            return;
        }
        boolean whole = !chosen.isEmpty();
        List<Experiment<?>> experiments = chosen.experiments(spec);
        for (Experiment<?> experiment : experiments) {
            Card card = experiment.card();
            if (mentions(card)) {
                if (whole) {
                    out.printf("%-24s %-7s %-16s %s%n", card.name(), card.entry(), card.cost(), card.title());
                    describe(experiment, out);
                } else {
                    out.println(line(card));
                }
            }
        }
        out.flush();
    }

    private static String line(Panel panel) {
        String shown = panel.isCovered() ? panel.experiment() : "not shown";
        return String.format("%-32s %-24s %s", panel.name(), shown, panel.line());
    }

    /** What fits into a line of a terminal. */
    private static String line(Card card) {
        String line = String.format("%-24s %-7s %s", card.name(), card.entry(), card.title());
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1).stripTrailing() + "…";
    }

    private boolean mentions(Card card) {
        String text = card.name() + " " + card.entry() + " " + card.themes() + " " + card.markdown();
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    private static void describe(Experiment<?> experiment, PrintWriter out) {
        out.println("    " + experiment.card().claim());
        experiment.options().forEach(option -> out.println("    --set " + option));
        experiment.card().papers().forEach(paper -> out.println("    " + paper.line()));
    }
}
