package org.ridgeless.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.ShellOptions;

/** A library that carries its sources explains itself. */
class LibraryDocumentationTest {

    private static final String SOURCE = """
            package sample.nets;
            import java.util.*;
            /** Networks by {@code widths}. */
            public final class Nets {
                /** The golden width. */
                public static final int GOLDEN = 8;
                /** With rectifiers. @param widths of the layers */
                public static Nets relu(int... widths) { return new Nets(); }
                /** By names. */
                public static Nets relu(Map<String, List<Integer>> widths) { return new Nets(); }
                /**
                 * A network that adds.
                 *
                 * {@snippet file="sample/Example.java" region="sum"}
                 * {@snippet file="sample/Missing.java"}
                 *
                 * @param terms all of them
                 */
                public static int sum(int... terms) { return 0; }
                public static Nets bare() { return new Nets(); }
                /** A pair of numbers. */
                public record Pair(int left, int right) {}
                /** How a layer bends. */
                public enum Bend {
                    /** At zero. */
                    KINK
                }
            }
            """;

    private static final String EXAMPLE = """
            class Example {
                @Test
                void sum() {
                    // @start region="sum"
                    List<int[]> all = List.of(new int[] {1, 2});
                    if (!all.isEmpty()) {
                        Nets.sum(all.get(0)); // 3
                    }
                    // @end
                }
            }
            """;

    @TempDir
    static Path folder;

    private static JavaShell shell;

    @BeforeAll
    static void start() throws IOException {
        Path source = folder.resolve("META-INF/sources/sample/nets/Nets.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SOURCE);
        Path example = folder.resolve("META-INF/snippets/sample/Example.java");
        Files.createDirectories(example.getParent());
        Files.writeString(example, EXAMPLE);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-parameters", "-d", folder.toString(), source.toString()))
                .isZero();
        shell = JavaShell.start(ShellOptions.defaults().withClasspath(folder).withImports("import sample.nets.*;"));
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    private static String inspect(String code) {
        return shell.inspect(code, code.length(), 0)
                .orElseThrow(() -> new AssertionError(code))
                .text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Nets~ Networks by widths.",
                "sample.nets.Nets~ Networks by widths.",
                "Nets.GOLDEN~ The golden width.",
                "sample.nets.Nets.relu~ With rectifiers.",
                "Nets.relu(~ By names.",
                "new Nets.Pair(~ A pair of numbers.",
                "Nets.Bend.KINK~ At zero."
            })
    void symbolsShowTheirComment(String code, String expected) {
        assertThat(inspect(code)).contains(expected);
    }

    @Test
    void eachOverloadShowsItsOwn() {
        assertThat(inspect("Nets.relu("))
                .containsSubsequence("int... widths", "With rectifiers", "Map", "By names")
                .contains("By names");
    }

    @Test
    void examplesAreShownAsCode() {
        Inspection sum = shell.inspect("Nets.sum(", 9, 0).orElseThrow();
        assertThat(sum.html()).contains("""
                <pre><code>List&lt;int[]&gt; all = List.of(new int[] {1, 2});
                if (!all.isEmpty()) {
                    Nets.sum(all.get(0)); // 3
                }</code></pre>""");
        assertThat(sum.text())
                .contains(
                        "A network that adds.",
                        "    List<int[]> all = ",
                        "\n        Nets.sum(all.get(0)); // 3\n",
                        "- terms: all of them")
                .doesNotContain("snippet", "Missing", "@");
    }

    @Test
    void whatHasNoCommentShowsItsSignatureAlone() {
        assertThat(inspect("Nets.bare(")).contains("bare()").doesNotContain("Networks", "rectifiers");
    }
}
