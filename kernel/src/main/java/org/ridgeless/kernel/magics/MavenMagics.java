package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ridgeless.kernel.extension.KernelSession;

/** {@code %maven}, {@code %mavenRepo} and {@code %loadFromPOM}. */
final class MavenMagics {
    private static final List<String> DEFAULT_SCOPES = List.of("compile", "runtime", "system", "import");

    private final Dependencies dependencies;

    MavenMagics(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    List<Magic> all() {
        return List.of(
                SimpleMagic.line(
                        "maven addMavenDependencies addMavenDependency",
                        "%maven [--offline] GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION…\n"
                                + "Adds artifacts with their dependencies, as Maven's settings and local repository say.",
                        this::maven),
                SimpleMagic.line(
                        "mavenRepo addMavenRepo",
                        "%mavenRepo NAME URL\nAdds a repository for the %maven that follow.",
                        this::mavenRepo),
                SimpleMagic.both(
                        "loadFromPOM",
                        "%loadFromPOM FILE [SCOPE…]   or   %%loadFromPOM [SCOPE…] above <dependency> and <repository>\n"
                                + "Adds the dependencies of a POM.",
                        this::loadFromPom));
    }

    private Object maven(MagicCall call, KernelSession session) throws IOException {
        List<String> coordinates =
                new ArrayList<>(call.requiredArguments("artifacts, such as org.apache.commons:commons-math3:3.6.1"));
        boolean offline = coordinates.remove("--offline") | coordinates.remove("-o");
        return dependencies.resolve(coordinates, offline, session);
    }

    private Object mavenRepo(MagicCall call, KernelSession session) {
        List<String> arguments = call.arguments();
        if (arguments.size() != 2 || !arguments.get(1).contains(":/")) {
            throw new IllegalArgumentException("%mavenRepo takes a name and an address, got \"" + call.line() + "\"");
        }
        dependencies.addRepository(arguments.get(0), arguments.get(1));
        return null;
    }

    private Object loadFromPom(MagicCall call, KernelSession session) throws IOException {
        List<String> arguments = new ArrayList<>(call.arguments());
        boolean offline = arguments.remove("--offline") | arguments.remove("-o");
        if (call.body() != null) {
            Path pom = Files.createTempFile("cell", ".pom");
            try {
                Files.writeString(pom, PomText.complete(call.body()));
                return dependencies.resolvePom(pom, scopes(arguments), offline, session);
            } finally {
                Files.delete(pom);
            }
        }
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(
                    "%loadFromPOM takes a file, or stands as %%loadFromPOM above dependencies");
        }
        Path pom = Path.of(arguments.remove(0));
        if (!Files.isRegularFile(pom)) {
            throw new IllegalArgumentException("%loadFromPOM: no such file: " + pom);
        }
        return dependencies.resolvePom(pom, scopes(arguments), offline, session);
    }

    private static List<String> scopes(List<String> named) {
        return named.isEmpty() ? DEFAULT_SCOPES : named;
    }
}
