package org.ridgeless.kernel.notebook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.NotebookException;
import org.ridgeless.kernel.notebook.Notebooks;

/** Notebooks as classes, which javac takes and which do what the cells do. */
class NotebookClassTest {
    @TempDir
    Path folder;

    private String source(String... cells) throws IOException {
        JsonObject[] all = Stream.of(cells).map(Notebooks::code).toArray(JsonObject[]::new);
        return NotebookClass.of(Notebook.read(Notebooks.write(folder.resolve("n.ipynb"), all)), "Made");
    }

    /** What the class prints when its main method runs. */
    private String output(String... cells) throws Exception {
        String source = source(cells);
        Path file = Files.writeString(folder.resolve("Made.java"), source);
        var messages = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        messages,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(status).as(messages + source).isZero();
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Made").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void variablesOfAllFormsAreSeenByMethodsAndLaterCells() throws Exception {
        assertThat(output(
                        "int n = 3;\nint[] a = {1, 2, 3};\nvar list = List.of(\"x\", \"y\"); int p = 1, q = 2;\nfinal int k = 5;\nint later;",
                        "int sum(int x) { later = x; return n + a[0] + list.size() + p + q + k + x; }",
                        "sum(100)",
                        "later"))
                .isEqualTo("114\n100\n");
    }

    @Test
    void methodsOfOneNameCallEachOther() throws Exception {
        assertThat(output(
                        "String kind(Object o) { return \"object\"; }\n"
                                + "String kind(String s) { return \"text \" + kind((Object) s); }\nkind(\"a\")",
                        "int fact(int n) { return fact(n, 1) + late(n); }\n"
                                + "int fact(int n, int acc) { return n <= 1 ? acc : fact(n - 1, acc * n); }\n"
                                + "int late(int n) { return 1000; }\nfact(5)",
                        "int early(int n) { return early(n, 2); }\nint x = 4;\nint early(int n, int k) { return n * k; }\n"
                                + "early(x)"))
                .isEqualTo("text object\n1120\n8\n");
    }

    @Test
    void theLastValueOfACellIsShownAndTheOthersAreNot() throws Exception {
        assertThat(output("int x = 2;\nx + 1;\nx * 10", "x = 7", "x", "new int[] {1, 2}", "String s = null;\ns"))
                .isEqualTo("20\n7\n[1, 2]\nnull\n");
    }

    @Test
    void typesMethodsAndTheirComments() throws Exception {
        assertThat(output(
                        "/** A pair. */\nrecord Pair(int a, int b) { int sum() { return a + b; } }",
                        "enum Colour { RED }\ninterface Shape { double area(); }\nclass Square implements Shape { public double area() { return 4; } }",
                        "// times\nstatic int times(int a) { return a * 2; }\n<T> T same(T t) { return t; }",
                        "System.out.println(new Pair(1, 2).sum() + \" \" + Colour.RED + \" \" + new Square().area());",
                        "same(times(21))"))
                .isEqualTo("3 RED 4.0\n42\n");
    }

    @Test
    void statementsLambdasAndRecursion() throws Exception {
        assertThat(output(
                        "Function<Integer, Integer> f = k -> k == 0 ? 1 : k * f.apply(k - 1);",
                        "int total = 0;\nfor (int i = 0; i < 4; i++) { total += i; }\nif (total > 5) System.out.println(\"six\");",
                        "Runnable r = () -> System.out.println(total); r.run();\nf.apply(5)"))
                .isEqualTo("six\n6\n120\n");
    }

    @Test
    void nothingIsLostBehindASwitchThatThrows() throws Exception {
        assertThat(output("int d = 6;\nString k = switch (d) { case 6, 7 -> \"weekend\"; default -> throw new"
                        + " IllegalArgumentException(); };\nSystem.out.println(k);\nint t = 1\nt + 1"))
                .isEqualTo("weekend\n2\n");
    }

    @Test
    void recordsAndSealedTypesThatJShellWouldRefuse() throws Exception {
        assertThat(output(
                        "sealed interface Tree {}\nrecord Leaf(int n) implements Tree { Leaf { n++; } }",
                        "new Leaf(1)"))
                .isEqualTo("Leaf[n=2]\n");
    }

    @Test
    void theLaterDefinitionOfAMethodHolds() throws Exception {
        assertThat(output("int f() { return 1; }", "int f() { return 2; }", "f()"))
                .isEqualTo("2\n");
    }

    @Test
    void magicsBecomeCommentsAndArtifactsALineForJBang() throws Exception {
        String source =
                source("%maven org.example:thing:1.0\n%time int x = 1;\n!ls", "%%html\n<b>bold</b>", "%%time\nx++;");
        assertThat(source)
                .startsWith("//DEPS org.example:thing:1.0\n")
                .contains("x = 1;")
                .contains("show(x++);");
        assertThat(output("%time int x = 1;\n!ls\nx?", "%%html\n<b>bold</b>", "display(\"text/plain\", \"shown\"); x"))
                .isEqualTo("shown\n1\n");
    }

    @Test
    void whatNeedsNoImportInACellIsImported() throws Exception {
        assertThat(source("ProgressBar bar = null;")).contains("import org.ridgeless.kernel.display.ProgressBar;");
        assertThat(output("import java.time.Year;\nYear.of(2000).isLeap()")).isEqualTo("true\n");
    }

    @Test
    void nothingIsExecuted() throws IOException {
        assertThat(source("int x = 1 / 0;", "while (true) { }", "System.exit(3);"))
                .contains("x = 1 / 0;");
    }

    @Test
    void whatCannotBeSaysWhichCell() {
        assertThatThrownBy(() -> source("int x = 1;", "String x = \"a\";"))
                .isInstanceOf(NotebookException.class)
                .hasMessageContaining("cell 2 declares x as String, which an earlier cell declares as int");
        assertThatThrownBy(() -> source("int x = unknown();"))
                .hasMessageContaining("cell 1 does not compile: cannot find");
        assertThatThrownBy(() -> source("1", "int f( {")).hasMessageContaining("cell 2");
    }

    @Test
    void theClassIsCalledLikeTheNotebook() {
        assertThat(NotebookClass.nameFor("double-descent in 2 steps")).isEqualTo("DoubleDescentIn2Steps");
        assertThat(NotebookClass.nameFor("01")).isEqualTo("Notebook01");
    }
}
