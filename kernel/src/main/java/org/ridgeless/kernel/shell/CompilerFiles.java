package org.ridgeless.kernel.shell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.ridgeless.kernel.assist.ClassIndex;
import org.ridgeless.kernel.source.NoPlugins;

/**
 * The files that the compiler reads. javac unfolds every jar of the class path before it looks up the first name, which is
 * most of the start of a kernel with many libraries; here it unfolds a jar when it looks into a package of that jar. It asks for
 * files of all kinds and takes classes and sources, so a jar that has neither in a package is passed over.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {

    private final StandardJavaFileManager all;
    private final NotebookLibraries libraries;
    private final Map<Path, JarPackages> packages = new ConcurrentHashMap<>();
    private final Map<Path, StandardJavaFileManager> managers = new ConcurrentHashMap<>();

    CompilerFiles(StandardJavaFileManager all, ClassIndex index, NotebookLibraries libraries) {
        super(all);
        this.all = all;
        this.libraries = libraries;
        index.over(this::classpath);
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        if (location != StandardLocation.CLASS_PATH || recurse) {
            return super.list(location, packageName, kinds, recurse);
        }
        List<JavaFileObject> found = new ArrayList<>();
        for (Path entry : libraries.inOrder(classpath(), packageName)) {
            if (packages.computeIfAbsent(entry, JarPackages::of).mayContain(packageName)) {
                manager(entry).list(location, packageName, kinds, false).forEach(found::add);
            }
        }
        return found;
    }

    private Collection<Path> classpath() {
        List<Path> entries = new ArrayList<>();
        all.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(entries::add);
        return entries;
    }

    private StandardJavaFileManager manager(Path entry) {
        return managers.computeIfAbsent(entry, path -> {
            StandardJavaFileManager one = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
            try {
                one.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return one;
        });
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
        return location == StandardLocation.CLASS_PATH ? NoPlugins.LOADER : super.getClassLoader(location);
    }

    @Override
    public void close() throws IOException {
        for (StandardJavaFileManager one : managers.values()) {
            one.close();
        }
        super.close();
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return all.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return all.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(Path... paths) {
        return all.getJavaFileObjects(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromPaths(Collection<? extends Path> paths) {
        return all.getJavaFileObjectsFromPaths(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return all.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return all.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        all.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        all.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String module, Collection<? extends Path> paths)
            throws IOException {
        all.setLocationForModule(location, module, paths);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return all.getLocation(location);
    }

    /** Asked for by none but JShell's own index of classes, in the background; {@link ClassIndex} has taken its place. */
    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return List.of();
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        all.setPathFactory(factory);
    }

    @Override
    public Path asPath(FileObject file) {
        return all.asPath(file);
    }
}
