package org.ridgeless.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.assist.Completions.Match;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.RecordedOutput;
import org.ridgeless.kernel.shell.ShellOptions;

class ClassIndexTest {

    @TempDir
    Path folder;

    private final ClassIndex index = new ClassIndex();

    @Test
    void theFirstQuestionOfAFreshShellIsAnsweredLikeEveryLaterOne() {
        RecordedOutput output = new RecordedOutput();
        for (int i = 0; i < 3; i++) {
            try (JavaShell shell = JavaShell.start(ShellOptions.defaults())) {
                assertThat(shell.complete("import java.util.con", 20).matches())
                        .extracting(Match::text)
                        .containsExactly("concurrent.");
                assertThat(shell.evaluate("LocalDate day;", output)
                                .error()
                                .orElseThrow()
                                .plainTraceback())
                        .anyMatch(line -> line.endsWith("Is an import missing? import java.time.LocalDate;"));
            }
        }
    }

    @Test
    void theJdkOffersWhatItExports() {
        assertThat(index.classes("LocalDate")).containsExactly("java.time.LocalDate");
        assertThat(index.classes("Entry")).contains("java.util.Map$Entry");
        assertThat(index.classes("Entr")).isEmpty();
        assertThat(index.packages("java.util.")).contains("concurrent", "function", "stream");
        assertThat(index.packages("")).contains("java", "javax").doesNotContain("");
        assertThat(index.packages("jdk.internal.")).isEmpty();
    }

    @Test
    void aJarAndAFolderOfferTheirClasses() throws IOException {
        Path jar = folder.resolve("some.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : List.of(
                    "a/b/Found.class", "META-INF/versions/17/a/c/Newer.class", "module-info.class", "a/b/text.txt")) {
                out.putNextEntry(new ZipEntry(entry));
            }
        }
        Path classes = Files.createDirectories(folder.resolve("classes/a/d"));
        index.over(() -> List.of(jar, folder.resolve("classes"), folder.resolve("missing.jar")));
        assertThat(index.packages("a.")).containsExactly("b", "c");
        Files.createFile(classes.resolve("Late.class"));
        assertThat(index.packages("a.")).containsExactly("b", "c", "d");
        assertThat(index.classes("Found")).containsExactly("a.b.Found");
        assertThat(index.classes("Newer")).containsExactly("a.c.Newer");
        assertThat(index.classes("Late")).containsExactly("a.d.Late");
    }

    @Test
    void whatALibraryKeepsForItselfIsNotProposed() {
        try (JavaShell shell = JavaShell.start(ShellOptions.defaults())) {
            String told = String.join(
                    "\n",
                    shell.evaluate(
                                    "InternalClassLoader x = null; Unsafe y = null; Entry<Integer, Integer> z = null;",
                                    new RecordedOutput())
                            .error()
                            .orElseThrow()
                            .plainTraceback());
            assertThat(told).doesNotContain("internal.").doesNotContain("import sun.");
        }
    }

    @Test
    void packagesAreCompletedWhereANameMayStandAndNowhereElse() {
        try (JavaShell shell = JavaShell.start(ShellOptions.defaults())) {
            assertThat(texts(shell, "new java.ut")).containsExactly("util.");
            assertThat(texts(shell, "import java.time.f")).containsExactly("format.");
            assertThat(texts(shell, "import java.time.LocalDat")).containsExactly("LocalDate", "LocalDateTime");
            for (String code : List.of("\"java.ut", "// java.ut", "s().jav", "unknown.jav")) {
                assertThat(texts(shell, code)).as(code).isEmpty();
            }
        }
    }

    private static List<String> texts(JavaShell shell, String code) {
        return shell.complete(code, code.length()).matches().stream()
                .map(Match::text)
                .toList();
    }
}
