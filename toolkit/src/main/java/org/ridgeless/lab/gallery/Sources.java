package org.ridgeless.lab.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The source files of experiments, where the gallery is made from a checkout. */
final class Sources {
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?org\\.ridgeless\\.([a-z0-9]+)\\.", Pattern.MULTILINE);

    /** What nearly every experiment uses says nothing about it. */
    private static final Set<String> COMMON =
            Set.of("plots", "tables", "verdict", "random", "linalg", "sweeps", "experiments", "display");

    private Sources() {}

    /** The source of a class, if it lies here. */
    static Optional<String> of(Class<?> type) {
        Path file = Checkout.folder()
                .resolve("toolkit/src/main/java")
                .resolve(type.getName().replace('.', '/') + ".java");
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The packages of the toolkit that make up its science, by the imports of its source. */
    static List<String> parts(Class<?> type) {
        return of(type).stream()
                .flatMap(source -> IMPORT.matcher(source).results())
                .map((MatchResult match) -> match.group(1))
                .filter(part -> !COMMON.contains(part))
                .distinct()
                .sorted()
                .toList();
    }
}
