package org.ridgeless.kernel.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ridgeless.kernel.KernelMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts the kernel as Jupyter does, for set-ups that write their own kernelspec. */
@Command(
        name = "kernel",
        description = "Starts the kernel from a connection file that Jupyter wrote. (The installed kernel starts Java"
                + " directly and does not need this.)",
        mixinStandardHelpOptions = true)
final class KernelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONNECTION_FILE", description = "the file that Jupyter gives as {connection_file}")
    private Path connectionFile;

    @Override
    public Integer call() throws InterruptedException {
        KernelMain.main(new String[] {connectionFile.toString()});
        return 0;
    }
}
