package org.ridgeless.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Maven the script {@code lab} builds with: the one on the path where it is new enough, and otherwise the wrapper. */
@DisabledOnOs(OS.WINDOWS)
class LauncherMavenTest {
    /** What the build script of a Maven does here: it says who was called, and leaves two jars. */
    private static final String BUILD = "echo \"$0 $*\" >>../called; mkdir -p kernel/target toolkit/target; "
            + ": >kernel/target/ridgeless-kernel.jar; : >toolkit/target/ridgeless-toolkit.jar";

    @TempDir
    Path folder;

    private Path home;
    private Path path;
    private String printed = "";

    @BeforeEach
    void aTreeAndASearchPathWithoutMaven() throws IOException {
        home = Launchers.tree(folder.resolve("the tree"));
        path = Launchers.searchPath(
                folder.resolve("bin"),
                "bash cat dirname env find grep head mkdir mktemp mv readlink rm sed sh tail tee timeout touch"
                        .split(" "));
    }

    private int lab() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("lab").toString(), "--version").redirectErrorStream(true);
        Path java = folder.resolve("a java");
        builder.environment()
                .put(
                        "JAVA_HOME",
                        Launchers.java(java, "JAVA_VERSION=\"17.0.1\"\n").toString());
        builder.environment().put("PATH", path.toString());
        Process process = builder.directory(folder.toFile()).start();
        printed = new String(process.getInputStream().readAllBytes());
        return process.waitFor();
    }

    private void maven(Path file, String version) throws IOException {
        Launchers.program(file, "if [ \"$1\" = --version ]; then echo 'Apache Maven " + version + "'; exit; fi", BUILD);
    }

    private void unreachableWrapper() throws IOException {
        Launchers.program(home.resolve("mvnw"), "echo 'wget: Failed to fetch' >&2; exit 1");
    }

    private String called() throws IOException {
        return Files.readString(folder.resolve("called"));
    }

    @Test
    void aMavenThatIsNewEnoughIsTaken() throws Exception {
        unreachableWrapper();
        for (String version : new String[] {"3.8.1", "3.9.11 (3e54c93)", "4.0.0-rc-4"}) {
            Files.deleteIfExists(home.resolve("kernel/target/ridgeless-kernel.jar"));
            maven(path.resolve("mvn"), version);
            assertThat(lab()).as(printed).isZero();
            assertThat(printed).doesNotContain("mvnw").endsWith("started\n");
        }
        assertThat(called().lines()).hasSize(3).allMatch(line -> line.contains("bin/mvn -B"));
    }

    @Test
    void theWrapperIsTakenInThePlaceOfAnOldMaven() throws Exception {
        maven(path.resolve("mvn"), "3.6.3");
        maven(home.resolve("mvnw"), "3.9.11");
        assertThat(lab()).as(printed).isZero();
        assertThat(printed)
                .contains("mvn is Maven 3.6.3, older than 3.8: taking mvnw")
                .endsWith("started\n");
        assertThat(called().lines())
                .singleElement()
                .asString()
                .contains("/mvnw -B")
                .contains("package");
    }

    @Test
    void theWrapperIsTakenWhereThereIsNoMaven() throws Exception {
        maven(home.resolve("mvnw"), "3.9.11");
        assertThat(lab()).as(printed).isZero();
        assertThat(printed).contains("there is no Maven (mvn): taking mvnw").endsWith("started\n");
        assertThat(called().lines())
                .singleElement()
                .asString()
                .contains("/mvnw -B")
                .contains("package");
    }

    @Test
    void withoutAnyMavenTheFirstRunSaysWhatIsMissing() throws Exception {
        unreachableWrapper();
        assertThat(lab()).isEqualTo(2);
        assertThat(printed)
                .endsWith("lab: the first run builds Ridgeless and needs Maven 3.8 or newer; there is no Maven (mvn),"
                        + " and mvnw says: wget: Failed to fetch\n");
    }

    @Test
    void withoutAnyMavenAnOldBuildGoesOn() throws Exception {
        unreachableWrapper();
        maven(path.resolve("mvn"), "3.6.3");
        Launchers.built(home);
        Path source = Files.writeString(home.resolve("kernel/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertThat(lab()).as(printed).isZero();
        assertThat(printed)
                .contains("kernel/src/main/New.java is newer than the build, but mvn is Maven 3.6.3, older than 3.8,"
                        + " and mvnw says: wget: Failed to fetch: going on with the old build")
                .endsWith("started\n");
        assertThat(folder.resolve("called")).doesNotExist();
    }
}
