package org.ridgeless.kernel.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is here, what is wrong and how to mend it. */
@Command(
        name = "doctor",
        description =
                "Looks at this machine: Java, memory, linear algebra, Jupyter, kernels. Exit status 1 if something"
                        + " will fail.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(JavaFindings.all());
        for (LabCommands library : ServiceLoader.load(LabCommands.class)) {
            findings.addAll(library.findings());
        }
        findings.addAll(new JupyterFindings(JupyterFolders.ofThisMachine()).all());
        PrintWriter out = spec.commandLine().getOut();
        int width = findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
        for (Finding finding : findings) {
            out.printf("%-4s  %-" + width + "s  %s%n", mark(finding.state()), finding.subject(), finding.found());
            if (!finding.remedy().isEmpty()) {
                out.printf("      %" + width + "s  -> %s%n", "", finding.remedy());
            }
        }
        return findings.stream().anyMatch(f -> f.state() == Finding.State.BAD) ? 1 : 0;
    }

    private static String mark(Finding.State state) {
        return switch (state) {
            case GOOD -> "ok";
            case NOTE -> "note";
            case BAD -> "BAD";
        };
    }
}
