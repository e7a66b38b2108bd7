package org.ridgeless.kernel.source;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A loader that has nothing. javac looks for plugins of its own each time it parses or compiles, in whatever loader its file
 * manager names: among the libraries of the process that takes as long as the rest of a small cell.
 */
public final class NoPlugins extends ClassLoader {

    public static final ClassLoader LOADER = new NoPlugins();

    private NoPlugins() {
        super(null);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
