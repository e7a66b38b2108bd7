package org.ridgeless.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the students' version of labs. */
@Command(
        name = "assign",
        description = {
            "Writes the students' version of labs in the cell format of nbgrader: without solutions, hidden tests and outputs.",
            "Nothing is written if one of them is not marked as nbgrader wants it."
        },
        mixinStandardHelpOptions = true)
final class AssignCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "The teacher's version.")
    private List<Path> notebooks;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder for the students' version.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            for (Path notebook : notebooks) {
                requireApart(notebook);
                Assignment.read(notebook);
            }
            Files.createDirectories(folder);
            for (Path notebook : notebooks) {
                Path target = folder.resolve(notebook.getFileName());
                Assignment.read(notebook).release(target);
                out.println(target);
            }
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } catch (java.nio.file.NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "no notebook " + e.getFile());
        }
    }

    private void requireApart(Path notebook) {
        if (notebook.toAbsolutePath()
                .normalize()
                .getParent()
                .equals(folder.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException(
                    "--out " + folder + " is where " + notebook + " lies; the solutions would be lost");
        }
    }
}
