package org.ridgeless.kernel.extension;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a library adds to a shell. Found by {@link java.util.ServiceLoader} on the class path and called once for each
 * shell, before its first cell.
 */
public interface KernelExtension {

    /** Registers renderers and hooks. An exception thrown here is reported and leaves the shell usable. */
    void install(KernelSession session);

    /**
     * Packages of other libraries whose objects this one takes or gives. A notebook that brings another version of such a
     * library is told that the two do not mix.
     */
    default List<String> exchangedPackages() {
        return List.of();
    }

    /**
     * Import declarations that cells need not write, such as {@code import java.util.*;}. They give way to whatever a
     * notebook declares or imports itself; of two with the same name the earlier holds.
     */
    default List<String> imports() {
        return List.of();
    }

    /**
     * Runs what first cells are likely to need, so that Java has loaded and compiled it when they come. Called at most once for a shell,
     * on a thread in the background, while nobody has asked for anything yet. Cells must not see that it has run. An exception
     * thrown here is passed over.
     *
     * @param wanted whether still nobody waits; to be asked every few tens of milliseconds, and to be obeyed
     */
    default void warmUp(BooleanSupplier wanted) {}
}
