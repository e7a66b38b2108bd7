package org.ridgeless.kernel.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells as courses for rapaio's kernel, Ganymede, BeakerX and JBang have them. */
class OtherKernelsMagicsTest {
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

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
            out.putNextEntry(new JarEntry("some/text.txt"));
            out.write("found".getBytes());
        }
        return jar;
    }

    private String resource() {
        return cell.value(
                "var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(\"some/text.txt\");\n"
                        + "in == null ? \"missing\" : new String(in.readAllBytes())");
    }

    @Test
    void rapaiosDependenciesAreNotedListedAndResolvedTogether() {
        String listed = cell.run(
                "%dependency /add no.such.group:first:1\n%dependency /add no.such.group:second:2 --optional\n"
                        + "%dependency /add-repo closed http://localhost:1/\n%dependency /list-repos\n%dependency /list-dependencies");
        assertThat(listed)
                .contains("closed http://localhost:1/")
                .contains("no.such.group:first:1 waits")
                .contains("no.such.group:second:2 waits");
        assertThat(cell.value("%dependency /what")).contains("%dependency has no /what");
        assertThat(cell.value("%dependency /add nonsense")).contains("takes group:artifact");
    }

    @Test
    void displayTakesTheMimeTypeFirstAsRapaioDoes() {
        cell.run("display(\"text/markdown\", \"**bold**\");");
        assertThat(cell.shown()).contains("\"text/markdown\":\"**bold**\"");
        cell.run("display(\"**bold**\", \"text/markdown\");");
        assertThat(cell.shown()).contains("**bold**");
        assertThat(cell.value("display(\"neither\", 1)")).contains("takes a value and MIME types");
    }

    @Test
    void ganymedesPomIsReadAsYaml() {
        assertThat(cell.value("%%pom\nrepositories:\n  - id: closed\n    url: http://localhost:1/\n# none needed"))
                .isEmpty();
        assertThat(cell.value("%%pom\ndependencies:\n  - nonsense"))
                .contains("%%pom cannot read the line \"- nonsense\"");
    }

    @Test
    void jshellsQuestionsAreAnswered() {
        cell.run("int[] numbers = {1, 2};\nint twice(int x) { return 2 * x; }\nrecord P(int x) { }");
        assertThat(cell.run("%jshell /vars")).containsPattern("numbers +int\\[] +2 +\\[1, 2]");
        assertThat(cell.run("%jshell /methods")).contains("twice(int)int");
        assertThat(cell.run("%jshell /types")).contains("record P");
        assertThat(cell.value("%jshell /nonsense")).contains("%jshell takes /vars");
    }

    @Test
    void beakerxAddsJars() throws IOException {
        assertThat(cell.run("%classpath add jar " + jar("beaker.jar"))).isEmpty();
        assertThat(resource()).isEqualTo("found");
        assertThat(cell.value("%classpath add mvn no.such.group thing")).contains("takes group:artifact");
        assertThat(cell.value("%classpath config resolver onlyname")).contains("takes a name and an address");
        assertThat(cell.value("%import java.awt.Point\nnew Point(1, 2).x")).isEqualTo("1");
    }

    /** As in IJava, which passes over it; a path without wildcards is a mistake. */
    @Test
    void aWildcardThatMatchesNothingAddsNothing() {
        assertThat(cell.run("%jars " + folder + "/none/*.jar\nSystem.out.println(\"on\");"))
                .contains("which adds nothing")
                .endsWith("on\n");
        assertThat(cell.value("%jars " + folder + "/none.jar")).contains("nothing found at");
    }

    @Test
    void aPackageLineSaysWhatToDo() {
        cell.run("package a.b;\nclass C { }");
        assertThat(String.join("\n", cell.last().error().orElseThrow().plainTraceback()))
                .contains("A cell cannot declare a package: leave that line out.");
    }

    @Test
    void jbangsCommentsOfACellGoTogetherToTheResolver() {
        assertThat(Directives.line(
                        java.util.List.of("//REPOS own=https://repo.example.org/m2,jitpack", "//DEPS a:b:1 c:d:2")))
                .isEqualTo("own=https://repo.example.org/m2 jitpack -- a:b:1 c:d:2");
        assertThat(cell.value("//DEPS nonsense\n1 + 1"))
                .contains("takes group:artifact")
                .contains("got nonsense");
        assertThat(cell.value("//REPOS mavencentral\n1 + 1")).isEqualTo("2");
        assertThat(cell.value("//REPOS nowhere\n1 + 1")).contains("//REPOS takes an address");
        assertThat(cell.value("// DEPS are a word in a comment\n1 + 1")).isEqualTo("2");
        assertThat(cell.value("String s = \"\"\"\n//DEPS in:a:text\n\"\"\";\ns.length()"))
                .isEqualTo("17");
    }
}
