package org.ridgeless.kernel.cli;

import java.util.List;

/** What a library adds to {@code lab}. Found by {@link java.util.ServiceLoader} on the class path. */
public interface LabCommands {
    /**
     * The commands: objects whose class carries picocli's {@code @Command}, best a {@code Callable<Integer>} that returns
     * the exit status (0 for success, 1 for a failure that the command has explained).
     */
    List<Object> commands();

    /** What the library has to say in {@code lab doctor}. */
    default List<Finding> findings() {
        return List.of();
    }
}
