package org.ridgeless.lab.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Ridgeless lies, as its POM says. */
final class Links {
    private static final Pattern ADDRESS = Pattern.compile("<ridgeless\\.url>\\s*(https?://[^<\\s]+)\\s*<");
    private static final String GITHUB = "https://github.com/";
    private static final String FIRST = "notebooks/01-double-descent-in-the-condition-number.ipynb";

    private Links() {}

    /** The repository, if the gallery is made from a checkout. */
    static Optional<String> repository() {
        return repository(Checkout.folder().resolve("pom.xml"));
    }

    static Optional<String> repository(Path pom) {
        try {
            Matcher address = ADDRESS.matcher(Files.isReadable(pom) ? Files.readString(pom) : "");
            return address.find() ? Optional.of(address.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Binder with the first notebook open in JupyterLab, for a repository on GitHub. */
    static Optional<String> binder(String repository) {
        return repository.startsWith(GITHUB)
                ? Optional.of("https://mybinder.org/v2/gh/" + repository.substring(GITHUB.length())
                        + "/main?urlpath=lab/tree/" + FIRST)
                : Optional.empty();
    }
}
