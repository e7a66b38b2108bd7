package org.ridgeless.kernel.assist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The binary names of the classes in one place, and the packages that they are in. */
final class ClassFiles {

    private static final String CLASS = ".class";
    private static final Pattern VERSION = Pattern.compile("META-INF/versions/\\d+/");
    private static final ClassFiles NONE = new ClassFiles(Stream.empty());

    private final List<String> names;
    private final Set<String> packages;

    private ClassFiles(Stream<String> resources) {
        names = resources
                .filter(resource -> resource.endsWith(CLASS) && resource.indexOf('-') < 0)
                .map(resource -> resource.substring(0, resource.length() - CLASS.length())
                        .replace('/', '.'))
                .toList();
        packages = names.stream().map(ClassFiles::packageName).collect(Collectors.toUnmodifiableSet());
    }

    private static String packageName(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    Stream<String> names() {
        return names.stream();
    }

    Stream<String> packages() {
        return packages.stream();
    }

    /** What the modules of the JDK that this process has loaded offer to everybody. */
    static ClassFiles ofJdk() {
        return OfJdk.FILES;
    }

    private static final class OfJdk {

        static final ClassFiles FILES = new ClassFiles(ModuleFinder.ofSystem().findAll().stream()
                .filter(module -> ModuleLayer.boot()
                        .findModule(module.descriptor().name())
                        .isPresent())
                .flatMap(OfJdk::exported));

        private static Stream<String> exported(ModuleReference module) {
            Set<String> packages = module.descriptor().exports().stream()
                    .filter(Predicate.not(Exports::isQualified))
                    .map(Exports::source)
                    .collect(Collectors.toSet());
            try (ModuleReader reader = module.open()) {
                return reader
                        .list()
                        .filter(resource -> packages.contains(
                                packageName(resource.replace('/', '.').replaceFirst("\\.class$", ""))))
                        .toList()
                        .stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static ClassFiles ofJar(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return new ClassFiles(file.stream().map(ZipEntry::getName).map(ClassFiles::withoutVersion));
        } catch (IOException e) {
            return NONE;
        }
    }

    private static String withoutVersion(String resource) {
        Matcher version = VERSION.matcher(resource);
        return version.lookingAt() ? resource.substring(version.end()) : resource;
    }

    static ClassFiles ofFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ClassFiles(
                    files.map(file -> folder.relativize(file).toString().replace('\\', '/')));
        } catch (IOException | UncheckedIOException e) {
            return NONE;
        }
    }
}
