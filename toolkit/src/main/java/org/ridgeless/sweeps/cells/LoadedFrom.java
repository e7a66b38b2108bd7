package org.ridgeless.sweeps.cells;

import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where class loaders take classes from, so that they can be had elsewhere, too. */
public final class LoadedFrom {
    private LoadedFrom() {}

    /**
     * The jars and folders of one loader, without those of its parents; none if it does not tell.
     *
     * @param loader a class loader
     * @return existing or not, as the loader names them
     */
    public static List<Path> files(ClassLoader loader) {
        List<Path> files = new ArrayList<>();
        if (loader instanceof URLClassLoader urls) {
            for (URL url : urls.getURLs()) {
                if (url.getProtocol().equals("file")) {
                    files.add(path(url));
                }
            }
        }
        return files;
    }

    /** Blanks and accents are written as numbers in an address, and as they are by careless programs. */
    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Path.of(url.getPath());
        }
    }
}
