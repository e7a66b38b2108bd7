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

    @TempDir
    static Path folder;

    private static JavaShell shell;

    @BeforeAll
    static void start() throws IOException {
        Path source = folder.resolve("META-INF/sources/sample/nets/Nets.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SOURCE);
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
    void whatHasNoCommentShowsItsSignatureAlone() {
        assertThat(inspect("Nets.bare(")).contains("bare()").doesNotContain("Networks", "rectifiers");
    }
}
