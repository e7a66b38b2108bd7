package org.ridgeless.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DocsCommandTest {
    @TempDir
    Path folder;

    @Test
    @Tag("nightly")
    void theReferenceHasItsFormulasAndItsExamplesAndLoadsNothing() throws IOException {
        var err = new StringWriter();
        int status = new CommandLine(new DocsCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute("--out", folder.toString());
        assertThat(status).as(err.toString()).isZero();
        assertThat(folder.resolve("index.html")).exists();
        assertThat(folder.resolve("org/ridgeless/spectra/Wachter.html"))
                .content()
                .contains("<math><semantics>")
                .doesNotContain("\\(")
                .doesNotContainPattern("<(script|link)[^>]*(src|href)=\"https?:");
        assertThat(folder.resolve("org/ridgeless/spectra/Semicircle.html"))
                .content()
                .contains("Semicircle law = Semicircle.standard(); // on [-2, 2]")
                .doesNotContain("@snippet");
    }

    @Test
    void theFolderHasToBeSaid() {
        var err = new StringWriter();
        int status =
                new CommandLine(new DocsCommand()).setErr(new PrintWriter(err)).execute();
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--out=DIR");
    }
}
