package org.ridgeless.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.ridgeless.sweeps.cells.LoadedFrom;

/** The jars that executors need of this JVM. */
final class Jars {
    /** How the names of jars begin that every installation of Spark has, and which are most of its bulk. */
    private static final String OF_SPARK =
            "(spark|hadoop|scala|netty|jackson|json4s|jersey|hk2|log4j|slf4j|jul-to|jcl-over|zookeeper|curator|avro|kryo"
                    + "|rocksdbjni|leveldbjni|zstd-jni|snappy|lz4|metrics|jakarta|javax|guava|protobuf|tink|icu4j|RoaringBitmap)[-_.].*";

    private Jars() {}

    /**
     * The jars of the class path and of the loaders of a study. Those of Spark are left out where Spark itself is loaded from; what a
     * study brings along is sent whatever its name.
     *
     * @param packed takes the jars that were made of folders, for whoever deletes them
     */
    static Set<String> of(ClassLoader loader, List<Path> packed) {
        Set<String> found = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry), true, found, packed);
        }
        boolean withSpark = false;
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            withSpark |= each == Jars.class.getClassLoader();
            for (Path file : LoadedFrom.files(each)) {
                add(file, withSpark, found, packed);
            }
        }
        return found;
    }

    private static void add(Path entry, boolean withSpark, Set<String> found, List<Path> packed) {
        if (Files.isDirectory(entry)) {
            Path jar = packed(entry);
            packed.add(jar);
            found.add(jar.toString());
            return;
        }
        String name = String.valueOf(entry.getFileName());
        boolean there = withSpark && name.matches(OF_SPARK);
        if (name.endsWith(".jar") && !there && Files.isRegularFile(entry)) {
            found.add(entry.toAbsolutePath().toString());
        }
    }

    /** A folder of classes as a jar, which is deleted at the end of this JVM at the latest. */
    private static Path packed(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Path jar = Files.createTempFile("ridgeless-classes", ".jar");
            jar.toFile().deleteOnExit();
            try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send the classes of " + folder + " to the cluster", e);
        }
    }
}
