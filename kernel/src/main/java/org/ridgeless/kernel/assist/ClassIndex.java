package org.ridgeless.kernel.assist;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The classes that code could import, and their packages, of the JDK and of the class path. JShell has an index of its own, which
 * it makes in the background: what that knows depends on when it is asked. Here everything is read when it is asked for.
 */
public final class ClassIndex {

    private final Map<Path, ClassFiles> entries = new ConcurrentHashMap<>();
    private volatile Supplier<Collection<Path>> classpath = List::of;

    /** Says where the compiler looks for classes. */
    public void over(Supplier<Collection<Path>> paths) {
        classpath = paths;
    }

    /** The binary names of the classes with a simple name, also of nested ones and of those that are not public. */
    public List<String> classes(String simpleName) {
        return all().flatMap(ClassFiles::names)
                .filter(name -> name.endsWith(simpleName) && isSimpleName(simpleName, name))
                .distinct()
                .toList();
    }

    private static boolean isSimpleName(String simpleName, String name) {
        int begin = name.length() - simpleName.length();
        return begin > 1 && (name.charAt(begin - 1) == '.' || name.charAt(begin - 1) == '$');
    }

    /** The names of the packages directly inside a package, which is given with a dot at its end, or is the empty one. */
    TreeSet<String> packages(String outer) {
        TreeSet<String> found = new TreeSet<>();
        all().flatMap(ClassFiles::packages)
                .filter(name -> name.startsWith(outer) && name.length() > outer.length())
                .map(name -> name.substring(outer.length()))
                .forEach(name -> found.add(name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'))));
        return found;
    }

    private Stream<ClassFiles> all() {
        return Stream.concat(
                Stream.of(ClassFiles.ofJdk()), classpath.get().stream().map(this::of));
    }

    /** A folder may change, a jar does not. */
    private ClassFiles of(Path entry) {
        return entry.toFile().isDirectory()
                ? ClassFiles.ofFolder(entry)
                : entries.computeIfAbsent(entry, ClassFiles::ofJar);
    }
}
