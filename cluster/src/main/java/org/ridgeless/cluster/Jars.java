package org.ridgeless.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The jars that executors need of this JVM. */
final class Jars {
    /** How the names of jars begin that every installation of Spark has, and which are most of its bulk. */
    private static final String OF_SPARK =
            "(spark|hadoop|scala|netty|jackson|json4s|jersey|hk2|log4j|slf4j|jul-to|jcl-over|zookeeper|curator|avro|kryo"
                    + "|rocksdbjni|leveldbjni|zstd-jni|snappy|lz4|metrics|jakarta|javax|guava|protobuf|tink|icu4j|RoaringBitmap)[-_.].*";

    private Jars() {}

    static Set<String> of(ClassLoader loader) {
        Set<String> found = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry), found);
        }
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader urls) {
                Stream.of(urls.getURLs())
                        .filter(url -> url.getProtocol().equals("file"))
                        .map(URL::getPath)
                        .forEach(path -> add(Path.of(path), found));
            }
        }
        return found;
    }

    private static void add(Path entry, Set<String> found) {
        if (Files.isDirectory(entry)) {
            found.add(packed(entry).toString());
            return;
        }
        String name = entry.getFileName().toString();
        if (name.endsWith(".jar") && !name.matches(OF_SPARK) && Files.isRegularFile(entry)) {
            found.add(entry.toAbsolutePath().toString());
        }
    }

    /** A folder of classes as a jar, which is deleted at the end of this JVM. */
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
