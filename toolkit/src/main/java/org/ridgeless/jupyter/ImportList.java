package org.ridgeless.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What cells need not import, as {@code imports.txt} lists it. */
final class ImportList {
    private static final String RESOURCE = "imports.txt";

    private ImportList() {}

    /** Full names, those of packages with an asterisk behind; classes stand for themselves where packages share a name. */
    static List<String> read() {
        try (InputStream in = ImportList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the toolkit's jar lacks " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
