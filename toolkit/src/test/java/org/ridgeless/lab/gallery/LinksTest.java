package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
    @Test
    void theRepositoryIsWhereThePomSaysAndBinderOpensTheFirstNotebook(@TempDir Path folder) throws IOException {
        Path pom =
                Files.writeString(folder.resolve("pom.xml"), "<ridgeless.url>https://github.com/a/b</ridgeless.url>");
        assertThat(Links.repository(pom)).hasValue("https://github.com/a/b");
        assertThat(Links.repository(folder.resolve("none"))).isEmpty();
        assertThat(Links.binder("https://github.com/a/b"))
                .hasValueSatisfying(address -> assertThat(address)
                        .startsWith("https://mybinder.org/v2/gh/a/b/main?urlpath=lab/tree/notebooks/01-")
                        .endsWith(".ipynb"));
        assertThat(Links.binder("https://example.org/a/b")).isEmpty();
    }

    @Test
    void theFrontPageOfTheRepositoryHasTheSameBadge() throws IOException {
        String binder = Links.binder(Links.repository().orElseThrow()).orElseThrow();
        assertThat(Files.readString(Checkout.folder().resolve("README.md"))).contains("(" + binder + ")");
        String notebook = binder.substring(binder.indexOf("lab/tree/") + "lab/tree/".length());
        assertThat(Checkout.folder().resolve(notebook)).exists();
    }
}
