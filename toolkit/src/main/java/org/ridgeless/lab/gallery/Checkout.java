package org.ridgeless.lab.gallery;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of Ridgeless itself. */
final class Checkout {
    private Checkout() {}

    /** What {@code lab} says, else the folder above the current one that holds the notebooks, else the current one. */
    static Path folder() {
        String said = System.getProperty("ridgeless.home");
        if (said != null) {
            return Path.of(said);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("notebooks")) && Files.isRegularFile(folder.resolve("lab"))) {
                return folder;
            }
        }
        return Path.of("").toAbsolutePath();
    }
}
