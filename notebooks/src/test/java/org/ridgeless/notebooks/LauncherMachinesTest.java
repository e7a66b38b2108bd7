package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code lab} on machines that are set up in other ways; Java and Maven are stood in for by scripts. */
@DisabledOnOs(OS.WINDOWS)
class LauncherMachinesTest {
    private static final Path SCRIPT = NotebookFile.FOLDER.toAbsolutePath().resolveSibling("lab");
    private static final FileTime LATER = FileTime.fromMillis(4_000_000_000_000L);

    @TempDir
    private Path folder;

    private Path home;
    private Path bin;

    @BeforeEach
    void aTreeThatIsNotBuilt() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectories(folder.resolve("tree"));
        Files.copy(SCRIPT, home.resolve("lab"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (String module : List.of("kernel", "toolkit")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
        bin = Files.createDirectories(folder.resolve("bin"));
    }

    private void built() throws IOException {
        for (String module : List.of("kernel", "toolkit")) {
            Files.createDirectories(home.resolve(module + "/target"));
            Files.writeString(home.resolve(module + "/target/ridgeless-" + module + ".jar"), "");
        }
        Files.createDirectories(home.resolve("kernel/target"));
        Files.writeString(home.resolve("kernel/target/lab-built"), "");
    }

    private static void program(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Maven that is new enough, whose builds run the body. */
    private void maven(String body) throws IOException {
        program(bin.resolve("mvn"), "[ \"$1\" != --version ] || { echo 'Apache Maven 3.9.11'; exit; }\n" + body);
    }

    /** A whole Java of that version, whose program runs the body. */
    private Path java(String body) throws IOException {
        Path java = folder.resolve("jdk");
        program(java.resolve("bin/java"), body);
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        return java;
    }

    private record Ended(int status, String out, String err) {}

    private Ended lab(List<String> before, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("bash", home.resolve("lab").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        // To the end of the stream, which what filters the warning may reach after the program has ended.
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), Files.readString(out, StandardCharsets.UTF_8), err);
    }

    /** jenv, asdf and mise put a program named java on the path that starts one of several. */
    @Test
    void theJavaThatAShimStartsIsFound() throws Exception {
        built();
        Path java = java("[[ \"$*\" == *ArchiveClasses* ]] || echo started by $0\n");
        Files.delete(java.resolve("release"));
        Path shim = folder.resolve("shims/mise");
        program(
                shim,
                "[ \"$1\" = -XshowSettings:properties ] || exit 7\n"
                        + "echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y' >&2\n"
                        + "echo '    java.home = " + java + "' >&2\n");
        // The second answers for the program itself, which has no release file either.
        program(
                java.resolve("bin/java"),
                "case \"$*\" in\n*ArchiveClasses*) ;;\n-XshowSettings*) echo '    java.specification.version = 21' >&2 ;;\n"
                        + "*) echo started by $0 ;;\nesac\n");
        Files.createSymbolicLink(bin.resolve("java"), shim);
        Ended ended = lab(List.of(), "--version");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("started by " + java.resolve("bin/java") + "\n");
    }

    /** What macOS has at /usr/bin/java where no Java is installed. */
    @Test
    void aStubThatStartsNoJavaIsNamedWithWhatToInstall() throws Exception {
        built();
        program(bin.resolve("java"), "echo 'Unable to locate a Java Runtime.' >&2\nexit 1\n");
        Ended ended = lab(List.of(), "--version");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .contains(bin.resolve("java").toString(), "starts no Java; install a JDK 17 or newer");
    }

    @Test
    void theFirstBuildSaysHowFarItIsWithoutColours() throws Exception {
        Files.createSymbolicLink(
                bin.resolve("java"),
                java("[[ \"$*\" == *ArchiveClasses* ]] || echo started\n").resolve("bin/java"));
        maven("echo \"$*\" >" + folder.resolve("asked") + "\n"
                + "for i in $(seq 120); do echo 'Downloaded from x: file'; done\n"
                + "echo '[INFO] Building Ridgeless kernel 0.2.0'\n"
                + "echo '[INFO] --- maven-compiler-plugin:3:compile (default) @ ridgeless-kernel ---'\n"
                + "for m in kernel toolkit; do mkdir -p $m/target; touch $m/target/ridgeless-$m.jar; done\n");
        Ended ended = lab(List.of(), "--version");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("started\n");
        assertThat(ended.err())
                .contains("lab: building Ridgeless, once", "lab:   100 files downloaded", "lab:   kernel: compiling")
                .doesNotContain("\u001b");
        assertThat(folder.resolve("asked")).content().contains("-Dstyle.color=never");
        assertThat(lab(List.of(), "--version").err()).isEmpty();
    }

    @Test
    void aBuildThatFailsShowsWhatMavenSaid() throws Exception {
        Files.createSymbolicLink(bin.resolve("java"), java("echo started\n").resolve("bin/java"));
        maven("echo 'Downloading from x: y'\necho '[ERROR] no such thing'\nexit 1\n");
        Ended ended = lab(List.of(), "--version");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err())
                .contains("[ERROR] no such thing", "lab: the build failed")
                .doesNotContain("Downloading");
    }

    /** An installation that many share, to whose folder only its owner can write; sources there may be newer by the copying. */
    @Test
    void aTreeThatCannotBeWrittenToIsUsedAsItIs() throws Exception {
        built();
        Files.createSymbolicLink(
                bin.resolve("java"),
                java("[[ \"$*\" == *ArchiveClasses* ]] || echo started\n").resolve("bin/java"));
        maven("echo built >&2\n");
        Files.setLastModifiedTime(home.resolve("pom.xml"), LATER);
        for (String module : List.of("kernel", "toolkit")) {
            Files.setPosixFilePermissions(
                    home.resolve(module + "/target"), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        try {
            boolean root = "root".equals(System.getProperty("user.name"));
            Ended ended = lab(root ? List.of("setpriv", "--reuid=65534", "--clear-groups") : List.of(), "--version");
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.out()).isEqualTo("started\n");
            assertThat(ended.err()).isEmpty();
        } finally {
            for (String module : List.of("kernel", "toolkit")) {
                Files.setPosixFilePermissions(
                        home.resolve(module + "/target"), PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    @Test
    void whatComputesGetsVectorsAndNobodySeesTheWarningOfThem() throws Exception {
        built();
        Files.createSymbolicLink(
                bin.resolve("java"),
                java("[[ \"$*\" == *ArchiveClasses* ]] && exit 0\n"
                                + "[[ \"$*\" == *jdk.incubator.vector* ]] && "
                                + "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2\n"
                                + "printf 'half a line' >&2\necho started\nexit 3\n")
                        .resolve("bin/java"));
        for (String command : List.of("verify", "list")) {
            Ended ended = lab(List.of("bash", "-c", "\"$@\" | cat; exit ${PIPESTATUS[0]}", "-"), command);
            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.out()).isEqualTo("started\n");
            assertThat(ended.err()).isEqualTo("half a line");
        }
    }
}
