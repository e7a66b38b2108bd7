package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Paths with wildcards. */
final class Globs {
    private Globs() {}

    /** The files and folders that a path with {@code *}, {@code **}, {@code ?}, {@code […]} or {@code {…}} stands for, sorted. */
    static List<Path> find(String pattern) throws IOException {
        String path = pattern.startsWith("~/") ? System.getProperty("user.home") + pattern.substring(1) : pattern;
        int wildcard = firstWildcard(path);
        if (wildcard < 0) {
            return Files.exists(Path.of(path)) ? List.of(Path.of(path)) : List.of();
        }
        int folderEnd = path.lastIndexOf('/', wildcard);
        Path folder = Path.of(folderEnd < 0 ? "." : folderEnd == 0 ? "/" : path.substring(0, folderEnd));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.substring(folderEnd + 1));
        int depth = path.contains("**")
                ? Integer.MAX_VALUE
                : (int) path.substring(folderEnd + 1)
                                .chars()
                                .filter(c -> c == '/')
                                .count()
                        + 1;
        try (Stream<Path> paths = Files.walk(folder, depth)) {
            return paths.filter(candidate -> matcher.matches(folder.relativize(candidate)))
                    .sorted()
                    .toList();
        }
    }

    static boolean hasWildcard(String path) {
        return firstWildcard(path) >= 0;
    }

    private static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
