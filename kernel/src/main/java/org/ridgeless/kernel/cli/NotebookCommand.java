package org.ridgeless.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opens the notebooks in Jupyter. */
@Command(
        name = "notebook",
        description = "Opens notebooks in JupyterLab or the classic notebook; installs the kernel for you first.",
        mixinStandardHelpOptions = true)
final class NotebookCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            description = {"a notebook or a folder (default: the notebooks of Ridgeless)"})
    private Path what;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.current();
        Path target = what == null ? installation.home().resolve("notebooks") : what;
        if (!Files.exists(target)) {
            throw new Failure("no such notebook or folder: " + target);
        }
        JupyterFolders folders = JupyterFolders.ofThisMachine();
        List<String> command = command(folders);
        try {
            new Kernelspec(installation, List.of())
                    .writeTo(folders.user().resolve("kernels").resolve(InstallCommand.DEFAULT_NAME));
            return start(command, target);
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    private static List<String> command(JupyterFolders folders) {
        if (folders.program("jupyter-lab").isPresent()) {
            return List.of("jupyter-lab");
        }
        if (folders.program("jupyter-notebook").isPresent()) {
            return List.of("jupyter-notebook");
        }
        throw new Failure(
                "Jupyter is not on the search path; install it (pip install jupyterlab, conda install jupyterlab,"
                        + " apt install jupyter-notebook), or use: lab run NOTEBOOK");
    }

    private static int start(List<String> program, Path target) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(program);
        command.add(target.toString());
        Process jupyter = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(jupyter::destroy));
        return jupyter.waitFor() == 0 ? 0 : 1;
    }
}
