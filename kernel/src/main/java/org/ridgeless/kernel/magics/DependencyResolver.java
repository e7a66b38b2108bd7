package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds artifacts and what they depend on. Speaks in types of the JDK, for its implementation is loaded apart. */
public interface DependencyResolver {
    /**
     * Resolves artifacts with everything they need at run time.
     *
     * @param coordinates {@code group:artifact[:extension[:classifier]]:version}
     * @param repositories further repositories, name to address
     * @param offline whether only the local repository may be used, even if the settings allow more
     * @param progress hears what is being downloaded
     * @throws IOException with a message for the reader
     */
    List<Path> resolve(
            List<String> coordinates, Map<String, String> repositories, boolean offline, Consumer<String> progress)
            throws IOException;

    /** Gets the sources of artifacts into the local repository, beside them, as far as there are any. */
    void fetchSources(List<String> coordinates, Map<String, String> repositories) throws IOException;

    /**
     * Resolves the dependencies of a POM.
     *
     * @param scopes the scopes that count, such as {@code compile} and {@code runtime}
     */
    List<Path> resolvePom(
            Path pom, List<String> scopes, Map<String, String> repositories, boolean offline, Consumer<String> progress)
            throws IOException;
}
