package org.ridgeless.notebooks.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of the system, and the Debian package that brings it. */
enum Program {
    JUPYTER("jupyter-core", "/usr/bin/jupyter"),
    NBCONVERT("jupyter-nbconvert", "/usr/bin/jupyter-nbconvert"),
    NOTEBOOK("jupyter-notebook", "/usr/bin/jupyter-notebook"),
    CONSOLE("jupyter-console", "/usr/bin/jupyter-console"),
    CHROMIUM("chromium", "/usr/bin/chromium"),
    CHROMEDRIVER("chromium-driver", "/usr/bin/chromedriver"),
    CONFORMANCE_SUITE("python3-jupyter-kernel-test", "/usr/bin/python3", "-c", "import jupyter_kernel_test"),
    NBCLIENT("python3-nbclient", "/usr/bin/python3", "-c", "import nbclient");

    private final String debianPackage;
    private final List<String> probe;

    Program(String debianPackage, String... probe) {
        this.debianPackage = debianPackage;
        this.probe = List.of(probe);
    }

    String debianPackage() {
        return debianPackage;
    }

    /** The path of its executable file. */
    String path() {
        return probe.get(0);
    }

    boolean isInstalled() {
        if (!Files.isExecutable(Path.of(path()))) {
            return false;
        }
        return probe.size() == 1 || succeeds();
    }

    private boolean succeeds() {
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
