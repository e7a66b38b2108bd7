package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.extension.KernelSession;

/** Magics under the names and in the forms that rapaio's kernel, Ganymede and JBang's files have for them. */
final class OtherKernelsMagics {
    private static final Pattern REPOSITORY_KEY = Pattern.compile("-?\\s*(id|url)\\s*:\\s*(\\S+)");
    private static final Pattern COORDINATE = Pattern.compile("-\\s*([^:\\s]+:[^:\\s]+:\\S+)");

    private final Dependencies dependencies;
    private final MavenMagics maven;

    OtherKernelsMagics(Dependencies dependencies, MavenMagics maven) {
        this.dependencies = dependencies;
        this.maven = maven;
    }

    List<Magic> all() {
        return List.of(
                SimpleMagic.line(
                        "dependency",
                        "%dependency /add GROUP:ARTIFACT:VERSION | /resolve | /add-repo NAME URL | /list-repos |"
                                + " /list-dependencies\nNotes artifacts, and resolves them together, as in rapaio's kernel.",
                        this::dependency),
                SimpleMagic.cell(
                        "pom",
                        "%%pom\nAdds dependencies and repositories, in Ganymede's YAML or as the elements of a POM.",
                        this::pom),
                SimpleMagic.line(
                        "deps",
                        "%deps [REPOSITORY…] -- GROUP:ARTIFACT:VERSION…\nWhat //REPOS and //DEPS, JBang's comments, become.",
                        this::deps),
                SimpleMagic.line(
                        "import",
                        "%import NAME\nImports a class or a package, as in BeakerX.",
                        (call, session) -> session.eval("import " + call.line().replaceAll(";\\s*$", "") + ";")),
                SimpleMagic.line(
                        "jshell",
                        "%jshell /vars | /methods | /types | /imports\nLists what cells have declared, as in JShell.",
                        OtherKernelsMagics::jshell));
    }

    private Object dependency(MagicCall call, KernelSession session) throws Exception {
        List<String> arguments = new ArrayList<>(call.requiredArguments(
                "/add, /resolve, /add-repo, /list-repos or" + " /list-dependencies, or artifacts as %maven does"));
        String verb = arguments.remove(0);
        switch (verb) {
            case "/add" ->
                arguments.stream().filter(one -> !one.startsWith("-")).forEach(dependencies::addPending);
            case "/resolve" -> {
                return dependencies.resolvePending(session);
            }
            case "/add-repo" -> {
                if (arguments.size() < 2) {
                    throw new IllegalArgumentException("%dependency /add-repo takes a name and an address");
                }
                dependencies.addRepository(arguments.get(0), arguments.get(1));
            }
            case "/list-repos" ->
                dependencies.repositories().forEach((name, address) -> System.out.println(name + " " + address));
            case "/list-dependencies" -> {
                dependencies.resolved().forEach(one -> System.out.println(one + " resolved"));
                dependencies.pending().forEach(one -> System.out.println(one + " waits for %dependency /resolve"));
            }
            default -> {
                if (verb.startsWith("/")) {
                    throw new IllegalArgumentException("%dependency has no " + verb
                            + "; it has /add, /resolve, /add-repo, /list-repos and /list-dependencies");
                }
                return maven.all().get(0).run(new MagicCall("maven", call.line(), null), session);
            }
        }
        return null;
    }

    /** Ganymede's form names artifacts and repositories one a line; a POM has angle brackets. */
    private Object pom(MagicCall call, KernelSession session) throws Exception {
        if (call.body().contains("<")) {
            return maven.all().get(2).run(new MagicCall("loadFromPOM", call.line(), call.body()), session);
        }
        String name = "";
        List<String> coordinates = new ArrayList<>();
        for (String line : call.body().lines().map(String::strip).toList()) {
            Matcher key = REPOSITORY_KEY.matcher(line);
            Matcher coordinate = COORDINATE.matcher(line);
            if (key.matches() && key.group(1).equals("id")) {
                name = key.group(2);
            } else if (key.matches()) {
                dependencies.addRepository(name.isEmpty() ? key.group(2) : name, key.group(2));
                name = "";
            } else if (coordinate.matches()) {
                coordinates.add(coordinate.group(1));
            } else if (!line.matches("(#.*|[\\w.-]+\\s*:.*|)")) {
                throw new IllegalArgumentException("%%pom cannot read the line \"" + line + "\"; it takes dependencies:"
                        + " with - group:artifact:version, and repositories: with - id: and url:");
            }
        }
        return coordinates.isEmpty() ? List.of() : dependencies.resolve(coordinates, false, session);
    }

    private Object deps(MagicCall call, KernelSession session) throws IOException {
        List<String> arguments = call.arguments();
        int end = arguments.indexOf("--");
        for (String repository : arguments.subList(0, end)) {
            int equals = repository.indexOf('=');
            String name = equals < 0 ? repository : repository.substring(0, equals);
            String address = equals < 0 ? known(repository) : repository.substring(equals + 1);
            if (!address.isEmpty()) {
                dependencies.addRepository(name, address);
            }
        }
        List<String> coordinates = arguments.subList(end + 1, arguments.size());
        return coordinates.isEmpty() ? List.of() : dependencies.resolve(coordinates, false, session);
    }

    /** The short names that JBang has for repositories; Central is always asked. */
    private static String known(String repository) {
        return switch (repository) {
            case "mavencentral", "central" -> "";
            case "google" -> "https://maven.google.com/";
            case "jitpack" -> "https://jitpack.io/";
            default -> {
                if (!repository.contains(":/")) {
                    throw new IllegalArgumentException("//REPOS takes an address, NAME=ADDRESS, mavencentral, google or"
                            + " jitpack, got " + repository);
                }
                yield repository;
            }
        };
    }

    private static Object jshell(MagicCall call, KernelSession session) {
        String verb = call.line().strip();
        switch (verb) {
            case "/vars", "/v" -> WorkspaceMagics.print(session);
            case "/imports", "/i" -> session.usedImports().forEach(System.out::println);
            case "/methods", "/types", "/list" ->
                session.declarations(verb.substring(1)).forEach(System.out::println);
            default ->
                throw new IllegalArgumentException(
                        "%jshell takes /vars, /methods, /types, /imports or /list, got \"" + verb + "\"");
        }
        return null;
    }
}
