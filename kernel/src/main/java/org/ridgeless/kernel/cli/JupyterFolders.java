package org.ridgeless.kernel.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where Jupyter looks for things, worked out as Jupyter does it, without asking Python. */
final class JupyterFolders {
    private final Map<String, String> environment;
    private final Path home;
    private final String system;

    /** @param system the operating system as Java names it */
    JupyterFolders(Map<String, String> environment, Path home, String system) {
        this.environment = environment;
        this.home = home;
        this.system = system;
    }

    static JupyterFolders ofThisMachine() {
        return new JupyterFolders(
                System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
    }

    /** The user's own data folder. */
    Path user() {
        if (environment.containsKey("JUPYTER_DATA_DIR")) {
            return Path.of(environment.get("JUPYTER_DATA_DIR"));
        }
        if (system.startsWith("Windows")) {
            return Path.of(environment.getOrDefault("APPDATA", home.toString()), "jupyter");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Jupyter");
        }
        String data = environment.get("XDG_DATA_HOME");
        return data == null || data.isBlank() ? home.resolve(".local/share/jupyter") : Path.of(data, "jupyter");
    }

    /** The data folder below a prefix such as /usr/local. */
    static Path below(Path prefix) {
        return prefix.resolve("share").resolve("jupyter");
    }

    /** The prefix of the active Python: of the conda or virtual environment, else of the jupyter or python3 on the path. */
    Optional<Path> pythonPrefix() {
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            String prefix = environment.get(variable);
            if (prefix != null && !prefix.isBlank()) {
                return Optional.of(Path.of(prefix));
            }
        }
        return program("jupyter")
                .or(() -> program("python3"))
                .map(program -> program.getParent().getParent());
    }

    /** A program on the search path. */
    Optional<Path> program(String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program =
                    Path.of(folder.isEmpty() ? "." : folder, system.startsWith("Windows") ? name + ".exe" : name);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** The folders in which kernels are looked for, the first found wins. */
    List<Path> kernels() {
        List<Path> folders = new ArrayList<>();
        for (String folder : environment.getOrDefault("JUPYTER_PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        folders.add(user());
        pythonPrefix().map(JupyterFolders::below).ifPresent(folders::add);
        if (!system.startsWith("Windows")) {
            folders.add(Path.of("/usr/local/share/jupyter"));
            folders.add(Path.of("/usr/share/jupyter"));
        }
        return folders.stream()
                .map(folder -> folder.resolve("kernels"))
                .distinct()
                .toList();
    }
}
