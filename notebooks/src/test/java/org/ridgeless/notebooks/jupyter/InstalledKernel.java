package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ridgeless.notebooks.NotebookFile;

/** The kernel installed as a user installs it, into a folder of its own that no other Jupyter sees. */
final class InstalledKernel {

    private static final Path LAB =
            NotebookFile.FOLDER.toAbsolutePath().normalize().resolveSibling("lab");

    private final Path home;

    private InstalledKernel(Path home) {
        this.home = home;
    }

    static InstalledKernel in(Path folder) throws IOException {
        var kernel = new InstalledKernel(Files.createDirectories(folder));
        String printed =
                kernel.run(Duration.ofMinutes(10), List.of(LAB.toString(), "install", "--prefix", folder.toString()));
        assertThat(folder.resolve("share/jupyter/kernels/java/kernel.json"))
                .as(printed)
                .exists();
        return kernel;
    }

    /** Runs a program against this kernel, requires it to succeed, and returns what it printed. */
    String run(Duration limit, List<String> command) {
        return Launch.of(command).with(environment()).run(limit);
    }

    /** What makes Jupyter find this kernel and nothing of the user's own set-up. */
    Map<String, String> environment() {
        return Map.of(
                "HOME", home.toString(),
                "JUPYTER_PATH", home.resolve("share/jupyter").toString(),
                "JUPYTER_DATA_DIR", home.resolve("data").toString(),
                "JUPYTER_CONFIG_DIR", home.resolve("config").toString(),
                "JUPYTER_RUNTIME_DIR", home.resolve("runtime").toString(),
                "IPYTHONDIR", home.resolve("ipython").toString(),
                "JAVA_HOME", System.getProperty("java.home"));
    }
}
