package org.ridgeless.kernel.magics.resolver;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * What of a machine decides where artifacts come from.
 *
 * @param userHome the folder with the user's settings and, unless they say otherwise, the local repository; empty for Maven's usual one
 * @param mavenHome where Maven is installed, whose settings hold for all users
 * @param central the repository that Maven asks when nobody names one
 */
record Surroundings(Optional<Path> userHome, Optional<Path> mavenHome, RemoteRepository central) {

    static Surroundings ofThisMachine() {
        return new Surroundings(Optional.empty(), MavenHome.find(), ContextOverrides.CENTRAL);
    }

    void applyTo(ContextOverrides.Builder builder) {
        userHome.ifPresent(builder::withMavenUserHomeOverride);
        mavenHome.ifPresent(builder::withMavenSystemHomeOverride);
    }

    /**
     * Repositories in the order in which Maven asks them: those of the settings, those that were added, and Central, unless
     * one of them goes by its name.
     */
    List<RemoteRepository> withCentral(List<RemoteRepository> named) {
        Map<String, RemoteRepository> all = new LinkedHashMap<>();
        named.forEach(one -> all.putIfAbsent(one.getId(), one));
        all.putIfAbsent(central.getId(), central);
        return new ArrayList<>(all.values());
    }
}
