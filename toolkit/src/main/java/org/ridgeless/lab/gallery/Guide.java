package org.ridgeless.lab.gallery;

import java.nio.file.Files;
import java.nio.file.Path;

/** The guide of the checkout, a page of the site for each of its pages. */
final class Guide {
    static final String FOLDER = "guide";
    static final String FIRST = FOLDER + "/first-steps.html";

    private Guide() {}

    static boolean isThere() {
        return Files.isRegularFile(source().resolve("first-steps.md"));
    }

    static Path source() {
        return Checkout.folder().resolve("docs").resolve("guide");
    }
}
