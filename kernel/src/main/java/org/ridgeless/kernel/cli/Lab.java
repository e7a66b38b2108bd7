package org.ridgeless.kernel.cli;

import java.util.Arrays;
import java.util.ServiceLoader;
import org.ridgeless.kernel.notebook.NotebookException;
import org.ridgeless.kernel.notebook.WrongParameterException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code lab}. */
@Command(
        name = "lab",
        description = "A laboratory for the theory of deep learning in Java notebooks.",
        mixinStandardHelpOptions = true,
        versionProvider = LabVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            InstallCommand.class,
            NotebookCommand.class,
            DoctorCommand.class,
            ToJavaCommand.class,
            KernelCommand.class,
            WarmUpCommand.class
        })
public final class Lab implements Runnable {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Lab() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Lab());
        for (LabCommands library : ServiceLoader.load(LabCommands.class)) {
            library.commands().forEach(line::addSubcommand);
        }
        return line.setParameterExceptionHandler(Lab::explainWrongUse)
                .setExecutionExceptionHandler(Lab::explainFailure)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int explainWrongUse(CommandLine.ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message = problem.getMessage().lines().findFirst().orElse("");
        if (problem instanceof CommandLine.UnmatchedArgumentException && command.getParent() == null) {
            String commands = String.join(", ", visibleCommands(command));
            message =
                    "no command \"" + Arrays.stream(arguments).findFirst().orElse("") + "\"; accepted are " + commands;
        }
        command.getErr().println(name + ": " + message + " (" + name + " --help says what is accepted)");
        return WRONG_USE;
    }

    private static java.util.List<String> visibleCommands(CommandLine lab) {
        return lab.getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static int explainFailure(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (!(problem instanceof Failure || problem instanceof NotebookException)) {
            throw problem;
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + problem.getMessage());
        return problem instanceof WrongParameterException ? WRONG_USE : FAILED;
    }
}
