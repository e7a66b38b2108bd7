package org.ridgeless.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ridgeless.lab.docs.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the reference of the toolkit. */
@Command(
        name = "docs",
        description = "Writes the reference of the toolkit as a website that needs no network; takes about a minute.",
        mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter messages = spec.commandLine().getErr();
        boolean written = Reference.write(out, messages);
        messages.flush();
        if (written) {
            spec.commandLine().getOut().println("wrote " + out.resolve("index.html"));
        }
        return written ? 0 : 1;
    }
}
