package org.ridgeless.kernel.magics.resolver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where Maven is installed, for the settings that hold for all users of a machine. */
final class MavenHome {
    private MavenHome() {}

    static Optional<Path> find() {
        for (String variable : new String[] {"MAVEN_HOME", "M2_HOME"}) {
            String home = System.getenv(variable);
            if (home != null && Files.isDirectory(Path.of(home))) {
                return Optional.of(Path.of(home));
            }
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder, "mvn");
            if (Files.isExecutable(program)) {
                return ofProgram(program);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> ofProgram(Path program) {
        try {
            Path home = program.toRealPath().getParent().getParent();
            return Files.exists(home.resolve("conf")) ? Optional.of(home) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
