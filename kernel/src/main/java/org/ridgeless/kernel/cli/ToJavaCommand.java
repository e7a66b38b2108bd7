package org.ridgeless.kernel.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.TextFile;
import org.ridgeless.kernel.notebook.source.NotebookClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a class of a notebook. */
@Command(
        name = "to-java",
        description = {
            "Makes a Java class of a notebook: what cells declare becomes its members, what they do its methods, which main calls.",
            "",
            "Nothing is executed. Magics become comments, artifacts of %%maven the line //DEPS that JBang reads."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ToJavaCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NOTEBOOK", description = "a notebook file (.ipynb)")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the source file (default: the source goes to standard output)")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String stem = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
        String name = NotebookClass.nameFor(stem.replaceFirst("^[\\d\\W_]+(?=\\p{Alpha})", ""));
        String source = NotebookClass.of(Notebook.read(file), name);
        if (out == null) {
            spec.commandLine().getOut().print(source);
            spec.commandLine().getOut().flush();
        } else {
            Path target = out.resolve(name + ".java");
            TextFile.write(target, source);
            spec.commandLine().getOut().println("wrote " + target);
        }
        return 0;
    }
}
