package org.ridgeless.kernel.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.kernel.assist.Completions;
import org.ridgeless.kernel.notebook.Notebooks;
import org.ridgeless.kernel.shell.ShellOptions;

/** Magics in cells of the real evaluator. */
class MagicsTest {
    private static TestCell cell;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        cell = new TestCell();
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void magicsRunInTheirTurnBetweenTheLinesOfJava() {
        assertThat(
                        cell.run(
                                "System.out.println(1);\n%env RIDGELESS_TEST=two\n!echo $RIDGELESS_TEST\nSystem.out.println(3);"))
                .isEqualTo("1\ntwo\n3\n");
    }

    @Test
    void aRemainderANegationATextBlockAndACommentAreJava() {
        assertThat(cell.value("int d = 7, e = 4;\nint f = d\n  %e;\nf")).isEqualTo("3");
        assertThat(cell.value("int g = d\n  %\n  e;\ng")).isEqualTo("3");
        assertThat(cell.value("boolean done = false;\n!done")).isEqualTo("true");
        assertThat(cell.value("boolean test = false, sort = true;\n!test")).isNotEqualTo("false");
        assertThat(cell.value("!test")).isEqualTo("true");
        assertThat(cell.value("!sort || test")).isEqualTo("false");
        assertThat(cell.value("/*\n%nothing\n*/\nString t = \"\"\"\n%nothing\n!ls\"\"\";\nt"))
                .isEqualTo("%nothing\n!ls");
    }

    @Test
    void anUnknownMagicSaysWhatMayBeMeant() {
        assertThat(cell.value("%mavn a:b:1")).contains("no magic %mavn; did you mean %maven?");
        assertThat(cell.value("%writefile x")).contains("%writefile takes the whole cell; write %%writefile");
        assertThat(cell.value("%%env\nx")).contains("has no form for a whole cell");
    }

    @Test
    void writefileWritesTheRestOfTheCellAsItIs() throws IOException {
        Path file = folder.resolve("sub/a file.txt");
        assertThat(cell.run("%%writefile \"" + file + "\"\nline \"1\" \\n\n%not a magic\n\nend"))
                .startsWith("Writing ");
        assertThat(file).hasContent("line \"1\" \\n\n%not a magic\n\nend\n");
        assertThat(cell.run("%%writefile -a \"" + file + "\"\nmore")).startsWith("Appending to ");
        assertThat(Files.readString(file)).endsWith("end\nmore\n");
        String large = "x".repeat(200_000);
        cell.run("%%writefile " + folder + "/large\n" + large);
        assertThat(Files.size(folder.resolve("large"))).isEqualTo(200_001);
    }

    @Test
    void loadEvaluatesScriptsAndNotebooksWithTheirMagics() throws IOException {
        Files.writeString(folder.resolve("script.jsh"), "int fromScript = 4;\nint twice(int x) { return 2 * x; }\n");
        Notebooks.write(
                folder.resolve("book.ipynb"),
                Notebooks.text("text"),
                Notebooks.code("int fromBook = 5;\n!echo loading"));
        assertThat(cell.value("%load " + folder + "/script\ntwice(fromScript)")).isEqualTo("8");
        assertThat(cell.run("%load " + folder + "/book.ipynb")).isEqualTo("loading\n");
        assertThat(cell.value("fromBook")).isEqualTo("5");
        assertThat(cell.value("%load nowhere")).contains("no such file: nowhere");
        Notebooks.write(
                folder.resolve("wrong.ipynb"), Notebooks.code("int a = 1;"), Notebooks.code("\n%jars none.jar"));
        assertThat(cell.value("%load " + folder + "/wrong.ipynb"))
                .contains("wrong.ipynb, cell 2, line 2: ")
                .doesNotContain("MagicFunctions");
        Files.writeString(folder.resolve("typo.jsh"), "int b = 1;\nb.length();\n");
        assertThat(cell.value("%load " + folder + "/typo.jsh"))
                .contains("typo.jsh, line 2: CompilationError: int cannot be");
    }

    @Test
    void jarsAndClassFoldersBecomeVisibleInTheSameCell() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Greeter.java"),
                "package greeting; public class Greeter { public static String greet() { return \"hello\"; } }");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(cell.value("%classpath " + folder + "\nimport greeting.Greeter;\nGreeter.greet()"))
                .isEqualTo("hello");
        assertThat(cell.value("%jars " + folder + "/none.jar")).contains("nothing found at");
        assertThat(cell.run("%classpath")).contains(folder.toString());
    }

    @Test
    void timeKeepsDeclarationsAndValues() {
        assertThat(cell.run("%time int slow = 1 + 1;\nSystem.out.println(slow);"))
                .matches("time: [\\d.]+ m?s, processors: [\\d.]+ m?s\n2\n");
        assertThat(cell.value("%time 20 + 1")).isEqualTo("21");
        assertThat(cell.run("%time 20 + 1")).startsWith("time: ");
        assertThat(cell.run("%time for (int i = 0; i < 2; i++) System.out.print(i);"))
                .startsWith("01time: ");
        assertThat(cell.run("%time System.out.print(5)")).startsWith("5time: ");
        assertThat(cell.value("%time throw new IllegalStateException(\"x\");")).contains("IllegalStateException: x");
        assertThat(cell.value("%%time\nint kept = 3;\nkept + 1")).isEqualTo("4");
        assertThat(cell.run("%%time\nkept")).startsWith("time: ");
        assertThat(cell.run("kept")).isEmpty();
    }

    @Test
    void commandsReportTheirErrorsAndTheirStatus() {
        assertThat(cell.run("!echo out; echo err >&2; exit 3")).contains("out\n", "err\n", "exit status 3");
    }

    @Test
    void theFunctionsOfIJavaCallMagicsByName() throws IOException {
        new JarOutputStream(Files.newOutputStream(folder.resolve("a.jar")), new Manifest()).close();
        assertThat(cell.value(
                        "List<String> found = lineMagic(\"jars\", List.of(\"" + folder + "/*.jar\"));\nfound.size()"))
                .isEqualTo("1");
        assertThat(cell.value("List<String> again = %jars " + folder + "/*.jar\nagain.size()"))
                .isEqualTo("1");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.jar"), "text");
        assertThat(cell.value("%jars " + file)).contains("is neither a jar nor a folder");
        assertThat(cell.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void helpListsAndExplains() {
        assertThat(cell.run("%lsmagic"))
                .contains(
                        "%maven",
                        "%mavenRepo", "%loadFromPOM, %%loadFromPOM", "%jars", "%classpath", "%load", "%%writefile")
                .contains("%time, %%time", "%env", "%lsmagic", "%help");
        assertThat(cell.run("%help maven")).contains("GROUP:ARTIFACT", "Also called addMavenDependencies");
    }

    @Test
    void magicsAndFileNamesAreCompletedAndExplained() throws IOException {
        Files.writeString(folder.resolve("data.jsh"), "");
        assertThat(cell.shell().complete("%ma", 3).matches())
                .extracting(Completions.Match::text)
                .containsExactly("%%markdown", "%maven", "%mavenRepo");
        String load = "%load " + folder + "/da";
        assertThat(cell.shell().complete(load, load.length()).matches())
                .extracting(Completions.Match::text)
                .containsExactly(folder + "/data.jsh");
        assertThat(cell.shell().inspect("%maven a", 3, 0).orElseThrow().text()).contains("GROUP:ARTIFACT");
    }

    @Test
    void theEnvironmentOfIJavaIsHonoured() throws IOException {
        Files.writeString(folder.resolve("1.jsh"), "int one = 1;");
        Files.writeString(folder.resolve("2.jsh"), "int two = one + 1;");
        Map<String, String> environment = Map.of(
                "IJAVA_STARTUP_SCRIPTS_PATH",
                folder + "/*.jsh",
                "IJAVA_STARTUP_SCRIPT",
                "int three = two + 1;\n%env GREETING=hello",
                "IJAVA_COMPILER_OPTS",
                "-Xlint:all",
                "IJAVA_CLASSPATH",
                folder.toString());
        try (TestCell started = new TestCell(environment)) {
            assertThat(started.value("three")).isEqualTo("3");
            assertThat(started.run("!echo $GREETING")).isEqualTo("hello\n");
            assertThat(started.run("%classpath")).contains(folder.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"5000,PT5S", "30 SECONDS,PT30S", "2minutes,PT2M", "-1,", "0,", "'',"})
    void theTimeLimitOfIJavaIsHonoured(String text, Duration limit) {
        ShellOptions options = StandardShell.options(Map.of("IJAVA_TIMEOUT", text));
        assertThat(options.statementLimit()).isEqualTo(Optional.ofNullable(limit));
    }

    @Test
    void aTimeLimitThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> StandardShell.options(Map.of("IJAVA_TIMEOUT", "soon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IJAVA_TIMEOUT is soon");
    }
}
