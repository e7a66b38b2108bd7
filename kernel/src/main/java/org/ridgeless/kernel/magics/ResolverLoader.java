package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads Maven's resolver from a folder of its own, so that its libraries and those of a notebook never meet. Classes of
 * that folder win over those of the class path.
 */
final class ResolverLoader extends URLClassLoader {
    private static final String IMPLEMENTATION = "org.ridgeless.kernel.magics.resolver.MavenResolver";
    private static final String OWN_PACKAGE = "org.ridgeless.kernel.magics.resolver.";

    static {
        registerAsParallelCapable();
    }

    private ResolverLoader(URL[] jars, ClassLoader parent) {
        super(jars, parent);
    }

    /** A resolver, apart from the class path where there is such a folder, else from the class path. */
    static DependencyResolver load() {
        try {
            List<URL> jars = jars();
            ClassLoader parent = ResolverLoader.class.getClassLoader();
            ClassLoader loader = jars.isEmpty() ? parent : new ResolverLoader(jars.toArray(URL[]::new), parent);
            return (DependencyResolver)
                    Class.forName(IMPLEMENTATION, true, loader).getConstructor().newInstance();
        } catch (IOException | URISyntaxException | ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("Maven's resolver, which %maven needs, cannot be loaded: " + e, e);
        }
    }

    /** The kernel's own classes and the folder {@code resolver} beside its jar; empty where there is no such folder. */
    private static List<URL> jars() throws IOException, URISyntaxException {
        URI own = ResolverLoader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path folder = Path.of(own).resolveSibling("resolver");
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            jars.add(own.toURL());
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    jars.add(file.toUri().toURL());
                }
            }
        }
        return jars;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean shared = name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("org.ridgeless.") && !name.startsWith(OWN_PACKAGE);
        if (shared) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                try {
                    found = findClass(name);
                } catch (ClassNotFoundException notHere) {
                    return super.loadClass(name, resolve);
                }
            }
            return found;
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> own = findResources(name);
        return own.hasMoreElements() ? own : super.getResources(name);
    }
}
