package org.ridgeless.kernel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells Jupyter about the kernel. */
@Command(
        name = "install",
        description = {
            "Installs the kernel for Jupyter. Nothing is copied but a description: the kernel runs from this folder,"
                    + " so install again after moving it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InstallCommand implements Callable<Integer> {
    /** The name under which IJava installs itself, so that its notebooks find this kernel. */
    static final String DEFAULT_NAME = "java";

    /** The places to choose from. */
    static final class Place {
        @Option(names = "--user", description = "for you alone (the default)")
        private boolean user;

        @Option(names = "--prefix", paramLabel = "DIR", description = "below DIR/share/jupyter/kernels")
        private Path prefix;

        @Option(
                names = "--sys-prefix",
                description = {
                    "into the active conda or virtual environment, or where the jupyter on the search path lives"
                })
        private boolean sysPrefix;
    }

    @ArgGroup
    private final Place place = new Place();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = DEFAULT_NAME,
            description = {"the kernel's name (default: ${DEFAULT-VALUE}, as IJava's)"})
    private String name;

    @Option(
            names = "--jvm-options",
            paramLabel = "\"OPTIONS\"",
            defaultValue = "",
            description = {"further options for Java, such as \"-Xmx4g --enable-preview\""})
    private String jvmOptions;

    @Option(
            names = "--debugger",
            description = {
                "with breakpoints in cells, in JupyterLab; for a machine of your own, since until the kernel has started,"
                        + " any program on the machine could take its place as the debugger"
            })
    private boolean debugger;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name takes letters, digits, points, hyphens and underscores, got \"" + name + "\"");
        }
        Path folder = folder().toAbsolutePath().normalize();
        try {
            Kernelspec plain = new Kernelspec(Installation.current(), words(jvmOptions));
            (debugger ? plain.withDebugger() : plain).writeTo(folder);
        } catch (IOException e) {
            throw new Failure("cannot write to " + folder + ": " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println("installed \"" + Kernelspec.DISPLAY_NAME + "\" in " + folder);
        return 0;
    }

    private Path folder() {
        JupyterFolders folders = JupyterFolders.ofThisMachine();
        Path data = folders.user();
        if (place.prefix != null) {
            data = JupyterFolders.below(place.prefix);
        } else if (place.sysPrefix) {
            data = JupyterFolders.below(folders.pythonPrefix()
                    .orElseThrow(() -> new Failure("no conda or virtual environment is active and neither jupyter nor"
                            + " python3 is on the search path; use --user or --prefix DIR")));
        }
        return data.resolve("kernels").resolve(name);
    }

    private static List<String> words(String options) {
        return options.isBlank() ? List.of() : Arrays.asList(options.strip().split("\\s+"));
    }
}
