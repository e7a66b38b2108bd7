package org.ridgeless.kernel.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.NotebookRunner;
import org.ridgeless.kernel.notebook.RunListener;
import org.ridgeless.kernel.notebook.RunOptions;
import org.ridgeless.kernel.notebook.RunReport;
import org.ridgeless.kernel.notebook.TextFile;
import org.ridgeless.kernel.notebook.html.NotebookPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes notebooks and leaves them with their outputs, each with an HTML page. */
@Command(
        name = "run",
        description = {
            "Executes notebooks, with no Python and no Jupyter, and writes each of them with its outputs,"
                    + " and as an HTML page that needs no network.",
            "",
            "Progress goes to standard error, the names of the written files to standard output."
                    + " The exit status is 1 if a cell fails."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NOTEBOOK", arity = "1..*", description = "notebook files (.ipynb)")
    private List<Path> files;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = {"folder for the results (default: ${DEFAULT-VALUE} in the current folder)"})
    private Path out;

    @Option(
            names = "--in-place",
            description = {
                "write the outputs into the notebooks themselves; pages still go to --out,"
                        + " and so does a notebook that did not run to its end"
            })
    private boolean inPlace;

    @Option(names = "--no-html", negatable = false, description = "write no HTML pages")
    private boolean noHtml;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = {"a value for a declaration in the cell tagged \"parameters\"; may be repeated"})
    private final List<String> assignments = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "interrupt a cell that takes longer")
    private Double timeout;

    @Option(
            names = "--max-output",
            paramLabel = "CHARACTERS",
            defaultValue = "" + RunOptions.KEPT_CHARACTERS,
            description = {
                "how much of what a cell prints is kept, and fifty times as much of what it displays"
                        + " (default: ${DEFAULT-VALUE}; 0 for all of it)"
            })
    private long maxOutput;

    @Option(names = "--keep-going", description = "go on with the next cell after a failure")
    private boolean keepGoing;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        options();
        List<Notebook> notebooks = files.stream().map(Notebook::read).toList();
        requireDistinctNames();
        requireWritable(out);
        boolean failed = false;
        for (int i = 0; i < notebooks.size(); i++) {
            failed |= !run(notebooks.get(i), files.get(i), options());
        }
        return failed ? 1 : 0;
    }

    private RunOptions options() {
        if (maxOutput < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--max-output takes a number of characters, or 0 for all, got " + maxOutput);
        }
        RunOptions options = RunOptions.defaults()
                .withParameters(parameters())
                .withKeepGoing(keepGoing)
                .withKeptCharacters(maxOutput == 0 ? Long.MAX_VALUE : maxOutput);
        if (timeout == null) {
            return options;
        }
        if (!(timeout > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--timeout takes a number of seconds above 0, got " + timeout);
        }
        return options.withTimeout(Duration.ofMillis(Math.round(timeout * 1000)));
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(spec.commandLine(), "-p takes NAME=VALUE, got \"" + assignment + "\"");
            }
            parameters.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return parameters;
    }

    private void requireDistinctNames() {
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            if (!inPlace && names.contains(stem(file))) {
                throw new Failure("two notebooks are called " + stem(file) + "; run them apart or with --in-place");
            }
            names.add(stem(file));
        }
    }

    private static void requireWritable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new Failure("cannot write to " + folder + ": " + existing + " is not a folder");
        }
        if (!Files.isWritable(existing)) {
            throw new Failure("cannot write to " + folder + ": permission denied");
        }
    }

    private boolean run(Notebook notebook, Path file, RunOptions options) {
        PrintWriter err = spec.commandLine().getErr();
        Path soFar = result(file);
        RunListener listener = new WrittenAsCellsEnd(new ConsoleProgress(err), soFar);
        NotebookRunner runner = new NotebookRunner(notebook, options, listener);
        RunReport report;
        try (StopOnSignal signal = new StopOnSignal(runner, soFar)) {
            report = runner.run();
            signal.stopped();
            boolean spare = inPlace && !report.complete();
            if (spare) {
                err.println("lab run: " + file + " did not run to its end and stays as it was");
            }
            if (signal.came()) {
                // All of it was written when its last cell ended, and whoever sent the signal is waiting.
                report(soFar);
            } else {
                write(notebook, file, inPlace && !spare);
            }
            if (inPlace && !spare) {
                TextFile.delete(soFar);
            }
            signal.finished();
        }
        for (RunReport.Failure failure : report.failures()) {
            err.println("lab run: " + notebook.name() + ", cell " + failure.cell() + " [" + failure.executionCount()
                    + "]: " + failure.error().lines().findFirst().orElse(""));
        }
        return report.ok();
    }

    private Path result(Path file) {
        return out.resolve(stem(file) + ".ipynb");
    }

    private void write(Notebook notebook, Path file, boolean overwrite) {
        Path target = overwrite ? file : result(file);
        notebook.write(target);
        report(target);
        if (!noHtml) {
            Path page = out.resolve(stem(file) + ".html");
            Path folder = file.toAbsolutePath().getParent();
            TextFile.write(page, NotebookPage.of(notebook, stem(file), folder));
            report(page);
        }
    }

    private void report(Path file) {
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("wrote " + file);
        printer.flush();
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".ipynb") ? name.substring(0, name.length() - ".ipynb".length()) : name;
    }
}
