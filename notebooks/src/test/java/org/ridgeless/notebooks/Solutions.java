package org.ridgeless.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of solutions beside a notebook: for each exercise a heading with the cell's id, and Java in a fence. */
final class Solutions {

    private static final Pattern SOLUTION = Pattern.compile(
            "^## .*?`(?<id>[\\w-]+)`.*?^```java\\n(?<java>.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private Solutions() {}

    /** The solutions by cell id. */
    static Map<String, String> of(NotebookFile notebook) {
        Path page = notebook.path()
                .resolveSibling("solutions")
                .resolve(notebook.name().replace(".ipynb", ".md"));
        try {
            Map<String, String> found = new LinkedHashMap<>();
            Matcher matcher = SOLUTION.matcher(Files.readString(page));
            while (matcher.find()) {
                found.put(matcher.group("id"), matcher.group("java"));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
