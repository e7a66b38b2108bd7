package org.ridgeless.kernel.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which library a notebook gets where it asks for one that the kernel has in another version: its own. The kernel's classes
 * go on using theirs, which cells then do not see. Only what the kernel's interface itself is made of cannot be exchanged.
 */
final class NotebookLibraries {

    private static final Set<String> PINNED = Set.of("gson", "jupyter-jvm-basekernel");
    private static final List<String> PINNED_PACKAGES =
            List.of("org.ridgeless", "com.google.gson", "io.github.spencerpark");
    private static final String LOGGING = "slf4j-api";
    private static final String SILENCE = "slf4j-nop";

    private final List<Library> own;
    private final List<Library> added = new CopyOnWriteArrayList<>();
    private final Set<Path> hidden = ConcurrentHashMap.newKeySet();
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();
    private final List<String> exchanged = new CopyOnWriteArrayList<>();

    /** Those of a process with the given class path. */
    NotebookLibraries(String classpath) {
        own = Stream.of(classpath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Library.of(Path.of(entry).toAbsolutePath()))
                .toList();
    }

    /** Packages whose types go to and fro between cells and the kernel's libraries. */
    void exchanges(List<String> packages) {
        exchanged.addAll(packages);
    }

    /** The entries to add to the class path for one that a notebook asks for; says what the notebook must know. */
    synchronized List<Path> admit(Path entry) {
        Library asked = Library.of(entry);
        if (!Files.isRegularFile(entry)) {
            added.add(asked);
            return List.of(entry);
        }
        Set<String> packages = asked.packages();
        Optional<Library> earlier = added.stream()
                .filter(one -> one.name().equals(asked.name()) && one.sharesPackagesWith(packages))
                .findFirst();
        if (earlier.isPresent()) {
            if (!earlier.get().version().equals(asked.version())) {
                tell(asked + " comes too late: this notebook has " + earlier.get()
                        + " since an earlier cell. Ask for it there, and restart the kernel.");
            }
            return List.of();
        }
        List<Library> ours = own.stream()
                .filter(one -> one.name().equals(asked.name()) && one.sharesPackagesWith(packages))
                .toList();
        // A kernel without the toolkit has nothing that could stand in for the one asked for.
        if (isPinned(asked, packages) && own.stream().anyMatch(one -> one.sharesPackagesWith(packages))) {
            ours.stream()
                    .filter(one -> !one.version().equals(asked.version()))
                    .forEach(one -> tell(asked + " was asked for, and " + one
                            + " is used: the kernel's own interface is made of it."));
            return List.of();
        }
        boolean same = ours.stream().anyMatch(one -> one.version().equals(asked.version()));
        if (same && !asked.name().equals(LOGGING)) {
            return List.of();
        }
        added.add(asked);
        replace(asked, ours, packages);
        return withLogging(asked, entry);
    }

    private static boolean isPinned(Library asked, Set<String> packages) {
        return PINNED.contains(asked.name())
                || packages.stream().anyMatch(one -> one.equals("org.ridgeless") || one.startsWith("org.ridgeless."));
    }

    private void replace(Library asked, List<Library> ours, Set<String> packages) {
        for (Library one : ours) {
            hidden.add(one.jar());
            if (packages.stream().anyMatch(inUse::contains)) {
                tell(one + " is in use already, and what was loaded of it stays: restart the kernel and ask for "
                        + asked + " before anything else.");
            }
            if (exchanged.stream().anyMatch(prefix -> packages.stream().anyMatch(name -> isWithin(name, prefix)))) {
                tell("Cells use " + asked + " from here on. The kernel's own libraries go on using " + one
                        + ", and cannot take or give objects of the other.");
            }
        }
    }

    /** A notebook that brings a logger wants to read it: what discards the messages of the kernel's libraries is not for it. */
    private List<Path> withLogging(Library asked, Path entry) {
        boolean api = asked.name().equals(LOGGING);
        boolean logger = api
                || JarPackages.hasEntry(entry, "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                || JarPackages.hasEntry(entry, "org/slf4j/impl/StaticLoggerBinder.class");
        List<Path> entries = new ArrayList<>(List.of(entry));
        if (logger) {
            own.stream().filter(one -> one.name().equals(SILENCE)).forEach(one -> hidden.add(one.jar()));
            boolean apiThere = added.stream().anyMatch(one -> one.name().equals(LOGGING));
            own.stream().filter(one -> !apiThere && one.name().equals(LOGGING)).forEach(one -> {
                hidden.add(one.jar());
                added.add(one);
                entries.add(one.jar());
            });
        }
        return entries;
    }

    private static boolean isWithin(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    private static void tell(String text) {
        System.err.println(text);
    }

    /** Whether a class is the kernel's whatever a notebook asks for. */
    static boolean isPinned(String className) {
        return PINNED_PACKAGES.stream().anyMatch(prefix -> className.startsWith(prefix + "."));
    }

    /** Whether nothing was added, so that nothing has to be looked for. */
    boolean isEmpty() {
        return added.isEmpty();
    }

    /** Notes that cells use a package of the kernel's libraries. */
    void use(String packageName) {
        inUse.add(packageName);
    }

    /** Whether cells are not to see a jar or folder of the kernel's. */
    boolean isHidden(Path entry) {
        return !hidden.isEmpty() && hidden.contains(entry.toAbsolutePath());
    }

    /** Where cells find a package: in their own libraries first, and in the kernel's without those that they replace. */
    List<Path> inOrder(Iterable<? extends Path> classpath, String packageName) {
        boolean pinned = isPinned(packageName + ".");
        Set<Path> mine = added.stream().map(one -> one.jar().toAbsolutePath()).collect(Collectors.toSet());
        List<Path> first = new ArrayList<>();
        List<Path> rest = new ArrayList<>();
        for (Path entry : classpath) {
            if (!pinned && mine.contains(entry.toAbsolutePath())) {
                first.add(entry);
            } else if (!isHidden(entry)) {
                rest.add(entry);
            }
        }
        first.addAll(rest);
        return first;
    }
}
