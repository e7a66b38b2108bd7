package org.ridgeless.lab;

import java.io.PrintWriter;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Gallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the gallery. */
@Command(
        name = "list",
        description = "Lists all experiments: name, entry, cost (teaching / paper), claim, paper.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Experiment<?> experiment : Gallery.all().experiments()) {
            Card card = experiment.card();
            out.printf("%-32s %-7s %s%n", card.name(), card.entry(), card.cost());
            out.println("    " + card.claim());
            out.println("    " + card.papers().get(0).line());
        }
        out.flush();
    }
}
