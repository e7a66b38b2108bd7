package org.ridgeless.kernel.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook asks for libraries that the kernel has in another version; the tests make those versions themselves. */
class NotebookLibrariesTest {
    private static final String PICOCLI = "package picocli; public class CommandLine {"
            + " public static String version() { return \"of the notebook\"; } }";

    @TempDir
    Path folder;

    private Path jar(String file, String className, String source, Map<String, String> texts) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes-" + file));
        Path java = Files.writeString(classes.resolve(className.replaceAll(".*\\.", "") + ".java"), source);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", classes.toString(), java.toString()))
                .isZero();
        Files.delete(java);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path place = classes.resolve(text.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, text.getValue());
        }
        Path jar = folder.resolve(file);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest());
                var files = Files.walk(classes)) {
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(one));
            }
        }
        return jar;
    }

    private Path jar(String file, String className, String source) throws IOException {
        return jar(file, className, source, Map.of());
    }

    @Test
    void theNotebooksVersionWins() throws IOException {
        try (TestCell cell = new TestCell()) {
            cell.run("%jars " + jar("picocli-1.0.jar", "picocli.CommandLine", PICOCLI));
            assertThat(cell.value("picocli.CommandLine.version()")).isEqualTo("of the notebook");
            assertThat(cell.value("import picocli.*;\nCommandLine.version()")).isEqualTo("of the notebook");
        }
    }

    @Test
    void theKernelGoesOnUsingItsOwn() throws IOException {
        try (TestCell cell = new TestCell()) {
            cell.run("%jars " + jar("picocli-1.0.jar", "picocli.CommandLine", PICOCLI));
            assertThat(cell.value("Class.forName(\"picocli.CommandLine\", false,"
                            + " org.ridgeless.kernel.shell.JavaShell.class.getClassLoader())"
                            + " == picocli.CommandLine.class"))
                    .isEqualTo("false");
        }
    }

    /** Else a class of one version would call a class of the other. */
    @Test
    void whatOnlyTheKernelsVersionHasIsNotThere() throws IOException {
        String onlyThere = "picocli.CommandLine.Help.class";
        try (TestCell cell = new TestCell()) {
            assertThat(cell.value(onlyThere)).contains("Help");
        }
        try (TestCell cell = new TestCell()) {
            cell.run("%jars " + jar("picocli-1.0.jar", "picocli.CommandLine", PICOCLI));
            assertThat(cell.value(onlyThere)).startsWith("CompilationError");
            assertThat(cell.value("Class.forName(\"picocli.AutoComplete\")")).startsWith("java.lang.ClassNotFound");
        }
    }

    @Test
    void theSameVersionIsShared() throws IOException {
        String file = ownFile("picocli");
        try (TestCell cell = new TestCell()) {
            assertThat(cell.run("%jars " + jar(file, "picocli.CommandLine", PICOCLI)))
                    .isEmpty();
            assertThat(cell.value("picocli.CommandLine.Help.class")).contains("Help");
        }
    }

    @Test
    void aJarOfAnotherNameWithTheSamePackagesWins() throws IOException {
        try (TestCell cell = new TestCell()) {
            cell.run("%jars " + jar("everything.jar", "picocli.CommandLine", PICOCLI));
            assertThat(cell.value("picocli.CommandLine.version()")).isEqualTo("of the notebook");
        }
    }

    @Test
    void whatTheKernelsInterfaceIsMadeOfStaysAndBothVersionsAreNamed() throws IOException {
        String gson = "package com.google.gson; public class Gson { }";
        String ownVersion = ownFile("gson").replaceAll("gson-(.*)\\.jar", "$1");
        try (TestCell cell = new TestCell()) {
            assertThat(cell.run("%jars " + jar("gson-1.1.jar", "com.google.gson.Gson", gson)))
                    .contains("gson 1.1 was asked for, and gson " + ownVersion + " is used");
            assertThat(cell.value("new com.google.gson.Gson().toJson(List.of(1))"))
                    .isEqualTo("[1]");
            cell.run("%jars " + jar("fat.jar", "com.google.gson.Gson", gson));
            assertThat(cell.value("new com.google.gson.Gson().toJson(List.of(2))"))
                    .isEqualTo("[2]");
        }
    }

    /** As where another kernel fetches the toolkit. */
    @Test
    void aPartOfRidgelessThatTheKernelDoesNotHaveIsTheNotebooks() throws IOException {
        String source =
                "package org.ridgeless.fetched; public class Thing { public static int answer() { return 42; } }";
        try (TestCell cell = new TestCell()) {
            assertThat(cell.run("%jars " + jar("ridgeless-fetched-1.jar", "org.ridgeless.fetched.Thing", source)))
                    .isEmpty();
            assertThat(cell.value("import org.ridgeless.fetched.*;\nThing.answer()"))
                    .isEqualTo("42");
            assertThat(cell.value("Class.forName(\"org.ridgeless.fetched.Thing\") == Thing.class"))
                    .isEqualTo("true");
        }
    }

    @Test
    void whatIsInUseAlreadyIsSaid() throws IOException {
        try (TestCell cell = new TestCell()) {
            cell.value("new picocli.CommandLine.Range(1, 2, false, false, \"\")");
            assertThat(cell.run("%jars " + jar("picocli-1.0.jar", "picocli.CommandLine", PICOCLI)))
                    .contains("is in use already")
                    .contains("restart the kernel");
        }
    }

    @Test
    void aSecondVersionInTheSameNotebookIsSaid() throws IOException {
        try (TestCell cell = new TestCell()) {
            cell.run("%jars " + jar("own-1.jar", "own.Thing", "package own; public class Thing { }"));
            assertThat(cell.run("%jars " + jar("own-2.jar", "own.Thing", "package own; public class Thing { }")))
                    .contains("own 2 comes too late: this notebook has own 1");
        }
    }

    /** The kernel's libraries log to nobody; a logger that a notebook brings is to be heard. */
    @Test
    void aLoggerOfTheNotebookIsNotSilenced() throws IOException {
        String provider = "package loud; import org.slf4j.*; import org.slf4j.event.Level; import org.slf4j.helpers.*;"
                + " import org.slf4j.spi.*;"
                + " public class Loud implements SLF4JServiceProvider {"
                + " public static class Voice extends LegacyAbstractLogger { public boolean isTraceEnabled() { return true; }"
                + " public boolean isDebugEnabled() { return true; } public boolean isInfoEnabled() { return true; }"
                + " public boolean isWarnEnabled() { return true; } public boolean isErrorEnabled() { return true; }"
                + " protected String getFullyQualifiedCallerName() { return null; }"
                + " protected void handleNormalizedLoggingCall(Level l, Marker m, String s, Object[] a, Throwable t)"
                + " { System.out.println(l + \" \" + s); } }"
                + " public ILoggerFactory getLoggerFactory() { return name -> new Voice(); }"
                + " public IMarkerFactory getMarkerFactory() { return new BasicMarkerFactory(); }"
                + " public MDCAdapter getMDCAdapter() { return new NOPMDCAdapter(); }"
                + " public String getRequestedApiVersion() { return \"2.0.99\"; } public void initialize() { } }";
        String log = "org.slf4j.LoggerFactory.getLogger(\"x\").warn(\"heard\");";
        try (TestCell cell = new TestCell()) {
            assertThat(cell.run(log)).isEmpty();
        }
        try (TestCell cell = new TestCell()) {
            cell.run("%jars "
                    + jar(
                            "loud-1.jar",
                            "loud.Loud",
                            provider,
                            Map.of("META-INF/services/org.slf4j.spi.SLF4JServiceProvider", "loud.Loud")));
            assertThat(cell.run(log)).isEqualTo("WARN heard\n");
        }
    }

    private static String ownFile(String name) {
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            String file = Path.of(entry).getFileName().toString();
            if (file.matches(name + "-\\d.*\\.jar")) {
                return file;
            }
        }
        throw new AssertionError("no " + name + " on the class path");
    }
}
