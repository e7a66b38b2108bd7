package org.ridgeless.lessons;

import java.util.Objects;

/** What a result was computed with; the last cell of a lesson prints it. */
public final class Environment {

    private Environment() {}

    /** Versions and resources, one a line, without any name of a machine, a user or a folder. */
    public static String describe() {
        Runtime runtime = Runtime.getRuntime();
        String version = Environment.class.getPackage().getImplementationVersion();
        return String.join(
                "\n",
                line("Ridgeless", Objects.requireNonNullElse(version, "development build")),
                line("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")),
                line("System", System.getProperty("os.name") + ", " + System.getProperty("os.arch")),
                line("Processors", String.valueOf(runtime.availableProcessors())),
                line("Largest heap", (runtime.maxMemory() >> 20) + " MB"),
                line("Vector module", hasVectorModule() ? "on" : "off"));
    }

    private static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static String line(String name, String value) {
        return String.format("%-14s%s", name, value);
    }
}
