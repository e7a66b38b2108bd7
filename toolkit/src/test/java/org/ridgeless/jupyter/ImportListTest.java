package org.ridgeless.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.display.ProgressBar;
import org.ridgeless.kernel.shell.ShellOptions;

/** The list of what cells need not import, against the classes that there are. */
class ImportListTest {
    private static final List<String> LIST = ImportList.read();

    @Test
    void everyEntryExists() {
        assertThat(LIST)
                .allSatisfy(entry -> assertThat(classes(entry)).as(entry).isNotEmpty());
        assertThat(LIST).doesNotHaveDuplicates();
    }

    @Test
    void noTwoPackagesClashUnlessALineSaysWhichIsMeant() throws IOException {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        for (String entry : LIST) {
            classes(entry)
                    .forEach(type -> places.computeIfAbsent(type.getSimpleName(), name -> new LinkedHashSet<>())
                            .add(type.getName()));
        }
        List<String> chosen =
                LIST.stream().filter(entry -> !entry.endsWith("*")).toList();
        List<String> clashes = new ArrayList<>();
        places.forEach((name, types) -> {
            if (types.size() > 1 && types.stream().noneMatch(chosen::contains)) {
                clashes.add(types.toString());
            }
        });
        assertThat(clashes).isEmpty();
    }

    /** The names of the JDK that every cell knows, and those of the kernel's own package, mean what they always mean. */
    @Test
    void noNameIsOneThatCellsKnowAnyway() {
        List<String> packages = new ArrayList<>(List.of("java.lang.", ProgressBar.class.getPackageName() + "."));
        ShellOptions.DEFAULT_IMPORTS.forEach(line -> packages.add(line.replaceAll("import |\\*;", "")));
        List<String> hidden = LIST.stream()
                .flatMap(entry -> classes(entry).stream())
                .filter(type -> packages.stream().anyMatch(name -> exists(name + type.getSimpleName())))
                .map(Class::getName)
                .toList();
        assertThat(hidden).isEmpty();
    }

    private static boolean exists(String name) {
        try {
            return java.lang.reflect.Modifier.isPublic(Class.forName(name, false, ImportListTest.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<Class<?>> classes(String entry) {
        try {
            if (!entry.endsWith(".*")) {
                return List.of(load(entry));
            }
            String packageName = entry.substring(0, entry.length() - 2);
            Path root = Path.of(ImportList.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = root.resolve(packageName.replace('.', '/'));
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            List<Class<?>> found = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".class") && !name.contains("$") && !name.contains("-")) {
                        Class<?> type = load(packageName + "." + name.substring(0, name.length() - 6));
                        if (java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
                            found.add(type);
                        }
                    }
                }
            }
            return found;
        } catch (ClassNotFoundException | IOException | URISyntaxException e) {
            return List.of();
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, ImportListTest.class.getClassLoader());
    }
}
