package org.ridgeless.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.RecordedOutput;
import org.ridgeless.kernel.shell.ShellOptions;

/** Names that need no import, of which the kernel itself has {@code ProgressBar}; a notebook's own names win. */
class DefaultImportsTest {
    private static final String OURS = "org.ridgeless.kernel.display.ProgressBar";

    private JavaShell shell;

    @BeforeEach
    void startShell() {
        shell = JavaShell.start(ShellOptions.defaults());
    }

    @AfterEach
    void closeShell() {
        shell.close();
    }

    @TempDir
    Path folder;

    private String value(String code) {
        CellResult result = shell.evaluate(code, new RecordedOutput());
        assertThat(result.error().map(CellError::plainTraceback)).isEmpty();
        return result.result().map(MimeBundle::plainText).orElse(null);
    }

    private String name() {
        return value("ProgressBar.class.getName()");
    }

    /** A library with {@code other.ProgressBar} and {@code other.Outer.ProgressBar}. */
    private void library() throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(folder.resolve("other")).resolve("ProgressBar.java"),
                "package other; public class ProgressBar { }");
        Path outer = Files.writeString(
                folder.resolve("other/Outer.java"),
                "package other; public class Outer { public static class ProgressBar { } }");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, source.toString(), outer.toString(), "-d", folder.toString()))
                .isZero();
        shell.addToClasspath(folder);
    }

    @Test
    void aNameIsThereWithoutAnImport() {
        assertThat(name()).isEqualTo(OURS);
        assertThat(shell.session().usedImports()).containsExactly("import " + OURS + ";");
    }

    @Test
    void anImportOfAWholePackageWins() throws IOException {
        library();
        value("import other.*;");
        assertThat(name()).isEqualTo("other.ProgressBar");
        assertThat(shell.session().usedImports()).isEmpty();
    }

    @Test
    void anImportInTheSameCellWins() throws IOException {
        library();
        assertThat(value("import other.*;\nProgressBar.class.getName()")).isEqualTo("other.ProgressBar");
    }

    @Test
    void anImportAfterTheFirstUseWins() throws IOException {
        library();
        assertThat(name()).isEqualTo(OURS);
        value("import other.*;");
        assertThat(name()).isEqualTo("other.ProgressBar");
    }

    @Test
    void aSingleImportWins() throws IOException {
        library();
        assertThat(name()).isEqualTo(OURS);
        value("import other.ProgressBar;");
        assertThat(name()).isEqualTo("other.ProgressBar");
    }

    @Test
    void aStaticImportOfNestedTypesWins() throws IOException {
        library();
        value("import static other.Outer.*;");
        assertThat(name()).isEqualTo("other.Outer$ProgressBar");
    }

    @Test
    void aClassOfTheNotebookWins() {
        assertThat(name()).isEqualTo(OURS);
        value("class ProgressBar { }");
        assertThat(name()).startsWith("REPL.");
    }

    @Test
    void aClassThatTheCellDeclaresFurtherDownWins() {
        assertThat(value("String f() { return ProgressBar.class.getName(); }\nclass ProgressBar { }\nf()"))
                .startsWith("REPL.");
        assertThat(shell.session().usedImports()).isEmpty();
    }

    /** JShell would forget the variable. */
    @Test
    void whatVariablesAreMadeOfStaysAndIsSaid() throws IOException {
        library();
        value("var bar = ProgressBar.start(\"b\", 3);");
        value("import other.*;");
        RecordedOutput output = new RecordedOutput();
        shell.evaluate("new ProgressBar()", output);
        assertThat(output.err.toString()).contains("ProgressBar stays " + OURS);
        assertThat(value("bar.getClass().getName()")).isEqualTo(OURS);
        assertThat(value("import other.ProgressBar;\nProgressBar.class.getName()"))
                .isEqualTo("other.ProgressBar");
    }

    @Test
    void membersAndLettersInOtherNamesAreNoUse() {
        value("String s = \"\"; int MyProgressBars = 1; s.length()");
        assertThat(shell.session().usedImports()).isEmpty();
    }

    @Test
    void completionKnowsWhatNeedsNoImport() {
        Completions names = shell.complete("var b = Progre", 14);
        assertThat(names.start()).isEqualTo(8);
        assertThat(names.matches()).extracting(Completions.Match::text).contains("ProgressBar");
        Completions members = shell.complete("ProgressBar.st", 14);
        assertThat(members.start()).isEqualTo(12);
        assertThat(members.matches()).extracting(Completions.Match::text).contains("start(");
        assertThat(shell.session().usedImports()).isEmpty();
    }

    @Test
    void helpKnowsWhatNeedsNoImport() {
        assertThat(shell.inspect("ProgressBar.start(", 14, 0))
                .hasValueSatisfying(help -> assertThat(help.text()).contains("start("));
    }

    @Test
    void ofTwoWithTheSameNameTheEarlierHolds() {
        try (jdk.jshell.JShell jshell = jdk.jshell.JShell.create()) {
            DefaultImports imports = new DefaultImports(jshell, getClass().getClassLoader());
            imports.add(List.of("import java.awt.List;", "import java.util.*;", "import java.awt.*;"));
            imports.prepare("List x; Color c; Unknown u");
            assertThat(imports.used()).containsExactly("import java.awt.Color;", "import java.awt.List;");
        }
    }
}
