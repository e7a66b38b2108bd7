package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ridgeless.kernel.display.ProgressBar;
import org.ridgeless.kernel.extension.KernelSession;

/** The artifacts and repositories of one session, whatever magic names them. */
final class Dependencies {
    private static final String COORDINATE = "[^:\\s]+:[^:\\s]+(:[^:\\s]+){1,3}";

    private final Map<String, String> repositories = new LinkedHashMap<>();
    private final Set<String> pending = new LinkedHashSet<>();
    private final Set<String> resolved = new LinkedHashSet<>();
    private DependencyResolver resolver;

    private synchronized DependencyResolver resolver() {
        if (resolver == null) {
            resolver = ResolverLoader.load();
        }
        return resolver;
    }

    void addRepository(String name, String address) {
        if (!address.contains(":/")) {
            throw new IllegalArgumentException(
                    "a repository has an address such as https://repo.example.org/maven, got " + address);
        }
        repositories.put(name, address);
    }

    Map<String, String> repositories() {
        return Map.copyOf(repositories);
    }

    /** Notes an artifact that is resolved later, together with others. */
    void addPending(String coordinate) {
        pending.add(checked(coordinate));
    }

    Set<String> pending() {
        return pending;
    }

    Set<String> resolved() {
        return resolved;
    }

    /** Resolves what is noted. */
    List<String> resolvePending(KernelSession session) throws IOException {
        List<String> all = List.copyOf(pending);
        List<String> jars = all.isEmpty() ? List.of() : resolve(all, false, session);
        pending.clear();
        return jars;
    }

    List<String> resolve(List<String> coordinates, boolean offline, KernelSession session) throws IOException {
        coordinates.forEach(Dependencies::checked);
        try (ProgressBar bar = ProgressBar.start("Maven", 0)) {
            AtomicBoolean isNew = new AtomicBoolean();
            List<Path> jars = resolver().resolve(coordinates, repositories(), offline, text -> {
                isNew.set(true);
                bar.note(text);
            });
            // For the documentation. What has been there before may have come here without a network.
            if (isNew.get()) {
                resolver().fetchSources(coordinates, repositories());
            }
            resolved.addAll(coordinates);
            return add(jars, session);
        }
    }

    List<String> resolvePom(Path pom, List<String> scopes, boolean offline, KernelSession session) throws IOException {
        try (ProgressBar bar = ProgressBar.start("Maven", 0)) {
            return add(resolver().resolvePom(pom, scopes, repositories(), offline, bar::note), session);
        }
    }

    private static String checked(String coordinate) {
        if (!coordinate.matches(COORDINATE)) {
            throw new IllegalArgumentException(
                    "%maven takes group:artifact[:extension[:classifier]]:version, got " + coordinate);
        }
        return coordinate;
    }

    private static List<String> add(List<Path> jars, KernelSession session) {
        List<Path> known = new ArrayList<>(session.addedClasspath());
        List<Path> fresh = jars.stream()
                .filter(jar -> !known.contains(jar.toAbsolutePath()))
                .toList();
        session.addToClasspath(fresh.toArray(Path[]::new));
        return jars.stream().map(Path::toString).toList();
    }
}
