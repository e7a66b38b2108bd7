package org.ridgeless.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was changed in Apache's {@code mvnw}: without unzip it takes another archive, which has a sum of its own. */
@DisabledOnOs(OS.WINDOWS)
class MavenWrapperTest {
    private static final String URL =
            "https://example.org/org/apache/maven/apache-maven/9.9.9/apache-maven-9.9.9-bin.zip";

    @TempDir
    Path folder;

    private Path path;
    private Path archive;
    private String printed = "";

    /** A search path without unzip, on which wget brings an archive that is made here, if it is asked for the .tar.gz. */
    @BeforeEach
    void anArchiveToFetch() throws Exception {
        Launchers.program(folder.resolve("apache-maven-9.9.9/bin/mvn"), "echo \"Maven: $*\"");
        archive = folder.resolve("archive.tar.gz");
        Process tar = new ProcessBuilder("tar", "czf", archive.toString(), "apache-maven-9.9.9")
                .directory(folder.toFile())
                .start();
        assertThat(tar.waitFor()).isZero();
        path = Launchers.searchPath(
                folder.resolve("bin"),
                "basename cp dirname gzip ls mkdir mktemp mv rm sh sha256sum shasum tar tr uname".split(" "));
        Launchers.program(
                path.resolve("wget"),
                "case \"$2\" in *9.9.9-bin.tar.gz) cp '" + archive + "' \"$4\" ;; *) exit 1 ;; esac");
        Files.copy(Launchers.SCRIPT.resolveSibling("mvnw"), folder.resolve("mvnw"));
    }

    private int mvnw(String properties) throws Exception {
        Path settings = Files.createDirectories(folder.resolve(".mvn/wrapper"));
        Files.writeString(settings.resolve("maven-wrapper.properties"), "distributionUrl=" + URL + "\n" + properties);
        ProcessBuilder builder = new ProcessBuilder("sh", folder.resolve("mvnw").toString(), "package");
        builder.environment().put("PATH", path.toString());
        builder.environment().put("MAVEN_USER_HOME", folder.resolve("m2").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("MVNW_"));
        Process process = builder.redirectErrorStream(true).start();
        printed = new String(process.getInputStream().readAllBytes());
        return process.waitFor();
    }

    private String sum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
    }

    @Test
    void withoutUnzipTheOtherArchiveIsCheckedAgainstItsOwnSum() throws Exception {
        assertThat(mvnw("distributionSha256Sum=" + "0".repeat(64) + "\ndistributionTarGzSha256Sum=" + sum() + "\n"))
                .as(printed)
                .isZero();
        assertThat(printed).isEqualTo("Maven: package\n");
    }

    @Test
    void anArchiveWithAnotherSumIsNotUnpacked() throws Exception {
        assertThat(mvnw("distributionSha256Sum=" + sum() + "\ndistributionTarGzSha256Sum=" + "0".repeat(64) + "\n"))
                .isEqualTo(1);
        assertThat(printed).contains("Failed to validate Maven distribution SHA-256");
        assertThat(folder.resolve("m2/wrapper/dists/apache-maven-9.9.9")).isEmptyDirectory();
    }

    @Test
    void theRepositoryNamesTheSumsOfBothArchives() throws IOException {
        assertThat(Files.readAllLines(Launchers.SCRIPT.resolveSibling(".mvn/wrapper/maven-wrapper.properties")))
                .filteredOn(line -> line.matches("distribution(TarGz)?Sha256Sum=[0-9a-f]{64}"))
                .hasSize(2);
    }
}
