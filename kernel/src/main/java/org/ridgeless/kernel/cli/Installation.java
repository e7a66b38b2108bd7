package org.ridgeless.kernel.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where this Ridgeless lies and how a Java process of it is started.
 *
 * @param home the root of the built tree
 */
record Installation(Path home) {
    /** Set by the launcher script. */
    private static final String HOME_PROPERTY = "ridgeless.home";

    static Installation current() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new Failure("start this command through the script lab; -D" + HOME_PROPERTY + " is not set");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
    }

    /** The class path, in the order in which the launcher gives it. */
    String classPath() {
        return String.join(
                File.pathSeparator,
                home.resolve("kernel/target/ridgeless-kernel.jar").toString(),
                home.resolve("toolkit/target/ridgeless-toolkit.jar").toString(),
                home.resolve("kernel/target/lib").toString() + File.separator + "*",
                home.resolve("toolkit/target/lib").toString() + File.separator + "*");
    }

    /** The archive of loaded classes that makes Java start faster; absent until the launcher has made it. */
    Optional<Path> classArchive() {
        Path archive = home.resolve("kernel/target/classes-" + Runtime.version().feature() + ".jsa");
        return Files.exists(archive) ? Optional.of(archive) : Optional.empty();
    }

    /** The options with which kernel and launcher start Java, without those that bound its memory. */
    List<String> javaOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-Djava.awt.headless=true",
                "-Dridgeless.home=" + home,
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-ea:org.ridgeless...",
                // Redefining a method without losing the values of variables takes an agent, loaded when first needed.
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading"));
        classArchive().ifPresent(archive -> {
            options.add("-XX:SharedArchiveFile=" + archive);
            // An archive that does not fit any more is passed over without a word.
            options.add("-Xlog:cds=off");
            options.add("-Xlog:cds+dynamic=off");
        });
        return options;
    }
}
