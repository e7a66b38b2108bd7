package org.ridgeless.kernel.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven's resolver on a repository that the test makes itself, so that no network is needed. */
@Tag("slow")
class MavenMagicsTest {
    @TempDir
    static Path folder;

    /** Two artifacts, of which {@code greeter} needs {@code words}; and {@code words} has a test dependency that is not there. */
    private static String repository() throws IOException {
        Path repository = folder.resolve("repository");
        artifact(repository, "words", "", "public class Words { public static String hello() { return \"hello\"; } }");
        artifact(
                repository,
                "greeter",
                "<dependency><groupId>test.magics</groupId><artifactId>words</artifactId><version>1</version></dependency>",
                "public class Greeter { /** Says hello. */ public static String greet() { return words.Words.hello() + \"!\"; } }");
        return repository.toUri().toString();
    }

    private static void artifact(Path repository, String name, String dependencies, String source) throws IOException {
        Path place = Files.createDirectories(repository.resolve("test/magics/" + name + "/1"));
        Files.writeString(
                place.resolve(name + "-1.pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>test.magics</groupId><artifactId>" + name
                        + "</artifactId><version>1</version><dependencies>" + dependencies
                        + "<dependency><groupId>test.magics</groupId><artifactId>absent</artifactId><version>1</version>"
                        + "<scope>test</scope></dependency></dependencies></project>");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String type = name.substring(0, 1).toUpperCase() + name.substring(1);
        Path file = Files.writeString(classes.resolve(type + ".java"), "package " + name + "; " + source);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classes.toString(), "-d", classes.toString(), file.toString()))
                .isZero();
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(place.resolve(name + "-1.jar")), new Manifest())) {
            jar.putNextEntry(new JarEntry(name + "/" + type + ".class"));
            jar.write(Files.readAllBytes(classes.resolve(name + "/" + type + ".class")));
        }
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(place.resolve(name + "-1-sources.jar")), new Manifest())) {
            jar.putNextEntry(new JarEntry(name + "/" + type + ".java"));
            jar.write(Files.readAllBytes(file));
        }
    }

    /** One test, for all of it happens in one local repository: the user's, whose place Maven's settings decide. */
    @Test
    void artifactsComeWithWhatTheyNeedFromRepositoriesAndPoms() throws IOException {
        String repository = repository();
        try (TestCell cell = new TestCell()) {
            assertThat(cell.value("%mavenRepo local " + repository
                            + "\n%maven test.magics:greeter:1\ngreeter.Greeter.greet()"))
                    .isEqualTo("hello!");
            assertThat(cell.run("greeter.Greeter.greet?")).contains("Says hello.");
            assertThat(cell.value("%maven test.magics:nothing:1"))
                    .contains("cannot get test.magics:nothing:1: local (")
                    .doesNotContain("\n");
            assertThat(cell.value("%maven greeter")).contains("takes group:artifact");
        }
        try (TestCell cell = new TestCell()) {
            assertThat(cell.value(
                            "%%loadFromPOM\n<repository><id>local</id><url>" + repository + "</url></repository>\n"
                                    + "<dependency><groupId>test.magics</groupId><artifactId>greeter</artifactId>"
                                    + "<version>1</version></dependency>"))
                    .isEmpty();
            assertThat(cell.value("greeter.Greeter.greet()")).isEqualTo("hello!");
        }
        Path pom = Files.writeString(
                folder.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
                        + "<version>1</version><properties><v>1</v></properties><dependencies><dependency>"
                        + "<groupId>test.magics</groupId><artifactId>words</artifactId><version>${v}</version>"
                        + "</dependency></dependencies></project>");
        try (TestCell cell = new TestCell()) {
            assertThat(cell.value("%mavenRepo local " + repository + "\n%loadFromPOM --offline " + pom
                            + "\nwords.Words.hello()"))
                    .isEqualTo("hello");
            assertThat(cell.value("%%loadFromPOM\nnothing")).contains("takes <dependency> and <repository>");
        }
        forget();
    }

    /** What the test has put into the local repository. */
    private static void forget() throws IOException {
        Path own = Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"))
                .resolve("test/magics");
        if (Files.exists(own)) {
            try (var files = Files.walk(own)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
