package org.ridgeless.kernel.cli;

import java.awt.Font;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;

/** What {@code lab doctor} says about the running Java. */
final class JavaFindings {
    private static final int OLDEST = 17;
    private static final long SMALL_HEAP_MEGABYTES = 900;

    private JavaFindings() {}

    static List<Finding> all() {
        return List.of(version(), jshell(), memory(), processors(), vectors(), fonts(), archive(), sources());
    }

    private static Finding version() {
        String found = Runtime.version() + " (" + System.getProperty("java.vendor") + ") in "
                + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST
                ? Finding.good("Java", found)
                : Finding.bad("Java", found, "install a JDK " + OLDEST + " or newer");
    }

    private static Finding jshell() {
        boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
        boolean jshell = ModuleLayer.boot().findModule("jdk.jshell").isPresent();
        return compiler && jshell
                ? Finding.good("Compiler, JShell", "present")
                : Finding.bad(
                        "Compiler, JShell",
                        "missing: this is a runtime, not a development kit",
                        "install a whole JDK, such as openjdk-17-jdk-headless");
    }

    private static Finding memory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        String found = "up to " + megabytes + " MB of heap for lab; the kernel may take half of the machine's memory";
        return megabytes >= SMALL_HEAP_MEGABYTES
                ? Finding.good("Memory", found)
                : Finding.note("Memory", found, "large studies may need more");
    }

    private static Finding processors() {
        return Finding.good("Processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    private static Finding vectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? Finding.good("Vector API", "jdk.incubator.vector is on")
                : Finding.note("Vector API", "off", "linear algebra uses plain loops; start through the script lab");
    }

    /** Measures a letter, for which Java loads libraries that its packages may do no more than recommend. */
    private static Finding fonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).canDisplay('a');
            return Finding.good("Fonts", "can be read");
        } catch (LinkageError | InternalError e) {
            return Finding.bad(
                    "Fonts",
                    "cannot be read: " + String.valueOf(e.getMessage()).replace('\n', ' '),
                    "install libfreetype6 and libharfbuzz0b; no figure can be drawn without them");
        }
    }

    private static Finding archive() {
        Optional<Path> archive = System.getProperty("ridgeless.home") == null
                ? Optional.empty()
                : Installation.current().classArchive();
        return archive.isPresent()
                ? Finding.good("Class archive", archive.get().toString())
                : Finding.note("Class archive", "none", "starting takes longer; lab makes one after it has built");
    }

    /** What completion and inspection show of the JDK beyond types comes from its sources. */
    private static Finding sources() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        return Files.exists(sources)
                ? Finding.good("Sources of Java", sources.toString())
                : Finding.note(
                        "Sources of Java",
                        "none: no javadoc and no parameter names for the JDK's own classes",
                        "install them, such as openjdk-" + Runtime.version().feature() + "-source");
    }
}
