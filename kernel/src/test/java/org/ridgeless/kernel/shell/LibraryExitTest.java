package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.cell.CellExit;

/** Code of a library, not of a cell, calls for the end of the process. */
class LibraryExitTest {

    @TempDir
    Path folder;

    private void compile() throws IOException {
        Path source = folder.resolve("Quitter.java");
        Files.writeString(source, """
                package sample;
                public class Quitter {
                    public static int quit() { System.exit(7); return 7; }
                    public static void halt() { Runtime.getRuntime().halt(3); }
                    public static void later(java.util.function.IntConsumer end) { end.accept(4); }
                    public static void byReference() { later(System::exit); }
                    public static String title() { return Quitter.class.getPackage().getImplementationTitle(); }
                }
                """);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.resolve("classes").toString(), source.toString());
        assertThat(status).isZero();
    }

    private Path jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "Quitters");
        Path jar = folder.resolve("quitter.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry("sample/Quitter.class"));
            Files.copy(folder.resolve("classes/sample/Quitter.class"), entries);
        }
        return jar;
    }

    private static Object call(Path library, String method) throws Exception {
        try (var loader =
                new ReplClassLoader(null, new NotebookLibraries(""), LibraryExitTest.class.getClassLoader())) {
            loader.addURL(library.toUri().toURL());
            return loader.loadClass("sample.Quitter").getMethod(method).invoke(null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quit", "halt", "byReference"})
    void onlyTheCellEnds(String method) throws Exception {
        compile();
        for (Path library : List.of(jar(), folder.resolve("classes"))) {
            assertThatThrownBy(() -> call(library, method)).hasCauseInstanceOf(CellExit.class);
        }
    }

    @Test
    void theLibraryKeepsItsManifest() throws Exception {
        compile();
        assertThat(call(jar(), "title")).isEqualTo("Quitters");
    }
}
